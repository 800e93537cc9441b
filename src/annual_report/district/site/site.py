"""Write a site of the reports that hold: every page from what was built and is vouched for, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import RECORDS, SITE, SITE_RECORD
from annual_report.district.site.corrections import changes_in
from annual_report.district.site.memory import recall_site, remember_site
from annual_report.district.site.open_data import CSV, PACKAGE, PARQUET, write_data
from annual_report.district.site.report_files import SiteWriting, write_report
from annual_report.district.site.site_files import SiteFiles
from annual_report.district.site.site_report import site_report
from annual_report.engine import fingerprints
from annual_report.engine.run import Run
from annual_report.errors import InputError, error_for_user
from annual_report.filing.folders import official_name
from annual_report.filing.sign_offs import sign_off_state
from annual_report.review.site.documents import document_pages
from annual_report.review.site.feed import feed
from annual_report.review.site.pages import INDEX, data_page, document_page, index_page
from annual_report.review.site.site_report import LeftOutReport, SiteReport, folder_of
from annual_report.wording import on_one_line

FEED, DATA_PAGE, MEMORY = "feed.xml", "data/index.html", "site.memory.json"

NOT_SOUND = "没有通过校验，或没有生成"


@dataclass(frozen=True)
class WrittenSite:
    """What was written: the first page, which reports are in it, which are not and why, what of a person's was kept."""

    page: Path
    taken: int
    left_out: tuple[LeftOutReport, ...]
    kept: tuple[str, ...]
    changed: int


def signed_off(requests: Sequence[Request]) -> tuple[list[Request], list[LeftOutReport]]:
    """Return the reports that are passed as they are now, and all others with how they stand."""
    passed, others = [], []
    for request in requests:
        words = _standing(request)
        if words:
            others.append(_left_out(request, words))
        else:
            passed.append(request)
    return passed, others


def write_site(
    outcomes: Sequence[Outcome], left_out: Sequence[LeftOutReport], run: Run, only_passed: bool
) -> WrittenSite:
    """Write the site of reports that were built, and say which are not in it, beside those that were `left_out`.

    What cannot be shown as its inputs give it now is left out; a report costs itself alone. Raises InputError where the
    site cannot be written at all.
    """
    folder, records = run.out / SITE, run.out / RECORDS
    require_out(folder, run.params)
    records.mkdir(parents=True, exist_ok=True)
    with FileLock(records / f"{SITE}.lock"):
        files = SiteFiles(folder, records / SITE_RECORD)
        memory = recall_site(records / MEMORY, fingerprints.toolkit(run.places))
        writing = SiteWriting(files, memory, run, changes_in(run.params), document_pages())
        found = [_take(outcome, writing, only_passed) for outcome in outcomes]
        taken = [each for each in found if isinstance(each, SiteReport)]
        missing = [*left_out, *(each for each in found if isinstance(each, LeftOutReport))]
        missing.sort(key=lambda each: (each.agency, each.year))
        _write_common(taken, missing, writing)
        files.finish()
        remember_site(records / MEMORY, memory)
    return WrittenSite(folder / INDEX, len(taken), tuple(missing), tuple(files.kept), files.changed)


def _take(outcome: Outcome, writing: SiteWriting, only_passed: bool) -> SiteReport | LeftOutReport:
    """Write what the site shows of one report, and return the report; where that cannot be, why."""
    request = outcome.request
    reason = outcome.message or NOT_SOUND if outcome.exit_code else _standing(request) if only_passed else ""
    if reason:
        return _left_out(request, reason)
    try:
        with paths.reading(request.params):
            report = site_report(outcome)
            write_report(report, writing)
    except (InputError, OSError) as error:
        writing.files.forget(folder_of(request.agency, request.year))
        return _left_out(request, _reason(error))
    return report


def _write_common(reports: Sequence[SiteReport], left_out: Sequence[LeftOutReport], writing: SiteWriting) -> None:
    """Write the data, the documents, the feed, and last the first page: it links to nothing that is not there."""
    files, documents = writing.files, writing.documents
    write_data(reports, writing.run.params, files, writing.memory)
    data = [name for name in (CSV, PARQUET, PACKAGE) if name in files.now]
    files.put(DATA_PAGE, data_page([Path(name).name for name in data], documents))
    for each in documents:
        files.put(each.page, document_page(each, documents))
    news = feed(reports, writing.told)
    if news:
        files.put(FEED, news)
    files.put(INDEX, index_page(reports, left_out, data, bool(news), documents))


def _standing(request: Request) -> str:
    """Return why a report may not be published as it is; nothing where it is passed."""
    try:
        with paths.reading(request.params):
            state = sign_off_state(request.folder)
    except (InputError, OSError) as error:
        return _reason(error)
    return "" if state.is_passed else state.words


def _reason(error: BaseException) -> str:
    """Return in a line why a report is left out: the first of what is to be put right."""
    known = error_for_user(error)
    return on_one_line(str(known.problems[0] if isinstance(known, InputError) else known))


def _left_out(request: Request, reason: str) -> LeftOutReport:
    name = official_name(request.folder.parent) or request.agency
    return LeftOutReport(request.agency, request.year, name, reason)
