"""The columns of a register, and how they are read: each cell once, every unreadable one told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from annual_report.errors import InputError, Problem
from annual_report.filing.register import cells
from annual_report.filing.register.header import EXTRA_VALUES, below_title, find_columns
from annual_report.filing.register.lines import say_cell
from annual_report.filing.sheets import Row, Sheet

# How a cell of a column is read: what it says, or what is wrong with it.
ReadCell = Callable[[str], tuple[Any, str]]

# So many unreadable cells are told; of more, how many.
MOST_TOLD = 30
MORE = "另有 {count} 格也读不了"
AT = "{cell}「{label}」：{wrong}"


class RegisterColumn(NamedTuple):
    """A column of a register: its label, how its cells are read, and whether it may be missing."""

    label: str
    read: ReadCell
    is_optional: bool = False


def read_columns(
    sheet: Sheet, wanted: Sequence[RegisterColumn]
) -> tuple[Sheet, Mapping[str, int], list[tuple[Any, ...]]]:
    """Return a sheet from its header on, where its columns stand, and of every row its number and what its cells say.

    A column that may be missing says None in every row. Raises InputError with all that cannot be read.
    """
    labels = [each.label for each in wanted]
    sheet = below_title(sheet, labels)
    columns = find_columns(sheet, labels, [each.label for each in wanted if each.is_optional])
    read = {each.label: _read_column(sheet, columns[each.label], each.read) for each in wanted if each.label in columns}
    if any(wrong for column in read.values() for _, wrong in column) or any(_values_beyond(sheet)):
        raise InputError(_told([*_problems(sheet, read, columns)]))
    absent = [(None, "")] * len(sheet.rows)
    values = ([value for value, _ in read.get(label, absent)] for label in labels)
    return sheet, columns, [*zip((row.number for row in sheet.rows), *values, strict=True)]


def _read_column(sheet: Sheet, place: int, reader: ReadCell) -> list[tuple[Any, str]]:
    """Return what is read in every row of a column; in that of numbers, persons are looked for once in all of it."""
    texts = [row[place].strip() for row in sheet.rows]
    if reader is cells.read_number and not cells.personal_in("\n".join(texts)):
        reader = cells.read_plain_number
    known = {text: reader(text) for text in set(texts)}
    return [known[text] for text in texts]


def _values_beyond(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that hold more than the header has columns."""
    width = len(sheet.header.values)
    return (row for row in sheet.rows if any(value.strip() for value in row.values[width:]))


def _problems(
    sheet: Sheet, read: Mapping[str, Sequence[tuple[Any, str]]], columns: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield what is wrong, row by row; a cell that looks like a person's datum says so, whatever else is wrong."""
    beyond, width = {row.number for row in _values_beyond(sheet)}, len(sheet.header.values)
    for at, row in enumerate(sheet.rows):
        for label, column in read.items():
            if column[at][1]:
                place = say_cell(sheet.file, row.number, columns[label])
                words = cells.personal_in(row[columns[label]]) or column[at][1]
                said = AT.format(cell=place, label=label, wrong=words)
                yield Problem(said, sheet.file, row.number, columns[label])
        if row.number in beyond:
            words = f"{say_cell(sheet.file, row.number, width + 1)}：{EXTRA_VALUES}"
            yield Problem(words, sheet.file, row.number, width + 1)


def _told(problems: Sequence[Problem]) -> list[Problem]:
    more = len(problems) - MOST_TOLD
    return [*problems[:MOST_TOLD], *([Problem(MORE.format(count=more), problems[0].file)] if more > 0 else [])]
