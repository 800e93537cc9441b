"""The cells that a file of the toolkit names as table.line.column, where a group or a family stands for several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annual_report.form.forms import Form
from annual_report.strict_yaml import Mistake, Place
from annual_report.wording import suggestion

UNKNOWN_CELL = "没有一个版本的表有「{cells}」这一格{suggestion}"


def cells_of(form: Form, cells: str) -> tuple[str, ...]:
    """Return the figures of a form that table.line.column stand for; none where it has no such.

    Where the column is a group or a family, they come column by column.
    """
    table, line, column = cells.split(".")
    tables = (each for each in form.tables if each.code == table)
    columns = (code for each in tables for code in each.columns_named.get(column, ()))
    return tuple(address for code in columns for address in form.addresses(table, line, code))


def unknown_cells(cells: str, place: Place, forms: Sequence[Form]) -> Mistake:
    """Return the mistake that no form has such cells, with what may be meant."""
    near = suggestion(cells, (each for form in forms for each in _every(form)))
    return Mistake(place, UNKNOWN_CELL.format(cells=cells, suggestion=near), cells)


def _every(form: Form) -> Iterator[str]:
    """Yield all that may be named, groups included."""
    for table in form.tables:
        for line in table.line_headings():
            columns = form.columns_of(table.code, line.code)
            yield from (f"{table.code}.{line.code}.{column.code}" for column in columns)


def label_of(form: Form, cells: str) -> str:
    """Return how an office names the cells that table.line.column stand for: 三、（三）不予公开 × 总计."""
    if cells in form.cells:
        return form.cells[cells].label
    table, line, column = cells.split(".")
    columns = (each.label for each in form.table(table).column_headings() if each.code == column)
    return f"{form.table(table).label_of_line(line)} × {next(columns, column)}"
