"""An edition of a report: what one folder, revision or document says, cell by cell and sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annual_report.filing.comparison import Side
from annual_report.form.forms import Form


class Sentence(NamedTuple):
    """A sentence of a section, and where it stands."""

    section: str
    side: Side


@dataclass(frozen=True)
class Edition:
    """What an edition says.

    `cells` are those that were read, by address; `gaps` say of each other cell why it was not. `lacking` says why there
    is no list of figures (by its kind), or no sentence of a section (by its code), where the edition cannot tell.
    `remarks` are to be said aloud.
    """

    name: str
    form: Form
    agency: str
    year: int | None
    cells: Mapping[str, Side]
    gaps: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Side] = field(default_factory=dict)
    sentences: Sequence[Sentence] = ()
    lacking: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
