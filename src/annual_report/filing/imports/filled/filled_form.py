"""What stands in a form that came back, whatever file it was: the figures, the numbers of the prose, the prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annual_report.errors import Position
from annual_report.filing.imports.filled.quotation_fields import Fields
from annual_report.form.forms import Form


@dataclass(frozen=True)
class FilledFigure:
    """What stands in the cell of a figure, as it is written in a file of the report; and where it was filled in."""

    address: str
    text: str
    position: Position
    is_text: bool = False

    @property
    def place(self) -> str:
        """Where it stands, as every program names it: 表三!C14."""
        return self.position.named


@dataclass(frozen=True)
class FilledForm:
    """What stands in a form that came back.

    `quotations` and `prose` are None where it has no part for them; `absent` are the files of tables that it lacks.
    """

    form: Form
    agency: str
    year: int
    figures: Mapping[str, FilledFigure]
    quotations: Sequence[Fields] | None
    prose: Mapping[str, str] | None
    remarks: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()

    @property
    def content(self) -> tuple[object, ...]:
        """What it holds, wherever that stands in it."""
        return {each: figure.text for each, figure in self.figures.items()}, self.quotations, self.prose
