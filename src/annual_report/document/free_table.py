"""A table without an official form, as an analyst shows or an agency types one: made whole where it does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from annual_report.document.blocks import LINE, VALUE, PlacedCell, PrintedTable, TableCell, place

# What lies in no cell of a broken table.
EMPTY = TableCell("", VALUE)

# A column is never narrower or wider than so many halves of a Chinese character, for all that stands in it.
NARROWEST, WIDEST = 4, 40


def table_of(rows: Sequence[Sequence[TableCell]], head_rows: int, caption: str = "") -> PrintedTable:
    """Return a table without an official form: spans are cut to the grid, gaps filled, widths follow the texts."""
    cut = list(place(_cut(rows)))
    width = max((each.column + each.cell.colspan for each in cut), default=1)
    whole = _with_stub(_without_gaps(cut, len(rows), width), head_rows)
    return PrintedTable(caption, _widths(whole, width), min(head_rows, len(rows)), whole)


def _cut(rows: Sequence[Sequence[TableCell]]) -> list[list[TableCell]]:
    """Return rows in which no cell reaches below the last one."""
    return [
        [replace(cell, rowspan=min(cell.rowspan, len(rows) - row)) for cell in cells] for row, cells in enumerate(rows)
    ]


def _without_gaps(cells: Sequence[PlacedCell], height: int, width: int) -> tuple[tuple[TableCell, ...], ...]:
    begun = {(cell.row, cell.column): cell.cell for cell in cells}
    covered = {
        (cell.row + down, cell.column + right)
        for cell in cells
        for down in range(cell.cell.rowspan)
        for right in range(cell.cell.colspan)
    }
    places = [[(row, column) for column in range(width)] for row in range(height)]
    return tuple(
        tuple(begun.get(place, EMPTY) for place in row if place in begun or place not in covered) for row in places
    )


def _with_stub(rows: tuple[tuple[TableCell, ...], ...], head_rows: int) -> tuple[tuple[TableCell, ...], ...]:
    """Take the first column for the names of the lines where the table does not say, and only words stand there."""
    head, body = rows[:head_rows], rows[head_rows:]
    if not head or any(cell.role == LINE or cell.rowspan > 1 for row in body for cell in row):
        return rows
    if not all(len(row) > 1 and _is_name(row[0].text) for row in body):
        return rows
    return (*head, *((replace(row[0], role=LINE), *row[1:]) for row in body))


def _is_name(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _widths(rows: tuple[tuple[TableCell, ...], ...], width: int) -> tuple[int, ...]:
    widest = [NARROWEST] * width
    for each in place(rows):
        if each.cell.colspan == 1:
            longest = max((cell_len(line) for line in each.cell.text.split("\n")), default=0)
            widest[each.column] = max(widest[each.column], min(WIDEST, longest + 2))
    return tuple(widest)
