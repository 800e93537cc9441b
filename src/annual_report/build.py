"""The commands: the only file that knows the order of the steps."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.errors import (
    AnnualReportError,
    EngineError,
    InputError,
    LedgerError,
    Problem,
    RuleError,
    exit_code_of,
)
from annual_report.model.characters import located
from annual_report.model.district import find_folder, official_name, reports_in, require_form, require_year_folder
from annual_report.model.findings import Findings
from annual_report.model.grids import TABLE_MIME
from annual_report.model.inputs import input_files
from annual_report.model.outcomes import Outcome, Request, failed_outcome, no_findings
from annual_report.model.report import Report
from annual_report.model.sheets import read_text
from annual_report.model.verdicts import Verdict, handed_over, remembered
from annual_report.model.views import views_of
from annual_report.publish.json_files import write_json
from annual_report.publish.places import require_out, require_place
from annual_report.publish.snapshot import snapshot
from annual_report.publish.whole_files import write_whole
from annual_report.steps.explain import explain
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate
from annual_report.steps.tabulate import tabulate
from annual_report.steps.validate import results_of, validate_all, verdicts_on

if TYPE_CHECKING:
    from annual_report.publish.execute import Execution
    from annual_report.publish.gate import OfficialTable
    from annual_report.publish.verify import Difference

# How a report ends that must not be published as its inputs are; what ended otherwise says nothing of them.
AT_FAULT = (LedgerError.exit_code, InputError.exit_code)

NOT_BUILT_AGAIN = "现在的数据生成不了报告：{message}"
EDITED = "规则、样式或文字在生成期间变了：请再运行一次"
DATA_DOCS = "data_docs"


def rehearse() -> None:
    """Do beforehand what a child of this process would do anew, and what no change of a file makes stale.

    Any report will do, and where there is none, or it is no good, a child does it all.
    """
    with contextlib.suppress(Exception):
        agency, year = reports_in(paths.PARAMS)[0]
        report = ingest(agency, year, paths.PARAMS)
        views_of(report)
        for section in report.form.sections:
            narrate(report, section.code) if section.is_prose else tabulate(report.table(str(section.table)))
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            outcome = Outcome(Request(agency, year, paths.PARAMS, Path(folder)), findings=no_findings(), report=report)
            _write_check_list(Path(folder), outcome)


def report(request: Request, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None = None) -> Outcome:
    """Build one report: execute the notebook, export it, record it; where it fails, publish nothing but the findings.

    The notebook shows what the rules say; the build judges for itself, and publishes nothing that differs from what it
    read and judged, whatever the notebook did. `verdicts` are what `judge` returned: what still holds of them is not
    judged once more. Raises InputError for an unknown agency or year before anything is touched.
    """
    require_year_folder(request.misnamed, request.folder)
    folder, _ = find_folder(request.agency, request.year, request.params)
    require_out(request.out, request.params)
    require_place(request.place, folder)
    # papermill and nbconvert take seconds to import; a wrong name is answered at once.
    from annual_report.publish import record

    start = time.perf_counter()
    kept, files = list[str](), tuple[Path, ...]()
    try:
        with record.staged(request.place, kept) as staging:
            outcome = _made(request, staging, formats, verdicts)
            files = tuple(request.place / name for name in sorted(each.name for each in staging.iterdir()))
    except Exception as error:  # nothing could be put, and the older report lies there as it did
        outcome, files = _not_put(failed_outcome(request, error, official_name(folder.parent)), error), ()
    seconds = time.perf_counter() - start
    return replace(outcome, request=request, files=files, kept=tuple(kept), seconds=seconds)


def report_or_why_not(
    request: Request, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None = None
) -> Outcome:
    """Build one report of many: whatever `report` raises becomes its outcome, so that the others go on."""
    try:
        return report(request, formats, verdicts)
    except Exception as error:
        name = official_name(request.params / request.agency)
        return conclude(failed_outcome(request, error, name), is_stale=True)


def _made(request: Request, staging: Path, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None) -> Outcome:
    """Make into `staging` what takes the place of an older report: the new one, or why there is none."""
    try:
        with snapshot(request) as copy:
            return _published(copy, staging, formats, verdicts)
    except Exception as error:
        _empty(staging)
        outcome = failed_outcome(request, error, official_name(request.folder.parent))
        _write_findings(staging, outcome)
        return outcome


def _published(
    request: Request, staging: Path, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None
) -> Outcome:
    """Judge, print and record what was filed, into `staging`."""
    from annual_report.publish import fingerprints, record

    # Before anything runs that could touch the files.
    filed, folder = fingerprints.inputs(request), request.folder
    name, form = official_name(folder.parent), require_form(request.year)
    with paths.reading(request.params):
        sources = record.sources_of(_inputs(folder), form.version)
    about = {"agency": request.agency, "name": name, "year": request.year, "form": form.version}
    about |= {"signature": record.signature_of(sources)}
    with remembered(verdicts) as said:
        (judged,) = _judged_outcomes([request])
    with tempfile.TemporaryDirectory(prefix="verdicts-") as handed, handed_over(said.now[0], Path(handed)):
        outcome = _build(judged, about, staging, formats)
    with paths.reading(request.params):
        is_edited = record.sources_of(_inputs(folder), form.version) != sources
    if is_edited:
        _empty(staging)
        outcome = _stopped(judged, failed_outcome(request, EngineError(EDITED)))
    outcome = replace(outcome, name=name, inputs=filed)
    _write_findings(staging, outcome)
    if outcome.exit_code == 0 and not request.draft:
        summary = outcome.findings["summary"]
        write_json(staging / record.MANIFEST, record.manifest_of(about, sources, staging.iterdir(), summary))
    return outcome


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def _build(judged: Outcome, about: dict[str, Any], staging: Path, formats: Sequence[str]) -> Outcome:
    """Execute and export into `staging` what was judged, unless it must not be published."""
    from annual_report.publish import record
    from annual_report.publish.execute import execute

    request = judged.request
    try:
        execution = execute({"agency": request.agency, "year": request.year}, request.params, draft=request.draft)
    except Exception as error:  # whatever stops the engine, an older report must not stay as if it were this one
        return _stopped(judged, failed_outcome(request, error))
    executed = execution.notebook
    judged = replace(judged, remarks=tuple(record.remarks_of(executed)))
    tables = _official_tables(judged)
    outcome = _stopped(judged, _failure_of(execution, judged, tables))
    if outcome.exit_code:
        record.write_notebook(executed, staging / record.FAILED_NOTEBOOK)
        return outcome
    try:
        if request.draft:
            _write_draft(executed, staging, about, outcome.findings, formats)
        else:
            _write_report(executed, tables, staging, about, formats)
    except InputError as error:  # a character that a format cannot show is told with its places in the inputs
        with paths.reading(request.params):
            placed = InputError(located(error.problems, _texts(request.folder)))
        return _not_exported(outcome, executed, staging, placed)
    except Exception as error:
        return _not_exported(outcome, executed, staging, error)
    return outcome


def _write_report(
    executed: Any, tables: Sequence[OfficialTable], staging: Path, about: Mapping[str, Any], formats: Sequence[str]
) -> None:
    """Write the report in every format, and its tables as data."""
    from annual_report.publish import record
    from annual_report.publish.export import export

    stamped = record.stamp(executed, staging / record.NOTEBOOK, about)
    write_json(staging / record.TABLES, record.tables_of([table.bundle[TABLE_MIME] for table in tables], about))
    export(stamped, staging, formats)


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the inputs of a report, as they are read."""
    for file in _inputs(folder):
        with contextlib.suppress(InputError):
            yield file, read_text(file)[0]


