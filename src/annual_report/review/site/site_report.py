"""What a site says of a report: whose it is, what its manifest vouches for, what was corrected since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from annual_report.filing.agency import Agency
from annual_report.form.forms import load_form


def folder_of(agency: str, year: int) -> str:
    """Return the folder of the pages of a report, below the site."""
    return f"reports/{agency}/{year}"


@dataclass(frozen=True)
class SiteReport:
    """A report that a site takes: what of its manifest is shown, and whose it is."""

    agency: str
    year: int
    manifest: Mapping[str, Any]
    whose: Agency

    @property
    def folder(self) -> str:
        """The folder of its pages, below the site."""
        return folder_of(self.agency, self.year)

    @property
    def name(self) -> str:
        return self.whose.name

    @property
    def title_parts(self) -> list[str]:
        """What the report is called, in the parts between which its form breaks a long title."""
        return [part.format(name=self.name, year=self.year) for part in load_form(self.manifest["form"]).title]

    @property
    def title(self) -> str:
        return "".join(self.title_parts)

    @property
    def basis(self) -> str:
        """The notice that its form comes from."""
        return load_form(self.manifest["form"]).basis

    @property
    def published(self) -> date | None:
        """The day on which it was published; None where agency.yaml does not say."""
        return self.whose.published.get(self.year)


@dataclass(frozen=True)
class LeftOutReport:
    """A report that is not in the site, and why."""

    agency: str
    year: int
    name: str
    reason: str


@dataclass(frozen=True)
class Download:
    """A file to take away: its name, what it is (a format, `tables` or `manifest`), how large it is."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True)
class PublishedCorrection:
    """A commit that changed what a published report says: its day, what it was for, and how much differs."""

    commit: str
    day: str
    subject: str
    count: int
