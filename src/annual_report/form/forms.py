"""The form: what the law asks. Sections, tables and the address of every figure, read from forms/<version>.yaml."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import yaml

from annual_report import paths
from annual_report.form.tables import ORDINAL, Address, Block, Cell, Heading, Table
from annual_report.memo import Once


@dataclass(frozen=True)
class Section:
    """One of the official sections; it holds either a table or prose."""

    code: str
    title: str
    table: str = ""
    optional: bool = False

    @property
    def is_prose(self) -> bool:
        return not self.table


class Column(NamedTuple):
    """A column of a line: its name, its code, and the figures it stands for there, several where either is a group."""

    name: str
    code: str
    cells: frozenset[str]


@dataclass(frozen=True)
class Form(Once):
    """One version of the official form; `headlines` are the figures that are compared with last year's."""

    version: str
    first_year: int
    last_year: int | None
    basis: str
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    headlines: tuple[str, ...]

    def table(self, code: str) -> Table:
        return self._tables_by_code[code]

    def section(self, code: str) -> Section:
        return self._sections_by_code[code]

    @cached_property
    def _tables_by_code(self) -> dict[str, Table]:
        return {table.code: table for table in self.tables}

    @cached_property
    def _sections_by_code(self) -> dict[str, Section]:
        return {section.code: section for section in self.sections}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Every figure of the form by its address, in printed order: 200 in the form of 2021."""
        return {str(cell.address): cell for table in self.tables for cell in table.cells}

    def addresses(self, table_code: str, line_code: str, column_code: str) -> tuple[str, ...]:
        """Return the figures that a line and a column stand for: several where either is a group or a family."""
        return self._groups.get((table_code, line_code, column_code), ())

    @cached_property
    def line_names(self) -> dict[str, dict[str, str]]:
        """The code of every line, groups included, by its table and its name."""
        return {table.code: {line.name: line.code for line in table.line_headings()} for table in self.tables}

    def columns_of(self, table_code: str, line_code: str) -> tuple[Column, ...]:
        """Return every column of a line, groups included, that stands for a figure."""
        return self._columns.get((table_code, line_code), ())

    @cached_property
    def _columns(self) -> dict[tuple[str, str], tuple[Column, ...]]:
        columns: dict[tuple[str, str], tuple[Column, ...]] = {}
        for table in self.tables:
            for line, column in itertools.product(table.line_headings(), table.column_headings()):
                cells = frozenset(self.addresses(table.code, line.code, column.code))
                found = (Column(column.name, column.code, cells),) if cells else ()
                columns[table.code, line.code] = (*columns.get((table.code, line.code), ()), *found)
        return columns

    @cached_property
    def _groups(self) -> dict[tuple[str, str, str], tuple[str, ...]]:
        """The figures under every pair of a line and a column, groups and families included."""
        groups: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for table in self.tables:
            pairs = itertools.product(table.lines_named.items(), table.columns_named.items())
            for (line, lines), (column, columns) in pairs:
                if found := self._cells_under(table.code, lines, columns):
                    groups[table.code, line, column] = found
        return groups

    def _cells_under(self, table: str, lines: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
        addresses = (str(Address(table, *pair)) for pair in itertools.product(lines, columns))
        return tuple(address for address in addresses if address in self.cells)


@cache
def load_form(version: str) -> Form:
    """Read one form version. Raises FileNotFoundError where there is none."""
    data = yaml.safe_load((paths.FORM / f"{version}.yaml").read_text(encoding="utf-8"))
    return Form(
        **{key: data[key] for key in ("version", "first_year", "last_year", "basis")},
        title=tuple(data["title"]),
        sections=tuple(Section(**section) for section in data["sections"]),
        tables=tuple(_table(table) for table in data["tables"]),
        headlines=tuple(data["headlines"]),
    )


def load_forms() -> list[Form]:
    """Read every form version, the oldest first."""
    return [load_form(path.stem) for path in sorted(paths.FORM.glob("*.yaml"))]


def form_of_year(year: int) -> Form | None:
    """Return the form that governs a report year (it follows from the year and is never chosen), or None."""
    governs = (form for form in load_forms() if form.first_year <= year <= (form.last_year or year))
    return next(governs, None)


def _table(data: dict[str, Any]) -> Table:
    blocks = tuple(
        Block(block.get("label", ""), _headings(block["lines"]), _headings(block["columns"]))
        for block in data.pop("blocks")
    )
    return Table(**{**data, "keys": tuple(data["keys"]), "widths": tuple(data.get("widths", ()))}, blocks=blocks)


def _headings(data: list[dict[str, Any]]) -> tuple[Heading, ...]:
    return tuple(_heading(each) for each in data)


def _heading(data: dict[str, Any]) -> Heading:
    name = data.get("name") or ORDINAL.sub("", data["label"])
    return Heading(
        **{
            **data,
            "name": name,
            "children": _headings(data.get("children", [])),
            "families": tuple(data.get("families", ())),
        }
    )
