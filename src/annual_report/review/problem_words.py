"""How a problem is worded and placed: what the terminal, the page, the workbook and the annotations say alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from annual_report.rules.finding import COUNTED

# A finding, an explanation or a cell as findings.json holds it.
Data = Mapping[str, Any]

CHANGE = "{label}（{place}）{before} → {after}"
CAUSE = "（{cause}）"
FILLS = "这一行的 {count} 格{cause}：{figures}"
FILL = "{column}列 {figure}"
SPOT, LINE = "第{row}行{column}列", "第{row}行"
SHEETS = (".csv", ".tsv")
BLANK = "空白"
UNDETERMINED = "待核实"

# Of so many cells, each is named in a sentence about a move.
MOST_ARROWS = 2

# ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿: the last circled number and the character of its first.
CIRCLED = ((20, 0x2460), (35, 0x3251), (50, 0x32B1))
STARTS = (1, 21, 36)


def circled(number: int) -> str:
    """Write a number as ①, ②, …; those beyond ㊿ in brackets."""
    for start, (last, first) in zip(STARTS, CIRCLED, strict=True):
        if start <= number <= last:
            return chr(first + number - start)
    return f"（{number}）"


def place_of(cell: Data) -> str:
    """Return where a cell stands, as an editor understands it: file:row:column."""
    return ":".join(str(cell[key]) for key in ("file", "row", "col") if cell[key])


def located(cell: Data) -> str:
    """Return where a cell stands in both ways: as an editor understands it, and as a spreadsheet shows it."""
    return "　".join(filter(None, (place_of(cell), spot_of(cell))))


def spot_of(cell: Data) -> str:
    """Return where in its file a cell stands, as a spreadsheet shows it; in prose the line is enough."""
    row, col = cell["row"], cell["col"]
    if not row:
        return ""
    is_sheet = col and PurePosixPath(cell["file"]).suffix.lower() in SHEETS
    return SPOT.format(row=row, column=column_letters(col)) if is_sheet else LINE.format(row=row)


def column_letters(column: int) -> str:
    """Return how a spreadsheet names a column that counts from 1: A, B, … Z, AA.

    openpyxl can say it, too, but takes a tenth of a second to import.
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def said(value: Any) -> str:
    """Return a value as the list shows it; what is missing is named."""
    return BLANK if value in (None, "") else str(value)


def proposal(explanation: Data) -> str:
    """Say an explanation in one sentence: every cell, from what to what, and the cause.

    One move of many cells is said as a whole, and so are the missing figures of a row.
    """
    if is_one_move(explanation):
        return str(explanation["cause"])
    if is_row_to_fill(explanation):
        return _fills(explanation)
    changes = (
        CHANGE.format(label=each["label"], place=place_of(each), before=said(each["from"]), after=corrected(each))
        for each in explanation["changes"]
    )
    cause = CAUSE.format(cause=explanation["cause"]) if explanation["cause"] else ""
    return "；".join(changes) + cause


def is_one_move(explanation: Data) -> bool:
    """Whether the cause speaks of all cells of an explanation at once, and they are more than are easily read."""
    count = len(explanation["changes"])
    return count > MOST_ARROWS and explanation["cause"].endswith(COUNTED.format(count=count))


def is_to_fill(explanation: Data) -> bool:
    """Whether an explanation does nothing but fill in what is missing."""
    return all(each["from"] is None and each["to"] is not None for each in explanation["changes"])


def is_row_to_fill(explanation: Data) -> bool:
    """Whether an explanation fills in more cells of a row than are easily read one by one."""
    rows = {(each["file"], each["row"]) for each in explanation["changes"]}
    return is_to_fill(explanation) and len(rows) == 1 and len(explanation["changes"]) > MOST_ARROWS


def _fills(explanation: Data) -> str:
    changes = explanation["changes"]
    fills = (FILL.format(column=column_letters(each["col"]), figure=corrected(each)) for each in changes)
    return FILLS.format(count=len(changes), cause=explanation["cause"], figures="、".join(fills))


def corrected(change: Data) -> str:
    """Return what a cell should hold, or that nobody can tell."""
    return UNDETERMINED if change["to"] is None else str(change["to"])
