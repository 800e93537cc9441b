"""Rows of table 三 of which the digits ran together: cut by the rule of the row alone, and marked as derived."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.filing.imports.anchors import Stretch
from annual_report.filing.imports.cutting import LONGEST, MOST, cuts_of_row, hides_a_blank, keeps_apart
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.rows import derived, digits_of, pieces_of
from annual_report.form.tables import Cell, Table

NO_CUT = "各格的数字连在一起，「{label}」后面的 {digits} 没有一种切分符合「各项之和等于总计」，可能有空格丢失"
SEVERAL_CUTS = "各格的数字连在一起，符合「各项之和等于总计」的切分不止一种"
BLANK_LOST = "各格的数字连在一起，满 {count} 格的切分只有一种，但少一格也能切：可能丢了一个空格"
TOO_LONG = "各格的数字连在一起，太长了，切分方法多得数不过来"


def refuse_uncuttable(table: Table, found: dict[str, Stretch], reading: Transcript) -> None:
    """Refuse a table of glued digits in which the rule fits no cut of a row: there blank cells may have been lost."""
    for line in table.lines:
        run = found.get(line.code)
        digits = digits_of(run) if run else ""
        if run and len(digits) <= LONGEST and not cuts_of_row(digits, len(table.columns)):
            reading.refuse(table.code, NO_CUT.format(label=line.label, digits=digits), run.origin)
            return


def read_glued(cells: Sequence[Cell], run: Stretch, reading: Transcript) -> None:
    """Read digits that have run together where exactly one cut keeps the rule of the row; never by other rows.

    Not where the row may as well have lost a blank cell. A figure that was lost, and a sum that was printed wrong, may
    leave digits that fit one cut, a wrong one: nothing in the row tells that, so it is said of every figure (DERIVED).
    """
    digits = digits_of(run)
    cuts = cuts_of_row(digits, len(cells))
    blank_lost = len(cuts) == 1 and hides_a_blank(cuts[0])
    if len(cuts) == 1 and not blank_lost and keeps_apart(cuts[0], pieces_of(run)):
        for cell, token in zip(cells, derived(cuts[0], run), strict=True):
            reading.put(cell, token)
        return
    reason = BLANK_LOST.format(count=len(cells)) if blank_lost else SEVERAL_CUTS if cuts else TOO_LONG
    reading.miss(cells, reason, digits, run.origin)
    reading.suggest(cells, ["|".join(cut) for cut in cuts][:MOST])
