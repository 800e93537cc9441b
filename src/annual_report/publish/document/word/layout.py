"""A table as Word wants it: its grid in twips, and in every row one slot for each cell it touches."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from annual_report.publish.document.blocks import Table, TableCell
from annual_report.publish.document.columns import Columns, columns_of, inset_of
from annual_report.publish.document.grid import placed
from annual_report.publish.document.typesetting import Length, Typesetting

TWIPS_PER_MM = 1440 / 25.4

# A group of so many rows is kept on one page, with its name.
LARGEST_GROUP = 10


def from_mm(length: Length | float) -> int:
    """Return a length in twips."""
    return round(float(length) * TWIPS_PER_MM)


@dataclass(frozen=True)
class Slot:
    """Where a cell stands in a row; it `begins` in the first of the rows it covers and `ends` in the last.

    Its text is drawn in by the `inset`, so that it breaks well.
    """

    cell: TableCell
    width: int
    begins: bool
    inset: int = 0
    ends: bool = True


@dataclass(frozen=True)
class Laid:
    """A table laid out on the page, lengths in twips."""

    table: Table
    columns: Columns
    grid: tuple[int, ...]
    rows: tuple[tuple[Slot, ...], ...]

    @property
    def width(self) -> int:
        """Return the width of the whole table."""
        return sum(self.grid)

    def is_left(self, cell: TableCell) -> bool:
        """Whether a text begins at the left: notes, and the names of single lines beside figures."""
        named = cell.role == "line" and cell.rowspan == 1 and self.table.head_rows > 0
        return named or cell.role == "note"

    def stays(self, row: tuple[Slot, ...]) -> bool:
        """Whether a row must not end a page: it only names what follows, or stands in a group that fits on one."""
        names = all(slot.cell.role == "column" for slot in row)
        return names or any(not slot.ends and slot.cell.rowspan <= LARGEST_GROUP for slot in row)


def laid_out(table: Table, setting: Typesetting) -> Laid:
    """Lay out a table across the type area."""
    columns = columns_of(table, setting)
    edges = [from_mm(edge) for edge in accumulate(columns.widths, initial=0.0)]
    grid = tuple(right - left for left, right in pairwise(edges))
    rows: list[list[tuple[int, Slot]]] = [[] for _ in table.rows]
    for each in placed(table.rows):
        width = sum(grid[each.column : each.column + each.cell.colspan])
        inset = 0 if each.cell.role == "value" else _inset(each.cell, width, columns.size, setting)
        for row in range(each.row, each.row + each.cell.rowspan):
            ends = row == each.row + each.cell.rowspan - 1
            rows[row].append((each.column, Slot(each.cell, width, row == each.row, inset, ends)))
    ordered = (sorted(row, key=lambda pair: pair[0]) for row in rows)
    return Laid(table, columns, grid, tuple(tuple(slot for _, slot in row) for row in ordered))


def _inset(cell: TableCell, width: int, size: float, setting: Typesetting) -> int:
    return from_mm(inset_of(cell.text, width / TWIPS_PER_MM, size, setting))