def _not_exported(outcome: Outcome, executed: Any, staging: Path, error: Exception) -> Outcome:
    """Leave, of a report that not every format could be made of, what was found and the notebook."""
    from annual_report.publish import record

    _empty(staging)
    record.write_notebook(executed, staging / record.FAILED_NOTEBOOK)
    return _stopped(outcome, failed_outcome(outcome.request, error))


def _stopped(judged: Outcome, failure: Outcome | None) -> Outcome:
    """Return what became of a report whose notebook failed: what the rules say of it comes first, and stays."""
    if judged.exit_code or failure is None:
        return judged
    problems = {"problems": failure.findings["problems"]}
    return replace(judged, exit_code=failure.exit_code, message=failure.message, findings=judged.findings | problems)


def _failure_of(execution: Execution, judged: Outcome, tables: Sequence[OfficialTable]) -> Outcome | None:
    """Return what a notebook ended with, or what of it must not be published; None where it may be."""
    from annual_report.publish.gate import what_is_wrong

    request = judged.request
    if execution.error:
        failure = failed_outcome(request, AnnualReportError(f"{execution.error}: {execution.message}"))
        return replace(failure, exit_code=exit_code_of(execution.error), message=execution.message)
    wrong = "" if judged.exit_code else what_is_wrong(execution.notebook, judged.findings, tables)
    return failed_outcome(request, EngineError(wrong)) if wrong else None


