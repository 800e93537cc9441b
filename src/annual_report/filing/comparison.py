"""Two editions of a report side by side: where they differ, what could not be compared; neither is the right one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from annual_report.errors import Position
from annual_report.filing.figures import Number
from annual_report.wording import percent

# What may differ, in the order in which it is told, and how.
CELL, FIGURE, SENTENCE = "cell", "figure", "sentence"
KINDS = {CELL: "表格", FIGURE: "正文数字", SENTENCE: "正文"}
CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"
CHANGES = (CHANGED, ADDED, REMOVED, MOVED)

# With so many digits after the point the share of a difference is told, in per cent.
DIGITS = 1


@dataclass(frozen=True)
class Side:
    """What one edition says: `text` as it stands there, its value where it is a number, and where.

    `spot` is the place as a person finds it; `file`, `row` and `col` are for an editor, empty and 0 in a document.
    """

    text: str
    value: Number | None = None
    spot: str = ""
    file: str = ""
    row: int = 0
    col: int = 0

    @property
    def position(self) -> Position:
        return Position(self.file, self.row or None, self.col or None)


@dataclass(frozen=True)
class Disagreement:
    """One thing that two editions say otherwise; a side is None where that edition does not have it.

    `address` is that of a cell, the name of a figure, the section of a sentence.
    """

    kind: str
    change: str
    address: str
    label: str
    first: Side | None
    second: Side | None

    @property
    def difference(self) -> Number | None:
        """How much the second is more than the first; None where one of them is no number."""
        one, other = (side.value if side else None for side in (self.first, self.second))
        return None if one is None or other is None else other - one

    @property
    def share(self) -> Decimal | None:
        """The difference in per cent of the first; None where there is no such share."""
        one = self.first.value if self.first else None
        difference = self.difference
        return percent(difference, one, DIGITS) if one and difference is not None else None


@dataclass(frozen=True)
class Uncompared:
    """What was not compared, and why: `label` names it, `cells` are its addresses, none where it is no cell."""

    kind: str
    label: str
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """How two editions differ, by what they are called; `compared` counts what stood in both, by kind."""

    first: str
    second: str
    compared: dict[str, int]
    disagreements: tuple[Disagreement, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether every cell was compared, and nothing that was compared differs."""
        return not self.disagreements and not self.open_cells

    @property
    def open_cells(self) -> int:
        """How many cells were not compared: nobody knows whether they are alike."""
        return sum(len(each.cells) for each in self.uncompared)

    def of_kind(self, kind: str) -> list[Disagreement]:
        """Return what differs of one kind, in order."""
        return [each for each in self.disagreements if each.kind == kind]


def kinds_among(disagreements: Iterable[Disagreement]) -> list[str]:
    """Return of which kinds there are any, in the order in which they are told."""
    found = {each.kind for each in disagreements}
    return [kind for kind in KINDS if kind in found]
