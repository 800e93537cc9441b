"""What Great Expectations has said already; it holds for as long as the rule, the rows and the code are the same.

A run of Great Expectations costs much for its rules and next to nothing for its rows. So a batch has all its reports
judged in one run, and hands each its verdicts; and where a sentence was edited, only what looks at that sentence is
judged again.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annual_report import paths


class Verdict(NamedTuple):
    """What was said of one rule on the rows of one view, as positions of rows.

    `judged` is None where all rows were. The structure of a view has a verdict, too: it was as the suite says.
    """

    failed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    judged: tuple[int, ...] | None = None


@dataclass
class Verdicts:
    """The verdicts known before, and those that hold now of each of some reports; by fingerprint of what was judged."""

    known: Mapping[str, Verdict] = field(default_factory=dict)
    now: defaultdict[int, dict[str, Verdict]] = field(default_factory=lambda: defaultdict(dict))

    def recall(self, key: str) -> Verdict | None:
        """Return what is known of the only report there is; None where it was never said."""
        found = self.known.get(key)
        if found is not None:
            self.add(0, key, found)
        return found

    def add(self, report: int, key: str, verdict: Verdict) -> None:
        """Remember what was said of a report, by its number."""
        self.now[report][key] = verdict


_OPEN: ContextVar[Verdicts | None] = ContextVar("verdicts", default=None)


def open_verdicts() -> Verdicts | None:
    """Return the verdicts that may be recalled and added to; None where everything is to be judged."""
    return _OPEN.get()


@contextmanager
def collected() -> Iterator[Verdicts]:
    """Collect what is said of reports meanwhile."""
    verdicts = Verdicts()
    token = _OPEN.set(verdicts)
    try:
        yield verdicts
    finally:
        _OPEN.reset(token)


@contextmanager
def remembered() -> Iterator[None]:
    """Recall the verdicts in the file that the command around names, if any, and leave there what holds now."""
    path = paths.verdicts_file()
    if path is None or open_verdicts() is not None:
        yield
        return
    with collected() as verdicts:
        verdicts.known = read_verdicts(path)
        yield
    write_verdicts(path, verdicts.now[0])


def read_verdicts(path: Path) -> dict[str, Verdict]:
    """Return the verdicts in a file; none where it is not there or cannot be read: then all is judged again."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {key: _verdict(*each) for key, each in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_verdicts(path: Path, verdicts: Mapping[str, Verdict]) -> None:
    """Write verdicts in one piece, so that nobody reads half of them; where that cannot be, all is judged again."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        partial.write_text(json.dumps(verdicts), encoding="utf-8")
        partial.replace(path)


def _verdict(failed: list[int], missing: list[int], judged: list[int] | None) -> Verdict:
    return Verdict(tuple(failed), tuple(missing), None if judged is None else tuple(judged))
