"""What the warm process does once, before it is asked, so that none of its children has to.

A child has what its parent has imported; it also has what the parent has compiled and read: the rules of every form,
the templates, the fingerprints of what decides how reports look, one whole report up to its check list. Without this
every call of a warm process would do all that anew; nothing that comes out would differ
(tests/engine/test_warm.py::test_a_served_report_is_the_same_as_one_built_alone), and what a file that was edited
since has made stale is read again (test_a_changed_template_and_a_changed_suite_are_seen).

It works on reports, so it stands here and not in engine/, which calls it by its name.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from annual_report import paths
from annual_report.build.manifest import manifest_of
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import When
from annual_report.build.outputs.write import write_outputs
from annual_report.build.outputs.writers import Material
from annual_report.build.sources import sources_of
from annual_report.document.exporters import HTML, Markdown
from annual_report.engine.run import Run
from annual_report.errors import RuleError
from annual_report.filing.folders import reports_in
from annual_report.form.forms import load_forms
from annual_report.rules.suites import load_suites, require_columns
from annual_report.rules.views import views_of
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate
from annual_report.steps.tabulate import tabulate


def rehearse() -> None:
    """Do beforehand what a child of this process would do anew, and what no change of a file makes stale."""
    _judge_nothing()
    _export_nothing()
    _record_nothing()
    _make_any_report()


def _judge_nothing() -> None:
    for form in load_forms():
        with suppress(RuleError):
            for suite in load_suites(form.version):
                named = (name for rule in suite.rules for name in rule.columns)
                require_columns(suite, [*suite.structure_columns, *named])


def _export_nothing() -> None:
    shown = new_output("display_data", {"text/html": "<p>1</p>", "text/markdown": "1", "text/plain": "1"})
    notebook = new_notebook(cells=[new_markdown_cell("# 1"), new_code_cell("1", outputs=[shown])])
    for exporter in (HTML, Markdown):
        exporter().from_notebook_node(notebook)


def _record_nothing() -> None:
    for form in load_forms():
        manifest_of({}, sources_of((), form.version), (), None)


def _make_any_report() -> None:
    """Any report will do, and where there is none, or it is no good, a child does it all."""
    with suppress(Exception), tempfile.TemporaryDirectory(prefix="findings-") as folder:
        agency, year = reports_in(paths.PARAMS)[0]
        report = ingest(agency, year, paths.PARAMS)
        views_of(report)
        for section in report.form.sections:
            narrate(report, section.code) if section.is_prose else tabulate(report.table(str(section.table)))
        request = Request(agency, year, Run(paths.PARAMS, Path(folder)))
        write_outputs(Path(folder), Material(Outcome(request, report=report)), When.REMARKED)
