"""A table as Word wants it: its grid in twips, and in every row one slot for each cell it touches."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from annual_report.document.blocks import COLUMN, LINE, NOTE, VALUE, PrintedTable, TableCell
from annual_report.document.columns import (
    LARGEST_GROUP,
    LONGEST_LABEL,
    MM_PER_POINT,
    Columns,
    columns_of,
    height_of,
    inset_of,
)
from annual_report.document.typesetting import Length, Typesetting

TWIPS_PER_MM = 1440 / 25.4

# The bits of w:tblLook.
FIRST_ROW, FIRST_COLUMN, NO_BANDS = 0x0020, 0x0080, 0x0600


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
    """A table laid out on the page, lengths in twips; one that `is_low` stays on one page."""

    table: PrintedTable
    columns: Columns
    grid: tuple[int, ...]
    rows: tuple[tuple[Slot, ...], ...]
    is_low: bool = False

    @property
    def width(self) -> int:
        """Return the width of the whole table."""
        return sum(self.grid)

    @property
    def has_head(self) -> bool:
        """Whether the first row holds nothing but heads."""
        return bool(self.table.rows) and all(cell.role in (COLUMN, NOTE) for cell in self.table.rows[0])

    @property
    def has_stub(self) -> bool:
        """Whether the first column holds the heads of lines."""
        return any(row and row[0].role == LINE for row in self.table.rows)

    @property
    def head_rows(self) -> int:
        """Return how many rows are marked as heads: they are repeated where the table goes on on another page."""
        return self.table.head_rows or int(self.is_low and self.has_head)

    @property
    def look(self) -> int:
        """Return the parts of the table that are heads, in Word's bits."""
        return NO_BANDS | FIRST_ROW * self.has_head | FIRST_COLUMN * self.has_stub

    def is_left(self, cell: TableCell) -> bool:
        """Whether a text begins at the left: notes, and the names of single lines beside figures."""
        named = cell.role == LINE and cell.rowspan == 1 and self.table.head_rows > 0
        return named or cell.role == NOTE

    def splits(self, row: tuple[Slot, ...]) -> bool:
        """Whether a row may go on on the next page: one with a long text may be higher than a page."""
        return not self.is_low and any(len(slot.cell.text) > LONGEST_LABEL for slot in row)

    def stays(self, row: tuple[Slot, ...]) -> bool:
        """Whether a row must not end a page: of a low table all but the last; else where it only names what follows,
        or stands in a group that fits on one.
        """
        if self.is_low:
            return row is not self.rows[-1]
        names = all(slot.cell.role == COLUMN for slot in row)
        return names or any(not slot.ends and slot.cell.rowspan <= LARGEST_GROUP for slot in row)


def lay_out(table: PrintedTable, setting: Typesetting) -> Laid:
    """Lay out a table across the type area."""
    columns = columns_of(table, setting)
    edges = [from_mm(edge) for edge in accumulate(columns.widths, initial=0.0)]
    grid = tuple(right - left for left, right in pairwise(edges))
    rows: list[list[tuple[int, Slot]]] = [[] for _ in table.rows]
    for each in table.placed:
        width = sum(grid[each.column : each.column + each.cell.colspan])
        inset = 0 if each.cell.role == VALUE else _inset(each.cell, width, columns.size, setting)
        for row in range(each.row, each.row + each.cell.rowspan):
            ends = row == each.row + each.cell.rowspan - 1
            rows[row].append((each.column, Slot(each.cell, width, row == each.row, inset, ends)))
    ordered = (sorted(row, key=lambda pair: pair[0]) for row in rows)
    is_low = height_of(table, columns, setting) < _room(setting)
    return Laid(table, columns, grid, tuple(tuple(slot for _, slot in row) for row in ordered), is_low)


def _room(setting: Typesetting) -> float:
    """Return how high a table may be, in pt, for its heading to stand on the page as well, on two lines."""
    heading, tables = setting.styles.heading_1, setting.tables
    return float(setting.page.type_height) / MM_PER_POINT - float(2 * heading.line + tables.before + tables.after)


def _inset(cell: TableCell, width: int, size: float, setting: Typesetting) -> int:
    return from_mm(inset_of(cell.text, width / TWIPS_PER_MM, size, setting))