def _official_tables(judged: Outcome) -> list[OfficialTable]:
    """Return what the notebook must print: every table of the form, with the figures that were read."""
    from annual_report.publish.gate import OfficialTable

    report = judged.report
    if report is None:
        return []
    tables = {section.title: section.table for section in report.form.sections if section.table}
    return [OfficialTable(code, title, tabulate(report.table(code)).as_bundle()) for title, code in tables.items()]


def _write_draft(executed: Any, staging: Path, about: Mapping[str, Any], findings: Any, formats: Sequence[str]) -> None:
    """Write a draft in place of the report: marked on every page, with the open problems at its end."""
    from annual_report.publish import record
    from annual_report.publish.draft import with_appendix
    from annual_report.publish.export import export

    path = staging / record.DRAFT_NOTEBOOK
    draft = record.stamp(with_appendix(executed, findings), path, {**about, "draft": True})
    export(draft, path.parent, formats, stem=path.stem)


def verify(request: Request) -> list[Difference]:
    """Build a report again, elsewhere, and return every output that is not what lies in its place.

    Raises InputError where nothing was built, and what the fresh build ends with where it fails.
    """
    from annual_report.publish.verify import differences, formats_in, read_manifest

    before = read_manifest(request.place)
    with tempfile.TemporaryDirectory() as folder:
        fresh = replace(request, out=Path(folder))
        outcome = report(fresh, formats_in(before))
        if outcome.exit_code:
            raise _error_of(outcome, NOT_BUILT_AGAIN.format(message=outcome.message))
        return differences(request.place, before, read_manifest(fresh.place))


def _error_of(outcome: Outcome, words: str) -> AnnualReportError:
    """Return an error that ends as an outcome did."""
    if outcome.exit_code == InputError.exit_code:
        return InputError([Problem(words)])
    return LedgerError(words) if outcome.exit_code == LedgerError.exit_code else AnnualReportError(words)


def check(requests: Sequence[Request]) -> list[Outcome]:
    """Validate reports, those of one form in one run; the findings of each are written.

    A bad end becomes an outcome, so that the others are still checked; each comes out as it would alone.
    """
    start = time.perf_counter()
    with remembered():
        outcomes = _judged_outcomes(requests)
    outcomes = [conclude(each, each.exit_code in AT_FAULT) for each in outcomes]
    seconds = (time.perf_counter() - start) / len(requests)
    return [replace(outcome, seconds=seconds) for outcome in outcomes]


def _judged_outcomes(requests: Sequence[Request]) -> list[Outcome]:
    """Return what the rules say of reports, those of one form in one run; one that cannot be read says so."""
    read = [_read(request) for request in requests]
    for reports in _by_form(read):
        for number, findings in zip(reports, _judged([*reports.values()]), strict=True):
            read[number] = _explained(requests[number], reports[number], findings)
    return [each for each in read if isinstance(each, Outcome)]


def judge(requests: Sequence[Request]) -> list[Mapping[str, Verdict]]:
    """Judge reports, those of one form in one run, and return what was said of each: `report` takes it.

    Nothing is said of a report that cannot be read, or where a rule or a view is broken: it is judged when it is built.
    """
    said: list[Mapping[str, Verdict]] = [{} for _ in requests]
    for reports in _by_form([_read(request) for request in requests]):
        with contextlib.suppress(RuleError):
            said_of = verdicts_on([*reports.values()])
            for number, verdicts in zip(reports, said_of, strict=True):
                said[number] = verdicts
    return said


def conclude(outcome: Outcome, is_stale: bool) -> Outcome:
    """Put the findings of a report that was not built into its place; return how it ended after all, and what was kept.

    Where what was built before `is_stale`, nothing of it stays, even where there is no room for the findings.
    """
    kept: list[str] = []
    try:
        _put_findings(outcome, is_stale, kept)
    except Exception as error:  # one report must not end the others
        outcome = outcome.worsened_by(failed_outcome(outcome.request, error))
        outcome = _not_put(outcome, error) if is_stale else outcome
    return replace(outcome, kept=(*outcome.kept, *kept))


