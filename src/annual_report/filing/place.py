"""A place: where a figure or a row of prose stands, in the form and in the file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from annual_report.wording import plain


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
        return f"{'previous.' if self.year_before else ''}{self.table}.{self.line}.{self.column}"

    def as_dict(self) -> dict[str, Any]:
        """Return the place as findings.json stores it."""
        keys = ("table", "line", "column", "label", "file", "row", "col")
        return {**{key: getattr(self, key) for key in keys}, "value": as_stored(self.value)}


def as_stored(value: Any) -> Any:
    """Return a figure as JSON stores it: money keeps its digits."""
    return plain(value) if isinstance(value, Decimal) else value
