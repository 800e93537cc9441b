"""Where the words of a chart find room: values beside bars and points, names below the axis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from rich.cells import cell_len

from annual_report.document.chart.charts import SHARES, Chart
from annual_report.document.chart.look import ChartLook
from annual_report.filing.figures import Number
from annual_report.wording import plain

POINTS_PER_MM = 72 / 25.4

# How far a value stands from what it is of, in pt; how high one is as a part of the axis; how wide a digit is, in em.
LABEL_GAP, LABEL_HEIGHT, DIGIT_WIDTH = 2, 0.18, 0.56

# How much of the width of a drawing its axis takes.
AXIS = 0.88
ANGLE = 40
SLANTING: dict[str, Any] = {"rotation": ANGLE, "ha": "right", "rotation_mode": "anchor"}


def labels_of(values: Sequence[Number | None]) -> list[str]:
    """Return values as they are written beside what shows them; nothing where one is missing."""
    return ["" if value is None else plain(value) for value in values]


def beside_bars(chart: Chart, look: ChartLook) -> dict[str, Any]:
    """Return how values stand above bars: upright where a bar is narrower than they are."""
    room = float(look.width) * POINTS_PER_MM * float(look.bars) / len(chart.categories) / len(chart.series)
    longest = max((len(text) for series in chart.series for text in labels_of(series.values)), default=0)
    turned = (longest + 0.5) * DIGIT_WIDTH * float(look.small) > room
    return {"rotation": 90 if turned else 0, "padding": LABEL_GAP, "fontsize": float(look.small)}


def points_apart(chart: Chart) -> Iterator[tuple[int, Number]]:
    """Yield the points that have room for their value above them, by the number of their category."""
    needed = max(chart.highest, 1.0) * LABEL_HEIGHT
    for place, values in enumerate(chart.by_category):
        known = sorted({value for value in values if value is not None})
        yield from ((place, value) for value, above in pairwise(known) if above - value > needed)
        yield from ((place, value) for value in known[-1:])


def slant_of(chart: Chart, look: ChartLook) -> float:
    """Return how far down the names of categories reach, in pt, where they are wider than their room and so slant."""
    room = float(look.width) * POINTS_PER_MM * AXIS / len(chart.categories)
    widest = max(map(cell_len, chart.categories)) / 2 * float(look.size)
    return widest * math.sin(math.radians(ANGLE)) if chart.kind != SHARES and widest > room else 0.0
