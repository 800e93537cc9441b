"""The form: what the law asks. Sections, tables and the address of every figure, read from form/<version>.yaml."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from annual_report import paths
from annual_report.form.form_file import FormFile, said, table_of
from annual_report.form.form_mistakes import mistakes_in
from annual_report.form.tables import Address, Cell, Table
from annual_report.memo import Once
from annual_report.strict_yaml import Mistake
from annual_report.toolkit_files import read_toolkit_file, refuse

SAME_YEARS = "「last_year」写的是 {found}，可是 {other} 版从 {first} 年起用：同一年只能用一个版本的表"


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
    """Read one form version. Raises RuleError that names what is wrong with it by file and line."""
    path = paths.FORM / f"{version}.yaml"
    written = read_toolkit_file(path, FormFile)
    refuse(path, mistakes_in(written, version))
    return Form(
        **said(written, but=("sections", "tables")),
        sections=tuple(Section(**said(section)) for section in written.sections),
        tables=tuple(table_of(table) for table in written.tables),
    )


def load_forms() -> list[Form]:
    """Read every form version, the oldest first. Raises RuleError where two of them govern the same year."""
    return [*_forms(tuple(sorted(path.stem for path in paths.FORM.glob("*.yaml"))))]


def form_of_year(year: int) -> Form | None:
    """Return the form that governs a report year (it follows from the year and is never chosen), or None."""
    governs = (form for form in load_forms() if form.first_year <= year <= (form.last_year or year))
    return next(governs, None)


@cache
def _forms(versions: tuple[str, ...]) -> tuple[Form, ...]:
    forms = tuple(load_form(version) for version in versions)
    for before, after in itertools.pairwise(sorted(forms, key=lambda form: form.first_year)):
        if before.last_year is None or before.last_year >= after.first_year:
            words = SAME_YEARS.format(found=before.last_year or "null", other=after.version, first=after.first_year)
            refuse(paths.FORM / f"{before.version}.yaml", [Mistake(("last_year",), words)])
    return forms
