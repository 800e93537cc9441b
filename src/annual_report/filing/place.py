"""A place: where a figure or a row of prose stands, in the form and in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annual_report.errors import Position

# What is no table of figures, and yet a finding may point at it: the prose of a section, a decision of a person, a line
# of a register.
PROSE, WAIVERS, REGISTER = "narrative", "waivers", "register"

# How the address of a figure of last year's report begins.
PREVIOUS = "previous."
# How the address of a number begins that only the prose quotes.
OF_THE_PROSE = "figures."


@dataclass(frozen=True)
class Place:
    """A cell, or a row of prose, that a finding points at; row and col count from 1 in the file as it is stored."""

    table: str
    line: str
    column: str
    label: str
    file: str
    row: int
    col: int
    value: Any
    year_before: bool = False

    @property
    def address(self) -> str:
        """The address of the cell; one of last year's report begins with previous."""
        return f"{PREVIOUS if self.year_before else ''}{self.table}.{self.line}.{self.column}"

    @property
    def position(self) -> Position:
        return Position(self.file, self.row, self.col)


def holds_words(table: str) -> bool:
    """Whether the value of a place is what is written there; everywhere else it is a figure."""
    return table in (PROSE, WAIVERS, REGISTER)
