"""A comparison of two editions as the rows of a sheet: what differs, then what was not compared."""

from __future__ import annotations

from typing import Any

from annual_report.filing.comparison import CELL, KINDS, Comparison, Disagreement, Side
from annual_report.review.comparison_words import SideWords, say_share, say_side

NOT_COMPARED, ALIKE = "没有比较", "比了的都相同"


def headings_of(words: SideWords) -> dict[str, int]:
    """Return the columns, and how wide they are."""
    one, other = words.first, words.second
    sides = {one: 34, f"{one}的位置": 26, other: 34, f"{other}的位置": 26}
    return {"序号": 6, "类别": 10, "怎样": 12, "项目": 52, **sides, "相差": 12, "比例": 10}


def rows_of_comparison(comparison: Comparison, words: SideWords) -> list[list[Any]]:
    """Return a row for everything that differs, and for everything that was not compared and why."""
    rows = [[number, *_row_of(each, words)] for number, each in enumerate(comparison.disagreements, 1)]
    left = [["", KINDS[each.kind], NOT_COMPARED, each.label, each.reason, *[""] * 5] for each in comparison.uncompared]
    return [*(rows or [["", "", ALIKE, *[""] * 7]]), *left]


def _row_of(each: Disagreement, words: SideWords) -> list[Any]:
    return [
        *(KINDS[each.kind], words.changes[each.change], each.label),
        *(_said(each, each.first), _where(each.first), _said(each, each.second), _where(each.second)),
        *("" if each.difference is None else each.difference, say_share(each)),
    ]


def _said(each: Disagreement, side: Side | None) -> Any:
    """Return a cell as the number that it is: what stands behind a name says its unit, too."""
    return side.value if each.kind == CELL and side and side.value is not None else say_side(side)


def _where(side: Side | None) -> str:
    return side.spot if side else ""
