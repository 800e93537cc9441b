"""The commands: the only file that knows the order of the steps."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.errors import AnnualReportError, InputError, LedgerError, Problem, RuleError, exit_code_of
from annual_report.model.characters import located
from annual_report.model.district import find_folder, official_name, reports_in
from annual_report.model.findings import FINDINGS_MIME, Findings
from annual_report.model.forms import Form
from annual_report.model.grids import TABLE_MIME
from annual_report.model.outcomes import Outcome, Request, failed_outcome, no_findings
from annual_report.model.report import Report
from annual_report.model.sheets import read_text
from annual_report.model.verdicts import Verdict, write_verdicts
from annual_report.model.views import views_of
from annual_report.publish.json_files import write_json
from annual_report.publish.places import require_out
from annual_report.steps.explain import explain
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate
from annual_report.steps.tabulate import tabulate
from annual_report.steps.validate import results_of, validate_all, verdicts_on

if TYPE_CHECKING:
    from annual_report.publish.verify import Difference

NOT_BUILT_AGAIN = "现在的数据生成不了报告：{message}"
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

    `verdicts` are what `judge` returned: the notebook takes from them what it would get by judging once more. Raises
    InputError for an unknown agency or year before anything is touched.
    """
    folder, form = find_folder(request.agency, request.year, request.params)
    require_out(request.out, request.params)
    # papermill and nbconvert take seconds to import; a wrong name is answered at once.
    from annual_report.publish import record

    start = time.perf_counter()
    name = official_name(folder.parent)
    sources = record.sources_of(_inputs(folder, form), form.version)
    about = {"agency": request.agency, "name": name, "year": request.year, "form": form.version}
    about |= {"signature": record.signature_of(sources)}
    with record.staged(request.place) as staging, _handed_over(verdicts):
        outcome = replace(_build(request, about, staging, formats), name=name)
        _write_findings(staging, outcome)
        if outcome.exit_code == 0 and not request.draft:
            summary = outcome.findings["summary"]
            manifest = record.manifest_of(about, sources, staging.iterdir(), summary)
            write_json(staging / record.MANIFEST, manifest)
    files = tuple(sorted(each for each in request.place.iterdir() if record.is_ours(each.name)))
    return replace(outcome, files=files, seconds=time.perf_counter() - start)


@contextmanager
def _handed_over(verdicts: Mapping[str, Verdict] | None) -> Iterator[None]:
    """Leave verdicts where the notebook looks for them."""
    if verdicts is None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="verdicts-") as folder:
        file = Path(folder, "verdicts.json")
        write_verdicts(file, verdicts)
        with paths.environment({paths.VERDICTS_VARIABLE: str(file)}):
            yield


def _build(request: Request, about: dict[str, Any], staging: Path, formats: Sequence[str]) -> Outcome:
    """Execute and export into `staging`."""
    from annual_report.publish import record
    from annual_report.publish.execute import execute

    try:
        parameters = {"agency": request.agency, "year": request.year}
        execution = execute(parameters, request.params, draft=request.draft)
    except Exception as error:  # whatever stops the engine, an older report must not stay as if it were this one
        return failed_outcome(request, error)
    remarks = tuple(record.remarks_of(execution.notebook))
    findings = next(iter(record.outputs_of(execution.notebook, FINDINGS_MIME)), no_findings())
    if execution.error:
        record.write_notebook(execution.notebook, staging / record.FAILED_NOTEBOOK)
        findings |= {"problems": _problems(request, execution.error, execution.message)}
        return Outcome(request, "", exit_code_of(execution.error), execution.message, findings, remarks=remarks)
    if request.draft:
        _write_draft(request, execution.notebook, staging, about, findings, formats)
        return Outcome(request, findings=findings, remarks=remarks)
    executed = record.stamp(execution.notebook, staging / record.NOTEBOOK, about)
    write_json(staging / record.TABLES, record.tables_of(executed, TABLE_MIME, about))
    _export(request, executed, staging, formats, record.STEMS[0])
    return Outcome(request, findings=findings, remarks=remarks)


def _export(request: Request, notebook: Any, folder: Path, formats: Sequence[str], stem: str) -> None:
    """Write every format. A character that one of them cannot show is told with its places in the inputs."""
    from annual_report.publish.export import export

    try:
        export(notebook, folder, formats, stem=stem)
    except InputError as error:
        raise InputError(located(error.problems, _texts(request))) from error


