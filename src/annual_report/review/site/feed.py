"""The feed of a site: what was published and what was corrected, on the days that agency.yaml and git tell (Atom).

https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annual_report import paths
from annual_report.document.templates import environment
from annual_report.review.site.site_report import PublishedCorrection, SiteReport
from annual_report.wording import make_visible

# Whoever looks once a month has seen these; the pages have them all.
MOST_ENTRIES = 200

# A day of an office begins in its own time.
MOMENT = "{day}T00:00:00+08:00"


@dataclass(frozen=True)
class FeedEntry:
    """One piece of news: when, of whom, what, and on which page."""

    moment: str
    key: str
    title: str
    author: str
    page: str
    words: str = ""

    @property
    def id(self) -> str:
        """A name that no other entry has, and that stays wherever the site is put."""
        return _id_of(self.author, self.key)


def feed(reports: Sequence[SiteReport], corrections: Mapping[str, Sequence[PublishedCorrection]]) -> bytes:
    """Return the newest publications and corrections as a feed; nothing where no day is known.

    `corrections` are by the folder of their report.
    """
    found = [entry for report in reports for entry in _entries_of(report, corrections.get(report.folder, ()))]
    newest = sorted(found, key=lambda each: (each.moment, each.key), reverse=True)[:MOST_ENTRIES]
    pages = environment(paths.TEMPLATES / "site")
    if not newest:
        return b""
    return pages.get_template("feed.xml.j2").render(entries=newest, id=_id_of(reports[0].name)).encode()


def _id_of(*words: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join(words)).urn


def _entries_of(report: SiteReport, corrections: Iterable[PublishedCorrection]) -> Iterator[FeedEntry]:
    """Yield the publication of a report, and its corrections."""
    if report.published is None:
        return
    title, author = make_visible(report.title), make_visible(report.name)
    about = (title, author, f"{report.folder}/index.html")
    yield FeedEntry(MOMENT.format(day=report.published), f"{report.agency}/{report.year}", *about)
    for each in corrections:
        key = f"{report.agency}/{report.year}/{each.commit}"
        words = f"更正 {each.count} 处：{make_visible(each.subject)}"
        yield FeedEntry(MOMENT.format(day=each.day), key, f"更正：{title}", *about[1:], words)
