"""What other commands of the office write about a report, and a site shows beside it: a line here for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annual_report.review.site.site_report import SiteReport


class OfficePage(NamedTuple):
    """A page of one file: where a command writes it below OUT, and what a link to it says."""

    path: str
    words: str


# {agency} and {year} stand for those of the report: OfficePage("{agency}/trends.html", "历年变化").
OFFICE_PAGES: tuple[OfficePage, ...] = ()


def office_pages(report: SiteReport, out: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files about a report that are there, and what a link to each says."""
    for each in OFFICE_PAGES:
        file = out / each.path.format(agency=report.agency, year=report.year)
        if file.is_file() and not file.is_symlink():
            yield file, each.words
