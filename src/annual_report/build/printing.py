"""Make a report: judge what was filed, execute the notebook, export it, record it; or say why there is none."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.build.conclusion import write_findings
from annual_report.build.judge import judge_all
from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.build.outputs.table import When, require_listed
from annual_report.build.outputs.write import write_outputs
from annual_report.build.outputs.writers import Material
from annual_report.build.snapshot import Snapshot, snapshot
from annual_report.build.sources import signature_of, sources_of, stamp
from annual_report.document.official_table import TABLE_MIME
from annual_report.document.typed_text import TYPED_MIME
from annual_report.errors import EngineError, InputError
from annual_report.files import file_state
from annual_report.filing.characters import locate_characters
from annual_report.filing.folders import official_name, require_form
from annual_report.filing.inputs import input_files
from annual_report.filing.sheets import read_text
from annual_report.rules.findings import FINDINGS_MIME
from annual_report.rules.memory.verdicts import Verdict, remember_verdicts
from annual_report.rules.validation import judge_beside
from annual_report.steps.tabulate import tabulate

if TYPE_CHECKING:
    from annual_report.build.gate import OfficialTable

# The sha256 of what a report is made of, by what it is (inputs, rules, templates) and by name.
Sources = Mapping[str, Mapping[str, str]]

# What the notebook shows of the report itself has been judged: figures, prose and findings.
OWN_TYPES = (TABLE_MIME, TYPED_MIME, FINDINGS_MIME)

EDITED = "规则、样式或文字在生成期间变了：请再运行一次"


def make(request: Request, staging: Path, known: Mapping[str, Verdict] | None) -> Outcome:
    """Make into `staging` what takes the place of an older report: the new one, or why there is none."""
    try:
        with snapshot(request) as copy:
            outcome = _judge_and_print(copy, staging, known)
        require_listed(staging.iterdir())
    except Exception as error:
        _empty(staging)
        outcome = failed_outcome(request, error, official_name(request.folder.parent))
        write_findings(staging, outcome)
    return outcome


def _judge_and_print(copy: Snapshot, staging: Path, known: Mapping[str, Verdict] | None) -> Outcome:
    """Judge what was filed, and print it into `staging` unless it must not be published; findings are always written.

    What must not be published ends here: no notebook is started for it.
    """
    request, sources = copy.request, _sources(copy)
    with remember_verdicts(request.run.verdicts, known) as said:
        (judged,) = judge_all([request])
    outcome = judged if judged.exit_code else _print(judged, copy, sources, said.now[0], staging)
    outcome = replace(outcome, inputs=copy.fingerprint)
    write_findings(staging, outcome)
    if outcome.exit_code == 0 and not request.draft:
        write_outputs(staging, Material(outcome, _about(outcome, sources), sources), When.LAST)
    return outcome


def _print(
    judged: Outcome, copy: Snapshot, sources: Sources, verdicts: Mapping[str, Verdict], staging: Path
) -> Outcome:
    """Execute and export into `staging` what holds, unless anything it is made of was edited meanwhile."""
    before = _states(copy.request.folder)
    outcome = _execute_and_export(judged, _about(judged, sources), verdicts, staging)
    if (_sources(copy), _states(copy.request.folder)) == (sources, before):
        return outcome
    _empty(staging)
    return _with_failure(judged, EngineError(EDITED))


def _execute_and_export(
    judged: Outcome, about: Mapping[str, Any], verdicts: Mapping[str, Verdict], staging: Path
) -> Outcome:
    """Execute the notebook and export it; of one that must not or cannot be exported, leave the notebook as it is."""
    from annual_report.engine.execute import execute

    request = judged.request
    try:
        execution = execute({"agency": request.agency, "year": request.year}, request.run, verdicts)
    except Exception as error:  # whatever stops the engine, an older report must not stay as if it were this one
        return _with_failure(judged, error)
    executed, tables = execution.notebook, _official_tables(judged)
    failure: Exception | None = execution.failure or _refusal(executed, judged, tables)
    judged = judged if failure else _with_notebook(judged, executed)
    failure = failure or _export(judged, executed, tables, about, staging)
    if not failure:
        return judged
    _empty(staging)
    write_outputs(staging, Material(judged, notebook=executed), When.FAILED)
    return _with_failure(judged, failure)


def _with_notebook(judged: Outcome, executed: Any) -> Outcome:
    """Return what was judged together with what an analyst's own cells show of persons, where they seem to."""
    from annual_report.document.notebook_outputs import texts_of
    from annual_report.rules.views.notebook import notebook

    shown = notebook(paths.stored_name(paths.notebook()), texts_of(executed, OWN_TYPES))
    if judged.report is None or not any(row["personal"] for row in shown.rows.values()):
        return judged
    return replace(judged, findings=judged.findings.beside(judge_beside(judged.report, shown)))


