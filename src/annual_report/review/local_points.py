"""What the place of an agency asks, as it is shown: how many points are fulfilled, and each with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annual_report.rules.finding import STATES, PointFinding
from annual_report.wording import join_words, plain

TITLE = "{place}的要求"
COUNTS = "{title} {count} 点：{words}"
STATE = "{word} {count}"


def title_of(points: Sequence[PointFinding]) -> str:
    """Return the heading under which the points of one place stand; empty where there are none."""
    return TITLE.format(place=points[0].place) if points else ""


def say_counts(points: Sequence[PointFinding]) -> str:
    """Say in one line how many points there are and what became of them."""
    found = Counter(each.state for each in points)
    words = (STATE.format(word=word, count=found[state]) for state, word in STATES.items() if found[state])
    return COUNTS.format(title=title_of(points), count=len(points), words=join_words(words))


def say_score(point: PointFinding) -> str:
    """Say what a point is worth in an assessment; empty where nobody said."""
    return "" if point.score is None else plain(point.score)
