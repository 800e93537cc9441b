"""What a figure stands under and beside, by its official labels: enough to know it wherever it was moved to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annual_report.form.tables import Address, Heading, Table, paths_to_leaves
from annual_report.wording import fold

# The labels that a figure stands under and beside, as they are compared.
Signature = frozenset[str]

# How far a head reaches whose merged cells were undone: over the blanks beside it, as far as it is printed.
FAR = 99


@dataclass(frozen=True)
class TableLabels:
    """The labels of an official table: which stand beside a figure, which above, and how far each reaches."""

    table: Table

    @cached_property
    def addresses(self) -> dict[Signature, str]:
        """The address of every figure, by the labels that it stands under and beside."""
        return dict(_signatures(self.table))

    @cached_property
    def shown(self) -> dict[str, str]:
        """Every label as it is printed, by how it is compared."""
        names = (*self._lines, *self._columns, *(block.label for block in self.table.blocks))
        return {fold(name): name for name in names if name}

    @cached_property
    def beside(self) -> dict[str, int]:
        """The labels that stand beside figures, and over how many lines each reaches."""
        return {} if self._is_across else {fold(name): reach for name, reach in self._lines.items()}

    @cached_property
    def above(self) -> dict[str, int]:
        """The labels that stand above figures, and over how many columns each reaches."""
        blocks = dict.fromkeys((fold(block.label) for block in self.table.blocks if block.label), FAR)
        columns = {fold(name): FAR if blocks else reach for name, reach in self._columns.items()}
        across = {fold(name): reach * len(self.table.columns) for name, reach in self._lines.items()}
        return {**blocks, **columns, **(across if self._is_across else {})}

    @cached_property
    def printed_only(self) -> frozenset[str]:
        """What is printed in the table and names no figure."""
        return frozenset(fold(text) for text in (self.table.spanner, self.table.stub, self.table.note) if text)

    @property
    def _is_across(self) -> bool:
        return self.table.layout == "across"

    @cached_property
    def _lines(self) -> dict[str, int]:
        return _reaches(self.table.line_headings())

    @cached_property
    def _columns(self) -> dict[str, int]:
        return _reaches(self.table.every_column_heading())


def _reaches(headings: Iterator[Heading]) -> dict[str, int]:
    return {heading.label: len(heading.leaves) for heading in headings}


def _signatures(table: Table) -> Iterator[tuple[Signature, str]]:
    for block in table.blocks:
        for line, lines in paths_to_leaves(block.lines):
            for column, columns in paths_to_leaves(block.columns):
                names = [block.label, *(heading.label for heading in (*lines, *columns))]
                yield frozenset(map(fold, filter(None, names))), str(Address(table.code, line.code, column.code))
