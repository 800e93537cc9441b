"""An edition of a report: what one folder, revision or document says, cell by cell and sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annual_report.filing.agency import bare_name
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
    `former` are earlier names of the agency; `short_name` is what messages
    call the edition, where its name is a long one.
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
    former: tuple[str, ...] = ()
    short_name: str = ""

    @property
    def agencies(self) -> frozenset[str]:
        """The names of the agency, as they are compared; none where the edition does not say whose it is."""
        return frozenset(bare_name(each) for each in (self.agency, *self.former) if each)
