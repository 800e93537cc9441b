"""Make a report: judge what was filed, execute the notebook, export it, record it; or say why there is none."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.build.conclusion import write_findings
from annual_report.build.judge import judged_outcomes
from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.build.snapshot import snapshot
from annual_report.document.official_table import TABLE_MIME
from annual_report.errors import AnnualReportError, EngineError, InputError, exit_code_of, words_of
from annual_report.filing.characters import located
from annual_report.filing.folders import official_name, require_form
from annual_report.filing.inputs import input_files
from annual_report.filing.sheets import read_text
from annual_report.form.forms import Form
from annual_report.json_files import write_json
from annual_report.rules.memory.verdicts import Verdict, handed_over, remembered
from annual_report.steps.tabulate import tabulate

if TYPE_CHECKING:
    from annual_report.build.gate import OfficialTable
    from annual_report.engine.execute import Execution
    from annual_report.rules.findings import Findings

EDITED = "规则、样式或文字在生成期间变了：请再运行一次"


def made(request: Request, staging: Path, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None) -> Outcome:
    """Make into `staging` what takes the place of an older report: the new one, or why there is none."""
    try:
        with snapshot(request) as copy:
            return _published(copy, staging, formats, verdicts)
    except Exception as error:
        _empty(staging)
        outcome = failed_outcome(request, error, official_name(request.folder.parent))
        write_findings(staging, outcome)
        return outcome


def _published(
    request: Request, staging: Path, formats: Sequence[str], verdicts: Mapping[str, Verdict] | None
) -> Outcome:
    """Judge, print and record what was filed, into `staging`."""
    from annual_report.build import record

    # Before anything runs that could touch the files.
    filed, folder = request.fingerprint(), request.folder
    name, form = official_name(folder.parent), require_form(request.year)
    sources = _sources(request, form)
    about = {"agency": request.agency, "name": name, "year": request.year, "form": form.version}
    about |= {"signature": record.signature_of(sources)}
    with remembered(verdicts) as said:
        (judged,) = judged_outcomes([request])
    with tempfile.TemporaryDirectory(prefix="verdicts-") as handed, handed_over(said.now[0], Path(handed)):
        outcome = _build(judged, about, staging, formats)
    if _sources(request, form) != sources:
        _empty(staging)
        outcome = _stopped(judged, failed_outcome(request, EngineError(EDITED)))
    outcome = replace(outcome, name=name, inputs=filed)
    write_findings(staging, outcome)
    if outcome.exit_code == 0 and not request.draft:
        summary = outcome.findings.summary
        write_json(staging / record.MANIFEST, record.manifest_of(about, sources, staging.iterdir(), summary))
    return outcome


def _build(judged: Outcome, about: dict[str, Any], staging: Path, formats: Sequence[str]) -> Outcome:
    """Execute and export into `staging` what was judged, unless it must not be published."""
    from annual_report.build import record
    from annual_report.engine.execute import execute

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
    from annual_report.build import record
    from annual_report.document.exporters import export

    stamped = record.stamp(executed, staging / record.NOTEBOOK, about)
    write_json(staging / record.TABLES, record.tables_of([table.bundle[TABLE_MIME] for table in tables], about))
    export(stamped, staging, formats)


def _write_draft(
    executed: Any, staging: Path, about: Mapping[str, Any], findings: Findings, formats: Sequence[str]
) -> None:
    """Write a draft in place of the report: marked on every page, with the open problems at its end."""
    from annual_report.build import record
    from annual_report.document.exporters import export
    from annual_report.review.appendix import with_appendix

    path = staging / record.DRAFT_NOTEBOOK
    draft = record.stamp(with_appendix(executed, findings), path, {**about, "draft": True})
    export(draft, path.parent, formats, stem=path.stem)


def _not_exported(outcome: Outcome, executed: Any, staging: Path, error: Exception) -> Outcome:
    """Leave, of a report that not every format could be made of, what was found and the notebook."""
    from annual_report.build import record

    _empty(staging)
    record.write_notebook(executed, staging / record.FAILED_NOTEBOOK)
    return _stopped(outcome, failed_outcome(outcome.request, error))


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the inputs of a report, as they are read."""
    for file in _inputs(folder):
        with contextlib.suppress(InputError):
            yield file, read_text(file)[0]


def _stopped(judged: Outcome, failure: Outcome | None) -> Outcome:
    """Return what became of a report whose notebook failed: what the rules say of it comes first, and stays."""
    if judged.exit_code or failure is None:
        return judged
    findings = replace(judged.findings, problems=failure.findings.problems)
    return replace(judged, exit_code=failure.exit_code, message=failure.message, findings=findings)


def _failure_of(execution: Execution, judged: Outcome, tables: Sequence[OfficialTable]) -> Outcome | None:
    """Return what a notebook ended with, or what of it must not be published; None where it may be."""
    from annual_report.build.gate import what_is_wrong

    request = judged.request
    if execution.error:
        failure = failed_outcome(request, AnnualReportError(words_of(execution.error, execution.message)))
        return replace(failure, exit_code=exit_code_of(execution.error), message=execution.message)
    wrong = "" if judged.exit_code else what_is_wrong(execution.notebook, judged.findings, tables)
    return failed_outcome(request, EngineError(wrong)) if wrong else None


def _official_tables(judged: Outcome) -> list[OfficialTable]:
    """Return what the notebook must print: every table of the form, with the figures that were read."""
    from annual_report.build.gate import OfficialTable

    report = judged.report
    if report is None:
        return []
    tables = {section.title: section.table for section in report.form.sections if section.table}
    return [OfficialTable(code, title, tabulate(report.table(code)).as_bundle()) for title, code in tables.items()]


def _sources(request: Request, form: Form) -> dict[str, dict[str, str]]:
    """Return the sha256 of everything that decides what a report says, as it is now."""
    from annual_report.build import record

    with paths.reading(request.params):
        return record.sources_of(_inputs(request.folder), form.version)


def _inputs(folder: Path) -> list[Path]:
    """Return the files a report is made from that are there."""
    return [file for file in input_files(folder) if file.is_file() and not file.is_symlink()]


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