def _put_findings(outcome: Outcome, is_stale: bool, kept: list[str]) -> None:
    from annual_report.publish import record

    place = outcome.request.place
    require_place(place, outcome.request.folder)
    if is_stale:
        # What was built from figures that no longer hold must not lie there as if it were the report.
        with record.staged(place, kept) as staging:
            _write_findings(staging, outcome)
    else:
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            _write_findings(Path(folder), outcome)
            kept += record.put_findings(Path(folder), place)


def _not_put(outcome: Outcome, error: BaseException) -> Outcome:
    """Return how a report ended that nothing could be put of: for want of room the older one must not look current."""
    from annual_report.publish.withdrawal import is_for_want_of_room, withdraw

    if is_for_want_of_room(error):
        withdraw(outcome.request.place)
    return outcome


def _read(request: Request) -> Report | Outcome:
    try:
        require_year_folder(request.misnamed, request.folder)
        return ingest(request.agency, request.year, request.params)
    except Exception as error:
        return failed_outcome(request, error, official_name(request.params / request.agency))


def _by_form(read: Sequence[Report | Outcome]) -> list[dict[int, Report]]:
    """Return the reports by their number, those of each form together; one that could not be read is left out."""
    forms: dict[str, dict[int, Report]] = {}
    for number, report in enumerate(read):
        if isinstance(report, Report):
            forms.setdefault(report.form.version, {})[number] = report
    return [*forms.values()]


def _judged(reports: Sequence[Report]) -> Sequence[Findings | Exception]:
    """Return the findings of every report, or what its judgement ended with.

    What breaks in one of many must not be held against the others: then each is judged alone.
    """
    try:
        together = validate_all(reports)
        if len(reports) == 1 or not any(findings.summary["broken"] for findings in together):
            return together
    except Exception as error:
        if len(reports) == 1:
            return [error]
    return [_judged([report])[0] for report in reports]


def _explained(request: Request, report: Report, findings: Findings | Exception) -> Outcome:
    try:
        if isinstance(findings, Exception):
            raise findings
        explained = explain(findings)
    except Exception as error:
        return replace(failed_outcome(request, error, report.agency.name), report=report)
    exit_code, message = _gate(explained, request)
    found, remarks = explained.as_dict(), tuple(report.remarks)
    return Outcome(request, report.agency.name, exit_code, message, found, remarks=remarks, report=report)


def _write_findings(folder: Path, outcome: Outcome) -> None:
    """Write findings.json, and where there is something to say the page and the workbook an office sends back."""
    from annual_report.publish import record

    write_json(folder / record.FINDINGS, outcome.findings)
    if outcome.has_something_to_say:
        _write_check_list(folder, outcome)


def _write_check_list(folder: Path, outcome: Outcome) -> None:
    from annual_report.publish import record
    from annual_report.publish.findings_page import findings_page
    from annual_report.publish.findings_workbook import write_findings_workbook

    page, workbook = folder / record.CHECK_PAGE, folder / record.CHECK_BOOK
    about = {"agency": outcome.agency, "name": outcome.name, "year": outcome.year}
    write_whole(page, findings_page(outcome.report, about, outcome.findings))
    write_findings_workbook(workbook, outcome.report, about, outcome.findings)


def _gate(findings: Findings, request: Request) -> tuple[int, str]:
    """Return how the gate ends; a draft passes it, and what the environment says of drafts is not asked."""
    with paths.environment({paths.DRAFT_VARIABLE: "1" if request.draft else ""}):
        try:
            findings.raise_for_critical()
        except AnnualReportError as error:
            return error.exit_code, str(error)
    return 0, ""


def data_docs(request: Request) -> Path:
    """Write Great Expectations' own pages about one report, and return the first of them."""
    from annual_report.publish import data_docs as pages

    find_folder(request.agency, request.year, request.params)
    require_out(request.out, request.params)
    require_place(request.place, request.folder)
    report = ingest(request.agency, request.year, request.params)
    return pages.data_docs(request.place / DATA_DOCS, results_of(report), f"{report.agency.name} {report.year}")


def _inputs(folder: Path) -> list[Path]:
    """Return the files a report is made from that are there."""
    return [file for file in input_files(folder) if file.is_file() and not file.is_symlink()]
