"""How a problem is worded and placed: what the terminal, the page, the workbook and the annotations say alike."""

from __future__ import annotations

from decimal import Decimal

from annual_report.errors import Position, column_letters
from annual_report.rules.finding import COUNTED, Change, Explanation
from annual_report.wording import plain

CHANGE = "{label}（{position}）{before} → {after}"
CAUSE = "（{cause}）"
FILLS = "这一行的 {count} 格{cause}：{figures}"
FILL = "{column}列 {figure}"
BLANK = "空白"
UNDETERMINED = "待核实"

# Of so many cells, each is named in a sentence about a move.
MOST_ARROWS = 2

# ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿: the last circled number and the character of its first.
CIRCLED = ((20, 0x2460), (35, 0x3251), (50, 0x32B1))
STARTS = (1, 21, 36)


def circled_number(number: int) -> str:
    """Write a number as ①, ②, …; those beyond ㊿ in brackets."""
    for start, (last, first) in zip(STARTS, CIRCLED, strict=True):
        if start <= number <= last:
            return chr(first + number - start)
    return f"（{number}）"


def position_both_ways(position: Position) -> str:
    """Say where something stands as an editor understands it, and as a spreadsheet shows it."""
    return "　".join(filter(None, (str(position), position.spot)))


def say_value(value: Decimal | int | str | None) -> str:
    """Say what stands in a cell; what is missing is named."""
    if value is None or value == "":
        return BLANK
    return value if isinstance(value, str) else plain(value)


def say_correction(change: Change) -> str:
    """Say what a cell should hold, or that nobody can tell."""
    return UNDETERMINED if change.to is None else plain(change.to)


def proposal(explanation: Explanation) -> str:
    """Say an explanation in one sentence: every cell, from what to what, and the cause.

    One move of many cells is said as a whole, and so are the missing figures of a row.
    """
    if is_one_move(explanation):
        return explanation.cause
    if is_row_to_fill(explanation):
        return _proposal_of_row(explanation)
    cause = CAUSE.format(cause=explanation.cause) if explanation.cause else ""
    return "；".join(map(_say_change, explanation.changes)) + cause


def is_one_move(explanation: Explanation) -> bool:
    """Whether the cause speaks of all cells of an explanation at once, and they are more than are easily read."""
    count = len(explanation.changes)
    return count > MOST_ARROWS and explanation.cause.endswith(COUNTED.format(count=count))


def is_to_fill(explanation: Explanation) -> bool:
    """Whether an explanation does nothing but fill in what is missing."""
    return all(change.place.value is None and change.to is not None for change in explanation.changes)


def is_row_to_fill(explanation: Explanation) -> bool:
    """Whether an explanation fills in more cells of a row than are easily read one by one."""
    rows = {(change.place.file, change.place.row) for change in explanation.changes}
    return is_to_fill(explanation) and len(rows) == 1 and len(explanation.changes) > MOST_ARROWS


def _say_change(change: Change) -> str:
    place = change.place
    before, after = say_value(place.value), say_correction(change)
    return CHANGE.format(label=place.label, position=place.position.named, before=before, after=after)


def _proposal_of_row(explanation: Explanation) -> str:
    changes = explanation.changes
    fills = (FILL.format(column=column_letters(change.place.col), figure=say_correction(change)) for change in changes)
    return FILLS.format(count=len(changes), cause=explanation.cause, figures="、".join(fills))
