"""The commands: the only file that knows the order of the steps."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.errors import AnnualReportError, InputError, LedgerError, Problem, exit_code_of
from annual_report.model.findings import FINDINGS_MIME, Findings
from annual_report.model.forms import Form
from annual_report.model.grids import TABLE_MIME
from annual_report.model.outcomes import Outcome, Request, failed_outcome, no_findings
from annual_report.model.report import Report
from annual_report.steps.explain import explain
from annual_report.steps.ingest import ingest
from annual_report.steps.ingest.folder import find_agency, find_folder, known_agencies, official_name, years_of
from annual_report.steps.validate import results_of, validate
from annual_report.wording import listed

if TYPE_CHECKING:
    from annual_report.publish.verify import Difference

OUT_INSIDE_PARAMS = "OUT={out} 在输入文件夹里：请另选一个文件夹，以免覆盖填报数据"
OUT_NOT_WRITABLE = "OUT={out} 写不进去（{reason}）：请另选一个文件夹"
NOTHING_TO_CHECK = "{folder} 里没有{what}：请检查 PARAMS、AGENCY、YEAR"

NOT_BUILT_AGAIN = "现在的数据生成不了报告：{message}"
UNKNOWN_SUGGESTION = "没有「{name}」这种建议（可用：{known}）"
WRITTEN = "  输出 {file}\n"
SUGGESTIONS = ("patch",)
PATCH, DATA_DOCS = "suggested.patch", "data_docs"

def report(request: Request, formats: list[str]) -> Outcome:
    """Build one report: execute the notebook, export it, record it; where it fails, publish nothing but the findings.

    Raises InputError for an unknown agency or year before anything is touched.
    """
    folder, form = find_folder(request.agency, request.year, request.params)
    _require_out(request.out, request.params)
    # papermill and nbconvert take seconds to import; a wrong name is answered at once.
    from annual_report.publish import record

    start = time.perf_counter()
    name = official_name(folder.parent)
    sources = record.sources_of(_inputs(folder, form), form.version)
    about = {"agency": request.agency, "name": name, "year": request.year, "form": form.version}
    about |= {"signature": record.signature_of(sources)}
    with record.staged(request.place) as staging:
        outcome = replace(_build(request, about, staging, formats), name=name)
        _write_findings(staging, outcome)
        if outcome.exit_code == 0 and not request.draft:
            summary = outcome.findings["summary"]
            manifest = record.manifest_of(about, _inputs(folder, form), form.version, staging.iterdir(), summary)
            record.write_json(staging / record.MANIFEST, manifest)
    files = tuple(sorted(each for each in request.place.iterdir() if record.is_ours(each.name)))
    return replace(outcome, files=files, seconds=time.perf_counter() - start)


def _build(request: Request, about: dict[str, Any], staging: Path, formats: list[str]) -> Outcome:
    """Execute and export into `staging`."""
    from annual_report.publish import record
    from annual_report.publish.execute import execute
    from annual_report.publish.export import export

    notebook = staging / record.NOTEBOOK
    try:
        parameters = {"agency": request.agency, "year": request.year}
        execution = execute(parameters, notebook, request.params, draft=request.draft)
    except Exception as error:  # whatever stops the engine, an older report must not stay as if it were this one
        return failed_outcome(request, error)
    remarks = tuple(record.remarks_of(execution.notebook))
    findings = next(iter(record.outputs_of(execution.notebook, FINDINGS_MIME)), no_findings())
    if execution.error:
        notebook.rename(staging / record.FAILED_NOTEBOOK)
        findings |= {"problems": _problems(request, execution.error, execution.message)}
        return Outcome(request, "", exit_code_of(execution.error), execution.message, findings, remarks=remarks)
    if request.draft:
        _write_draft(execution.notebook, notebook, about, findings, formats)
        return Outcome(request, findings=findings, remarks=remarks)
    executed = record.stamp(execution.notebook, notebook, about)
    record.write_json(staging / record.TABLES, record.tables_of(executed, TABLE_MIME, about))
    export(executed, staging, formats)
    return Outcome(request, findings=findings, remarks=remarks)


def _write_draft(executed: Any, notebook: Path, about: Mapping[str, Any], findings: Any, formats: list[str]) -> None:
    """Write a draft in place of the report: marked on every page, with the open problems at its end."""
    from annual_report.publish import record
    from annual_report.publish.draft import with_appendix
    from annual_report.publish.export import export

    notebook.unlink()
    path = notebook.with_name(record.DRAFT_NOTEBOOK)
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
            raise LedgerError(NOT_BUILT_AGAIN.format(message=outcome.message))
        return differences(request.place, before, read_manifest(fresh.place))


def check(requests: list[Request]) -> Iterator[Outcome]:
    """Validate reports in this process, one after the other; the findings of each are written."""
    from annual_report.publish import record

    for request in requests:
        outcome = check_one(request)
        if outcome.exit_code == 0:
            request.place.mkdir(parents=True, exist_ok=True)
            _write_findings(request.place, outcome)
        else:
            # What was built from figures that no longer hold must not lie there as if it were the report.
            with record.staged(request.place) as staging:
                _write_findings(staging, outcome)
        yield outcome


def check_one(request: Request) -> Outcome:
    """Ingest, validate and explain one report; a bad end becomes an outcome, so that the others are still checked."""
    start = time.perf_counter()
    try:
        report = ingest(request.agency, request.year, request.params)
        findings = explain(validate(report))
        exit_code, message = _gate(findings)
        remarks = tuple(report.remarks)
        outcome = Outcome(request, "", exit_code, message, findings.as_dict(), remarks=remarks, report=report)
    except Exception as error:
        outcome = failed_outcome(request, error)
    return replace(outcome, name=official_name(request.params / request.agency), seconds=time.perf_counter() - start)


def _write_findings(folder: Path, outcome: Outcome) -> None:
    """Write findings.json, and where there is something to say the page and the workbook an office sends back."""
    from annual_report.publish import record
    from annual_report.publish.findings_page import findings_page
    from annual_report.publish.findings_workbook import write_findings_workbook

    record.write_json(folder / record.FINDINGS, outcome.findings)
    page, workbook = folder / record.CHECK_PAGE, folder / record.CHECK_BOOK
    if not outcome.has_something_to_say:
        page.unlink(missing_ok=True)
        workbook.unlink(missing_ok=True)
        return
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


def write_check(out: Path, outcomes: list[Outcome]) -> Path:
    """Write check.json: one row per report."""
    from annual_report.publish import record

    out.mkdir(parents=True, exist_ok=True)
    record.write_json(out / "check.json", [outcome.as_row() for outcome in outcomes])
    return out / "check.json"


def parse_reports(words: str) -> list[str]:
    """Read which reports for other systems are wanted. Raises InputError for an unknown one."""
    from annual_report.publish.annotations import parse_reports

    return parse_reports(words)


def parse_suggestions(words: str) -> list[str]:
    """Read which suggestions are wanted. Raises InputError for an unknown one."""
    names = words.replace(",", " ").split()
    unknown = [name for name in names if name not in SUGGESTIONS]
    if unknown:
        raise InputError(
            Problem(UNKNOWN_SUGGESTION.format(name=name, known=listed(SUGGESTIONS)), found=name) for name in unknown
        )
    return names


def write_reports(out: Path, outcomes: list[Outcome], reports: list[str], suggestions: list[str]) -> Iterator[str]:
    """Write what other systems read beside check.json, and the suggested patch; yield what is to be printed."""
    from annual_report.publish.annotations import REPORTS
    from annual_report.publish.patch import suggested_patch, write_patch

    for name in reports:
        file, make = REPORTS[name]
        if file is None:
            yield make(outcomes)
        else:
            (out / file).write_text(make(outcomes), encoding="utf-8", newline="\n")
            yield WRITTEN.format(file=paths.shown(out / file))
    if suggestions:
        patches = (suggested_patch(outcome.findings["slips"], outcome.request.folder) for outcome in outcomes)
        write_patch("".join(patches), out / PATCH)
        yield WRITTEN.format(file=paths.shown(out / PATCH))


def data_docs(request: Request) -> Path:
    """Write Great Expectations' own pages about one report, and return the first of them."""
    from annual_report.publish import data_docs as pages

    find_folder(request.agency, request.year, request.params)
    _require_out(request.out, request.params)
    report = ingest(request.agency, request.year, request.params)
    return pages.data_docs(request.place / DATA_DOCS, results_of(report), f"{report.agency.name} {report.year}")