def _export(
    judged: Outcome, executed: Any, tables: Sequence[OfficialTable], about: Mapping[str, Any], staging: Path
) -> Exception | None:
    """Write the report, or the draft, in every format; return what a format ended with, None where all are there."""
    request = judged.request
    try:
        if request.draft:
            _write_draft(judged, executed, about, staging)
        else:
            _write_report(judged, executed, tables, about, staging)
    except InputError as error:  # a character that a format cannot show is told with its places in the inputs
        with paths.reading(request.params):
            return InputError(locate_characters(error.problems, _input_texts(request.folder)))
    except Exception as error:
        return error
    return None


def _write_report(
    judged: Outcome, executed: Any, tables: Sequence[OfficialTable], about: Mapping[str, Any], staging: Path
) -> None:
    """Write the report in every format, and its tables as data."""
    data = [table.bundle[TABLE_MIME] for table in tables]
    material = Material(judged, about, notebook=stamp(executed, about), tables=data)
    write_outputs(staging, material, When.PRINTED, When.SOUND, formats=judged.request.run.formats)


def _write_draft(judged: Outcome, executed: Any, about: Mapping[str, Any], staging: Path) -> None:
    """Write a draft in place of the report: marked on every page, with the open problems at its end."""
    from annual_report.review.appendix import with_appendix

    draft = stamp(with_appendix(executed, judged.findings), {**about, "draft": True})
    material = Material(judged, about, notebook=draft)
    write_outputs(staging, material, When.PRINTED, formats=judged.request.run.formats, is_draft=True)


def _input_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the inputs of a report, as they are read."""
    for file in _inputs(folder):
        with contextlib.suppress(InputError):
            yield file, read_text(file)[0]


def _with_failure(judged: Outcome, error: Exception) -> Outcome:
    """Return what became of a report that holds and was not printed; what the rules say of it stays."""
    failure = failed_outcome(judged.request, error)
    findings = replace(judged.findings, problems=failure.findings.problems)
    return replace(judged, exit_code=failure.exit_code, message=failure.message, findings=findings)


def _refusal(executed: Any, judged: Outcome, tables: Sequence[OfficialTable]) -> EngineError | None:
    """Return what an executed notebook shows that must not be published; None where it may be."""
    from annual_report.build.gate import what_is_wrong

    wrong = what_is_wrong(executed, judged.findings, tables)
    return EngineError(wrong) if wrong else None


def _official_tables(judged: Outcome) -> list[OfficialTable]:
    """Return what the notebook must print: every table of the form, with the figures that were read."""
    from annual_report.build.gate import OfficialTable

    report = judged.report
    if report is None:
        return []
    tables = {section.title: section.table for section in report.form.sections if section.table}
    return [OfficialTable(code, title, tabulate(report.table(code)).as_bundle()) for title, code in tables.items()]


def _about(judged: Outcome, sources: Sources) -> dict[str, Any]:
    """Return what every output says of itself."""
    form = require_form(judged.year).version
    about = {"agency": judged.request.agency, "name": judged.name, "year": judged.year, "form": form}
    return {**about, "signature": signature_of(sources)}


def _sources(copy: Snapshot) -> Sources:
    """Return the sha256 of everything that decides what a report says: inputs as they were read, the rest as it is."""
    return {**sources_of((), require_form(copy.request.year).version, copy.place), "inputs": copy.hashes()}


def _states(folder: Path) -> list[tuple[object, ...]]:
    """Return what tells whether an input of a report was touched."""
    return [file_state(file) for file in _inputs(folder)]


def _inputs(folder: Path) -> list[Path]:
    """Return the files a report is made from that are there."""
    return [file for file in input_files(folder) if file.is_file() and not file.is_symlink()]


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
