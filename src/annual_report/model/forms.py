"""The form: what the law asks. Sections, tables and the address of every figure, read from forms/<version>.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import yaml

from annual_report import paths

# The numbering of official documents: 一、 then （一） then 1.
ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")


class Address(NamedTuple):
    """Where a figure stands in the form, by code."""

    table: str
    line: str
    column: str

    def __str__(self) -> str:
        return ".".join(self)


@dataclass(frozen=True)
class Heading:
    """A line or a column of a table; one with children is printed but holds no figures of its own."""

    code: str
    label: str
    name: str
    children: tuple[Heading, ...] = ()
    kind: str = "count"
    unit: str = "件"

    @property
    def ordinal(self) -> str:
        match = ORDINAL.match(self.label)
        return match.group() if match else ""

    @property
    def short_label(self) -> str:
        """The label without its ordinal, or the name where that is shorter."""
        return min(ORDINAL.sub("", self.label), self.name, key=len)

    @cached_property
    def leaves(self) -> tuple[Heading, ...]:
        return tuple(leaf for child in self.children for leaf in child.leaves) or (self,)

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children), default=0)

    def walk(self) -> Iterator[Heading]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Block:
    """Lines that share the same columns. Only the disclosure table has more than one."""

    label: str
    lines: tuple[Heading, ...]
    columns: tuple[Heading, ...]


@dataclass(frozen=True)
class Cell:
    """One figure of the form: its address, how an office names it, and what may stand in it."""

    address: Address
    label: str
    line_number: int
    column_number: int
    kind: str
    unit: str


@dataclass(frozen=True)
class Table:
    """One official table: its labels and their nesting; `layout` says how it is printed."""

    code: str
    name: str
    caption: str
    file: str
    layout: str
    keys: tuple[str, ...]
    blocks: tuple[Block, ...]
    value: str = ""
    note: str = ""
    spanner: str = ""
    stub: str = ""
    widths: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[Heading, ...]:
        return tuple(leaf for block in self.blocks for line in block.lines for leaf in line.leaves)

    @property
    def columns(self) -> tuple[Heading, ...]:
        """The distinct columns that hold figures, in printed order."""
        leaves = (leaf for block in self.blocks for column in block.columns for leaf in column.leaves)
        return tuple({leaf.code: leaf for leaf in leaves}.values())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for block in self.blocks for cell in self._cells_of(block))

    def _cells_of(self, block: Block) -> Iterator[Cell]:
        line_numbers = {line.code: number for number, line in enumerate(self.lines, 1)}
        column_numbers = {column.code: number for number, column in enumerate(self.columns, 1)}
        for line, path in _paths_to_leaves(block.lines):
            for column, _ in _paths_to_leaves(block.columns):
                yield Cell(
                    address=Address(self.code, line.code, column.code),
                    label=f"{_office_name(block, path)} × {column.label}",
                    line_number=line_numbers[line.code],
                    column_number=column_numbers[column.code],
                    kind=column.kind,
                    unit=column.unit,
                )

    def line_headings(self) -> Iterator[Heading]:
        """Yield every line of the table, groups included."""
        return (each for block in self.blocks for line in block.lines for each in line.walk())

    def column_headings(self) -> Iterator[Heading]:
        """Yield every column of the table, groups included; one that stands in several blocks comes once."""
        headings = (each for block in self.blocks for column in block.columns for each in column.walk())
        return iter({heading.code: heading for heading in headings}.values())


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


@dataclass(frozen=True)
class Subject:
    """Something the prose talks about, the words that name it, and the cells it must agree with."""

    code: str
    words: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """One version of the official form."""

    version: str
    first_year: int
    last_year: int | None
    basis: str
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    subjects: tuple[Subject, ...]

    def table(self, code: str) -> Table:
        return next(table for table in self.tables if table.code == code)

    def section(self, code: str) -> Section:
        return next(section for section in self.sections if section.code == code)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Every figure of the form by its address, in printed order: 200 in the form of 2021."""
        return {str(cell.address): cell for table in self.tables for cell in table.cells}

    def addresses(self, table_code: str, line_code: str, column_code: str) -> tuple[str, ...]:
        """Return the figures that a line and a column stand for: one, or several where either is a group."""
        table = self.table(table_code)
        lines = _codes_under(table.line_headings(), line_code)
        columns = _codes_under(table.column_headings(), column_code)
        every = dict.fromkeys(str(Address(table_code, line, column)) for line in lines for column in columns)
        return tuple(address for address in every if address in self.cells)


@cache
def load_form(version: str) -> Form:
    """Read one form version. Raises FileNotFoundError where there is none."""
    data = yaml.safe_load((paths.FORMS / f"{version}.yaml").read_text(encoding="utf-8"))
    return Form(
        **{key: data[key] for key in ("version", "first_year", "last_year", "basis")},
        title=tuple(data["title"]),
        sections=tuple(Section(**section) for section in data["sections"]),
        tables=tuple(_table(table) for table in data["tables"]),
        subjects=tuple(Subject(each["code"], tuple(each["words"]), tuple(each["cells"])) for each in data["subjects"]),
    )


def load_forms() -> list[Form]:
    """Read every form version, the oldest first."""
    return [load_form(path.stem) for path in sorted(paths.FORMS.glob("*.yaml"))]


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
    return Heading(**{**data, "name": name, "children": _headings(data.get("children", []))})


def _paths_to_leaves(
    headings: tuple[Heading, ...], above: tuple[Heading, ...] = ()
) -> Iterator[tuple[Heading, tuple[Heading, ...]]]:
    for heading in headings:
        path = (*above, heading)
        if heading.children:
            yield from _paths_to_leaves(heading.children, path)
        else:
            yield heading, path


def _office_name(block: Block, path: tuple[Heading, ...]) -> str:
    """Name a line as an office would: 三、（三）4.保护第三方合法权益; 行政诉讼·复议后起诉."""
    above = "".join(heading.ordinal or f"{heading.label}·" for heading in path[:-1])
    block_name = f"{block.label}·" if block.label else ""
    return f"{block_name}{above}{path[-1].ordinal}{path[-1].short_label}"


def _codes_under(headings: Iterator[Heading], code: str) -> list[str]:
    return [leaf.code for heading in headings if heading.code == code for leaf in heading.leaves]