def select(agency: str, year: int | None, params: Path, out: Path) -> list[Request]:
    """Return every report under `params`, or those of one agency or one year. Raises InputError where there is none."""
    _require_out(out, params)
    if agency and year:
        find_folder(agency, year, params)
        return [Request(agency, year, params, out)]
    if agency:
        find_agency(agency, params)
    agencies = [agency] if agency else list(known_agencies(params))
    years = ((each, number) for each in agencies for number in years_of(params / each))
    requests = [Request(each, number, params, out) for each, number in years if year in (None, number)]
    if not requests:
        what = f" {year} 年的报告" if year else "报告"
        raise InputError([Problem(NOTHING_TO_CHECK.format(folder=paths.shown(params), what=what))])
    return requests


def _inputs(folder: Path, form: Form) -> list[Path]:
    """Return the files a report is made from: its folder, the master data, last year's tables."""
    previous = folder.parent / str(int(folder.name) - 1)
    files = [*folder.iterdir(), folder.parent / paths.AGENCY_FILE, *(previous / table.file for table in form.tables)]
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


def _require_out(out: Path, params: Path) -> None:
    """Raise InputError unless `out` can be written to and lies outside the inputs, which it would overwrite."""
    try:
        inside = out.resolve().is_relative_to(params.resolve())
    except (OSError, RuntimeError) as error:
        raise InputError([Problem(OUT_NOT_WRITABLE.format(out=out, reason=error), found=str(out))]) from error
    if inside:
        raise InputError([Problem(OUT_INSIDE_PARAMS.format(out=out), found=str(out))])
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise InputError([Problem(OUT_NOT_WRITABLE.format(out=out, reason=error.strerror), found=str(out))]) from error