def _texts(request: Request) -> Iterator[tuple[Path, str]]:
    """Yield the inputs that are texts, as they are read."""
    for file in (request.folder.parent / paths.AGENCY_FILE, *sorted(request.folder.iterdir())):
        with contextlib.suppress(InputError):
            yield file, read_text(file)[0]


def _write_draft(
    request: Request, executed: Any, staging: Path, about: Mapping[str, Any], findings: Any, formats: Sequence[str]
) -> None:
    """Write a draft in place of the report: marked on every page, with the open problems at its end."""
    from annual_report.publish import record
    from annual_report.publish.draft import with_appendix

    path = staging / record.DRAFT_NOTEBOOK
    draft = record.stamp(with_appendix(executed, findings), path, {**about, "draft": True})
    _export(request, draft, path.parent, formats, path.stem)


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
            raise LedgerError(NOT_BUILT_AGAIN.format(message=outcome.message))
        return differences(request.place, before, read_manifest(fresh.place))


def check(requests: Sequence[Request]) -> list[Outcome]:
    """Validate reports, those of one form in one run; the findings of each are written.

    A bad end becomes an outcome, so that the others are still checked; each comes out as it would alone.
    """
    start = time.perf_counter()
    read = [_read(request) for request in requests]
    for reports in _by_form(read):
        for number, findings in zip(reports, _judged([*reports.values()]), strict=True):
            read[number] = _explained(requests[number], reports[number], findings)
    outcomes = [each for each in read if isinstance(each, Outcome)]
    for outcome in outcomes:
        record_findings(outcome)
    seconds = (time.perf_counter() - start) / len(requests)
    return [replace(outcome, seconds=seconds) for outcome in outcomes]


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


def record_findings(outcome: Outcome) -> None:
    """Put the findings of a report that was not built into its place; where it failed, nothing of ours stays beside."""
    from annual_report.publish import record

    place = outcome.request.place
    if outcome.exit_code == 0:
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            _write_findings(Path(folder), outcome)
            record.put_findings(Path(folder), place)
    else:
        # What was built from figures that no longer hold must not lie there as if it were the report.
        with record.staged(place) as staging:
            _write_findings(staging, outcome)


def _read(request: Request) -> Report | Outcome:
    try:
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
        return failed_outcome(request, error, report.agency.name)
    exit_code, message = _gate(explained)
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
    report = outcome.report or _ingested(outcome.request)
    about = {"agency": outcome.agency, "name": outcome.name, "year": outcome.year}
    page.write_text(findings_page(report, about, outcome.findings), encoding="utf-8", newline="\n")
    write_findings_workbook(workbook, report, about, outcome.findings)


def _ingested(request: Request) -> Report | None:
    """Return a report that a notebook has read, read again; None where it cannot be read."""
    try:
        return ingest(request.agency, request.year, request.params)
    except InputError:
        return None


def _gate(findings: Findings) -> tuple[int, str]:
    """Return how the gate in the notebook would end."""
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
    report = ingest(request.agency, request.year, request.params)
    return pages.data_docs(request.place / DATA_DOCS, results_of(report), f"{report.agency.name} {report.year}")


def _inputs(folder: Path, form: Form) -> list[Path]:
    """Return the files a report is made from: its folder, the master data, last year's tables and prose."""
    previous = folder.parent / str(int(folder.name) - 1)
    before = [previous / name for name in (*(table.file for table in form.tables), paths.NARRATIVE_FILE)]
    files = [*folder.iterdir(), folder.parent / paths.AGENCY_FILE, *before]
    return [file for file in files if file.is_file() and not file.name.startswith(".")]


def _problems(request: Request, error: str, message: str) -> list[dict[str, object]]:
    """Return what stopped the notebook, as findings.json stores it.

    A notebook hands on only the words of an error, so inputs that could not be read are read once more.
    """
    if error == LedgerError.__name__:
        return []
    if error != InputError.__name__:
        return [Problem(f"{error}: {message}").as_dict()]
    try:
        ingest(request.agency, request.year, request.params)
    except InputError as failure:
        return [problem.as_dict() for problem in failure.problems]
    return [Problem(message).as_dict()]
