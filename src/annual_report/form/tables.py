"""The official tables of a form: lines and columns with their nesting, and the address of every figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from annual_report.memo import Once
from annual_report.wording import fold

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
    """A line or a column of a table; one with children is printed but holds no figures of its own.

    `families` are what it is one of, with all it groups: an outcome of applications, a kind of applicant. A `total`
    of others that stand beside it is none of their family.
    """

    code: str
    label: str
    name: str
    children: tuple[Heading, ...] = ()
    kind: str = "count"
    unit: str = "件"
    families: tuple[str, ...] = ()
    total: bool = False

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

    @cached_property
    def family_leaves(self) -> tuple[str, ...]:
        """The codes of the leaves that are of its families: all but totals."""
        return tuple(leaf.code for leaf in self.leaves if not leaf.total)

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
    """One figure of the form: its address, how an office names it, what may stand in it.

    `row_label` and `column_label` say where it stands in a file: the line's own label, or clause, item and measure
    where every row of the file holds a single value.
    """

    address: Address
    label: str
    line_number: int
    column_number: int
    kind: str
    unit: str
    row_label: str = ""
    column_label: str = ""


@dataclass(frozen=True)
class Table(Once):
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

    @cached_property
    def cells_by_line(self) -> dict[str, tuple[Cell, ...]]:
        """The cells of every line, by its code."""
        return {line.code: tuple(cell for cell in self.cells if cell.address.line == line.code) for line in self.lines}

    @cached_property
    def row_keys(self) -> dict[str, str]:
        """The labels of every row of the file that holds figures, as they are compared, by the address of a figure."""
        return {str(cell.address): fold(cell.row_label) for cell in self.cells}

    @cached_property
    def row_labels(self) -> dict[str, str]:
        """The labels of the rows of the file, by how they are compared."""
        return {self.row_keys[str(cell.address)]: cell.row_label for cell in self.cells}

    @cached_property
    def group_keys(self) -> frozenset[str]:
        """The labels of the lines that are only printed, as they are compared."""
        return frozenset(fold(heading.label) for heading in self.line_headings() if heading.children)

    @cached_property
    def lines_named(self) -> dict[str, tuple[str, ...]]:
        """The lines that a name stands for, by code: a line for itself, a group or family for all it has but totals."""
        return _leaves_by_name(self.line_headings())

    @cached_property
    def columns_named(self) -> dict[str, tuple[str, ...]]:
        """The columns that a name stands for, by code, as for lines."""
        return _leaves_by_name(self.every_column_heading())

    def label_of_line(self, code: str) -> str:
        """Return how an office names a line or a group of lines; its code where there is none."""
        paths = ((block, path) for block in self.blocks for path in _paths_to(block.lines))
        return next((_office_name(block, path) for block, path in paths if path[-1].code == code), code)

    def _cells_of(self, block: Block) -> Iterator[Cell]:
        line_numbers = {line.code: number for number, line in enumerate(self.lines, 1)}
        column_numbers = {column.code: number for number, column in enumerate(self.columns, 1)}
        for line, path in paths_to_leaves(block.lines):
            for column, _ in paths_to_leaves(block.columns):
                yield Cell(
                    address=Address(self.code, line.code, column.code),
                    label=f"{_office_name(block, path)} × {column.label}",
                    line_number=line_numbers[line.code],
                    column_number=column_numbers[column.code],
                    kind=column.kind,
                    unit=column.unit,
                    row_label=f"{block.label} {line.label} {column.label}" if self.value else line.label,
                    column_label=self.value or column.label,
                )

    def line_headings(self) -> Iterator[Heading]:
        """Yield every line of the table, groups included."""
        return (each for block in self.blocks for line in block.lines for each in line.walk())

    def column_headings(self) -> Iterator[Heading]:
        """Yield every column of the table, groups included; one that stands in several blocks comes once."""
        return iter({heading.code: heading for heading in self.every_column_heading()}.values())

    def every_column_heading(self) -> Iterator[Heading]:
        """Yield every column of every block, groups included."""
        return (each for block in self.blocks for column in block.columns for each in column.walk())


def _leaves_by_name(headings: Iterable[Heading]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for heading in headings:
        found.setdefault(heading.code, []).extend(heading.family_leaves if heading.children else (heading.code,))
        for family in heading.families:
            found.setdefault(family, []).extend(heading.family_leaves)
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}


def paths_to_leaves(
    headings: tuple[Heading, ...], above: tuple[Heading, ...] = ()
) -> Iterator[tuple[Heading, tuple[Heading, ...]]]:
    """Yield every heading that holds figures, with the way to it: those above it, outermost first, and itself."""
    for heading in headings:
        path = (*above, heading)
        if heading.children:
            yield from paths_to_leaves(heading.children, path)
        else:
            yield heading, path


def _paths_to(headings: tuple[Heading, ...], above: tuple[Heading, ...] = ()) -> Iterator[tuple[Heading, ...]]:
    """Yield every heading, groups included, with those above it."""
    for heading in headings:
        yield (*above, heading)
        yield from _paths_to(heading.children, (*above, heading))


def _office_name(block: Block, path: tuple[Heading, ...]) -> str:
    """Name a line as an office would: 三、（三）4.保护第三方合法权益; 行政诉讼·复议后起诉."""
    above = "".join(heading.ordinal or f"{heading.label}·" for heading in path[:-1])
    block_name = f"{block.label}·" if block.label else ""
    return f"{block_name}{above}{path[-1].ordinal}{path[-1].short_label}"
