"""The history of a report out of git: each commit that changed it beside the one before, as far as both can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.history import Revised, decisions_since
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.revisions import Revision, checked_out, revisions_of
from annual_report.errors import InputError
from annual_report.filing.folders import find_folder
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest

NAME = "{commit}（{day}）"


def history_of(agency: str, year: int, params: Path) -> list[Revised]:
    """Return every commit that changed what a report says, the oldest first, the first one by itself.

    Raises InputError where there is no such report, or git knows nothing of it.
    """
    folder, _ = find_folder(agency, year, params)
    return [*_beside_each_other(revisions_of(folder))]


def _beside_each_other(revisions: list[Revision]) -> Iterator[Revised]:
    before: tuple[Revision, Report] | None = None
    for revision in revisions:
        try:
            report = _report_of(revision)
        except InputError as error:
            yield Revised(revision, problem=str(error.problems[0]))
            continue
        yield _revised(before, (revision, report))
        before = revision, report


def _report_of(revision: Revision) -> Report:
    with checked_out(revision) as params:
        return ingest(revision.agency, revision.year, params)


def _revised(before: tuple[Revision, Report] | None, now: tuple[Revision, Report]) -> Revised:
    revision, report = now
    if before is None:
        return Revised(revision)
    names = (NAME.format(commit=each.commit, day=each.day) for each in (before[0], revision))
    editions = (edition_of_report(each, name) for each, name in zip((before[1], report), names, strict=True))
    return Revised(revision, compare(*editions), decisions_since(before[1].waivers, report.waivers))
