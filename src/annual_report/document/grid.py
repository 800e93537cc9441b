"""The grid of a table: where its cells lie, and a whole grid out of one whose spans do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from annual_report.document.blocks import Table, TableCell

# What lies in no cell of a broken table.
EMPTY = TableCell("", "value")

# A column is never narrower or wider than so many halves of a Chinese character, for all that stands in it.
NARROWEST, WIDEST = 4, 40


@dataclass(frozen=True)
class Placed:
    """A cell and the row and column of the grid it begins in, counted from 0."""

    row: int
    column: int
    cell: TableCell


def placed(rows: Sequence[Sequence[TableCell]]) -> Iterator[Placed]:
    """Yield every cell of a table with its place, in reading order."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while any((row, column + right) in taken for right in range(cell.colspan)):
                column += 1
            yield Placed(row, column, cell)
            taken |= {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}


def table_of(rows: Sequence[Sequence[TableCell]], head_rows: int, caption: str = "") -> Table:
    """Return a table without an official form: spans are cut to the grid, gaps filled, widths follow the texts."""
    cut = list(placed(_cut(rows)))
    width = max((each.column + each.cell.colspan for each in cut), default=1)
    whole = _with_stub(_without_gaps(cut, len(rows), width), head_rows)
    return Table(caption, _widths(whole, width), min(head_rows, len(rows)), whole)


def _cut(rows: Sequence[Sequence[TableCell]]) -> list[list[TableCell]]:
    """Return rows in which no cell reaches below the last one."""
    return [
        [replace(cell, rowspan=min(cell.rowspan, len(rows) - row)) for cell in cells] for row, cells in enumerate(rows)
    ]


def _without_gaps(cells: Sequence[Placed], height: int, width: int) -> tuple[tuple[TableCell, ...], ...]:
    begun = {(each.row, each.column): each.cell for each in cells}
    covered = {
        (each.row + down, each.column + right)
        for each in cells
        for down in range(each.cell.rowspan)
        for right in range(each.cell.colspan)
    }
    places = [[(row, column) for column in range(width)] for row in range(height)]
    return tuple(
        tuple(begun.get(place, EMPTY) for place in row if place in begun or place not in covered) for row in places
    )


def _with_stub(rows: tuple[tuple[TableCell, ...], ...], head_rows: int) -> tuple[tuple[TableCell, ...], ...]:
    """Take the first column for the names of the lines where the table does not say, and only words stand there."""
    head, body = rows[:head_rows], rows[head_rows:]
    if not head or any(cell.role == "line" or cell.rowspan > 1 for row in body for cell in row):
        return rows
    if not all(len(row) > 1 and _is_name(row[0].text) for row in body):
        return rows
    return (*head, *((replace(row[0], role="line"), *row[1:]) for row in body))


def _is_name(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _widths(rows: tuple[tuple[TableCell, ...], ...], width: int) -> tuple[int, ...]:
    widest = [NARROWEST] * width
    for each in placed(rows):
        if each.cell.colspan == 1:
            longest = max((cell_len(line) for line in each.cell.text.split("\n")), default=0)
            widest[each.column] = max(widest[each.column], min(WIDEST, longest + 2))
    return tuple(widest)
