"""Where everything of an official table stands on its sheet: the table as printed, and what is shown beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from annual_report.desk.check import Check
from annual_report.document.blocks import PlacedCell, PrintedTable
from annual_report.document.official_table import lay_out
from annual_report.filing.place import PREVIOUS
from annual_report.filing.workbook_signs import table_sheets
from annual_report.form.forms import Form

# Above the table: its caption, and what to do.
ABOVE = 2
# Where what a program works out for colours stands: out of sight, whatever a table's width.
HIDDEN_FROM = 60

# Over how many columns the mark below a table reaches.
MARK_WIDTH = 3

# A row and a column of a sheet, counted from 0.
Spot = tuple[int, int]


@dataclass(frozen=True)
class TablePlan:
    """The plan of one sheet. `is_across` where all figures stand in one row: then the rest stands below them."""

    sheet: str
    code: str
    table: PrintedTable

    @cached_property
    def cells(self) -> dict[str, PlacedCell]:
        """The cells of the table that take a figure, by address."""
        return {each.cell.address: each for each in self.table.placed if each.cell.address}

    @property
    def width(self) -> int:
        return len(self.table.widths)

    @property
    def end(self) -> int:
        """The row below the table."""
        return ABOVE + len(self.table.rows)

    @cached_property
    def is_across(self) -> bool:
        return len({each.row for each in self.cells.values()}) == 1

    @cached_property
    def first_figure(self) -> int:
        """The first column that holds figures."""
        return min(each.column for each in self.cells.values())

    def spot(self, address: str) -> Spot:
        """Return where a figure of this year, or of last year, stands."""
        each = self.cells[address.removeprefix(PREVIOUS)]
        if not address.startswith(PREVIOUS):
            return ABOVE + each.row, each.column
        if self.is_across:
            return self.below + 1, each.column
        return ABOVE + each.row, self.before + each.column - self.first_figure

    def hidden_spot(self, address: str) -> Spot:
        """Return where it is worked out how bad a figure is."""
        row, column = self.spot(address)
        return row, HIDDEN_FROM + column

    @property
    def beside(self) -> int:
        """The first column to the right of the table: sums, then hints."""
        return self.width + 1

    @property
    def mark(self) -> int:
        """The column of the mark to the right of the table: out of sight where nothing else stands there."""
        return HIDDEN_FROM - 1 if self.is_across else self.beside

    @property
    def before(self) -> int:
        """The first column of last year's figures, where they stand to the right."""
        return self.width + 4

    @property
    def below(self) -> int:
        """The row of the mark below the table; what is shown there follows it."""
        return self.end + 1

    @property
    def first_sum(self) -> int:
        """The first row of sums below the table."""
        return self.below + (3 if self.is_across else 1)

    def is_beside(self, check: Check) -> bool:
        """Whether the cells of a check stand all in one row, so that their sum stands beside it."""
        return not self.is_across and len({self.spot(cell)[0] for cell in check.cells}) == 1


@dataclass(frozen=True)
class Plan:
    """The plans of all tables of a form."""

    tables: tuple[TablePlan, ...]

    def __iter__(self) -> Iterator[TablePlan]:
        return iter(self.tables)

    @cached_property
    def _by_address(self) -> dict[str, TablePlan]:
        return {address: table for table in self.tables for address in table.cells}

    def table_of(self, address: str) -> TablePlan:
        """Return the plan of the table that a figure, of this year or of last year, is of."""
        return self._by_address[address.removeprefix(PREVIOUS)]

    def reference(self, address: str) -> str:
        """Return where a figure stands, as a formula of any sheet names it."""
        table = self.table_of(address)
        return reference_to(table.sheet, table.spot(address))


def plan_of(form: Form) -> Plan:
    """Return where everything stands in the workbook of a form."""
    sheets = table_sheets(form)
    return Plan(tuple(TablePlan(sheets[each.code], each.code, each.make_once(lay_out)) for each in form.tables))


def reference_to(sheet: str, spot: Spot) -> str:
    """Return a cell of a sheet as a formula names it."""
    return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(*spot, row_abs=True, col_abs=True)}"
