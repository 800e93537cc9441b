"""Every name of the official tables that a sentence may quote, in printed order: for whoever writes the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annual_report.form.forms import Column, Form
from annual_report.form.tables import Heading, Table


@dataclass(frozen=True)
class QuotableColumn:
    """A column of a line: its short name, its official label, the unit; `is_sum` where it stands for several."""

    name: str
    label: str
    unit: str
    is_sum: bool


@dataclass(frozen=True)
class QuotableLine:
    """A line of an official table, groups included, and the columns that it may be quoted by."""

    table: str
    name: str
    label: str
    is_sum: bool
    columns: tuple[QuotableColumn, ...]

    def path(self, column: QuotableColumn) -> str:
        """Return what stands in a placeholder: 申请.本年新收.总计."""
        return f"{self.table}.{self.name}.{column.name}"


@dataclass(frozen=True)
class QuotableTable:
    """An official table under the title of its section."""

    title: str
    lines: tuple[QuotableLine, ...]

    @property
    def shared_columns(self) -> tuple[QuotableColumn, ...]:
        """The columns, where every line has the same; nothing where lines differ."""
        columns = {line.columns for line in self.lines}
        return columns.pop() if len(columns) == 1 else ()


def quotable_tables(form: Form) -> tuple[QuotableTable, ...]:
    """Return every name of every table of a form."""
    sections = ((section.title, form.table(section.table)) for section in form.sections if section.table)
    return tuple(QuotableTable(title, tuple(_lines(form, table))) for title, table in sections)


def placeholder(path: str) -> str:
    """Return a name as a sentence quotes it."""
    return f"{{{{ {path} }}}}"


def _lines(form: Form, table: Table) -> Iterator[QuotableLine]:
    labels = {each.code: each.label for each in table.every_column_heading()}
    for line, label in _labelled(table):
        columns = (_column(form, each, labels) for each in form.columns_of(table.code, line.code))
        yield QuotableLine(table.name, line.name, label, bool(line.children), tuple(columns))


def _column(form: Form, column: Column, labels: dict[str, str]) -> QuotableColumn:
    units = {form.cells[each].unit for each in column.cells}
    lines = {form.cells[each].address.line for each in column.cells}
    return QuotableColumn(column.name, labels[column.code], units.pop(), len(column.cells) > len(lines))


def _labelled(table: Table) -> Iterator[tuple[Heading, str]]:
    """Yield every line with its whole label: 三、（三）1.属于国家秘密."""
    for block in table.blocks:
        yield from _walk(block.lines, f"{block.label}·" if block.label else "")


def _walk(lines: Iterable[Heading], above: str) -> Iterator[tuple[Heading, str]]:
    for line in lines:
        yield line, f"{above}{line.label}"
        yield from _walk(line.children, above + (line.ordinal or f"{line.label}·"))
