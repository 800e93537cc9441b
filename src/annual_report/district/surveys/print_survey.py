"""Run the notebook of a survey whose reports all hold, and write it in every format, with its charts as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from annual_report.build.manifest import manifest_of
from annual_report.build.outputs.table import MANIFEST, TABLES, When, is_recorded
from annual_report.build.outputs.write import write_outputs
from annual_report.build.outputs.writers import Material
from annual_report.build.snapshot import Snapshot
from annual_report.build.sources import signature_of, sources_of, stamp
from annual_report.district.surveys.survey import SurveyContent, SurveyOutcome
from annual_report.document.chart.charts import CHART_MIME
from annual_report.document.chart.draw import DRAWS
from annual_report.engine.execute import execute
from annual_report.errors import EngineError
from annual_report.files import write_json, write_whole
from annual_report.filing.folders import require_form
from annual_report.rules.memory.verdicts import Verdict

OTHER_CHART = "笔记本画的「{title}」与填报数据不同：请检查笔记本里有没有改过数字"


def print_survey(
    outcome: SurveyOutcome, copies: Sequence[Snapshot], verdicts: Mapping[str, Verdict], staging: Path
) -> SurveyOutcome:
    """Execute the notebook on the copies, and write what it shows into a folder; of one that failed, the notebook.

    Raises what a cell ended with, and EngineError where a chart is not that of the reports.
    """
    request, judged = outcome.request, outcome.judged
    # What was gathered is read nowhere again; else the copies are.
    run = request.run if request.prepared else copies[0].request.run
    shown = request.prepared.shown if request.prepared else None
    execution = execute(request.parameters, run, verdicts, shown)
    content = request.content_of([each.report for each in judged if each.report])
    try:
        if execution.failure:
            raise execution.failure
        if wrong := other_chart(execution.notebook, content.charts):
            raise EngineError(wrong)
        _write(outcome, copies, execution.notebook, content, staging)
    except Exception:
        # Half of the formats are none.
        for path in staging.iterdir():
            path.unlink()
        write_outputs(staging, Material(judged[-1], notebook=execution.notebook), When.FAILED)
        raise
    return replace(outcome, remarks=content.remarks)


def _write(
    outcome: SurveyOutcome, copies: Sequence[Snapshot], notebook: NotebookNode, content: SurveyContent, staging: Path
) -> None:
    """Write a survey in every format that is wanted, its charts as data, and the manifest of all that."""
    about, sources = _about(outcome, copies), _sources(copies)
    about["signature"] = signature_of(sources)
    material = Material(outcome.judged[-1], about, notebook=stamp(notebook, about))
    write_outputs(staging, material, When.PRINTED, formats=outcome.request.run.formats)
    for name, file in content.files.items():
        write_whole(staging / name, file)
    write_json(staging / TABLES, {**about, **content.data, "charts": [*content.charts.values()]})
    recorded = [path for path in sorted(staging.iterdir()) if is_recorded(path.name)]
    findings = {str(each.year): each.findings.summary for each in outcome.judged}
    manifest = manifest_of(about, sources, recorded, findings)
    # What draws charts is not what every report is made by.
    write_json(staging / MANIFEST, {**manifest, "packages": manifest["packages"] | {DRAWS: version(DRAWS)}})


def other_chart(notebook: NotebookNode, charts: Mapping[str, Mapping[str, Any]]) -> str:
    """Say which chart of the reports a notebook draws otherwise, and so must not be published; empty for none."""
    wrong = [chart["title"] for chart in _charts_in(notebook) if charts.get(chart["title"], chart) != chart]
    return OTHER_CHART.format(title=wrong[0]) if wrong else ""


def _charts_in(notebook: NotebookNode) -> Iterator[Mapping[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if CHART_MIME in output.get("data", {}):
                yield output["data"][CHART_MIME]


def _about(outcome: SurveyOutcome, copies: Sequence[Snapshot]) -> dict[str, Any]:
    """Return what every output says of itself."""
    years = [copy.request.year for copy in copies]
    reports = sum(str(copy.request.year) in copy.filing.folders for copy in copies)
    forms = sorted({require_form(year).version for year in years})
    about = {"agency": copies[-1].request.agency, "name": outcome.name}
    return {**about, "years": f"{min(years)}-{max(years)}", "reports": reports, "form": "、".join(forms)}


def _sources(copies: Sequence[Snapshot]) -> dict[str, dict[str, str]]:
    """Return the sha256 of everything that decides what a survey says: all inputs, the rules and the look."""
    sources: dict[str, dict[str, str]] = {"inputs": {}, "rules": {}, "templates": {}}
    for form, place in sorted({(require_form(copy.request.year).version, copy.place) for copy in copies}):
        for part, hashes in sources_of((), form, place).items():
            sources[part] |= hashes
    for copy in copies:
        sources["inputs"] |= copy.hashes()
    return sources
