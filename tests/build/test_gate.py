"""The gate is the build's: whatever a notebook does or leaves out, only what was read and judged is published."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.build.gate import OfficialTable, what_is_wrong
from annual_report.build.outcomes import Outcome, Request
from annual_report.document.official_table import TABLE_MIME
from annual_report.engine.run import Run
from annual_report.filing.report import Report
from annual_report.rules.explain.explain import explain
from annual_report.rules.finding import Slip
from annual_report.rules.findings import Findings
from annual_report.steps.tabulate import tabulate
from annual_report.steps.validate import validate

Build = Callable[..., Outcome]
FOUND = {"findings.json", "findings.html", "findings.xlsx"}
FAILED = {*FOUND, "failed.ipynb"}


@pytest.fixture
def shown(built: Callable[[str], Outcome]) -> NotebookNode:
    """The executed notebook of luolong 2024, to be tampered with."""
    return nbformat.read(built("luolong").request.place / "report.ipynb", as_version=4)


@pytest.fixture(scope="module")
def findings(luolong: Report) -> Findings:
    return explain(validate(luolong))


@pytest.fixture(scope="module")
def tables(luolong: Report) -> list[OfficialTable]:
    sections = [section for section in luolong.form.sections if section.table]
    return [
        OfficialTable(section.table, section.title, tabulate(luolong.table(section.table)).as_bundle())
        for section in sections
    ]


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(each for each in notebook.cells if each.id == name)


def data(notebook: NotebookNode, name: str) -> dict[str, Any]:
    return cell(notebook, name).outputs[0]["data"]  # type: ignore[no-any-return]


def hide(notebook: NotebookNode, name: str) -> None:
    cell(notebook, name).metadata["tags"] = ["remove-cell"]


def exchange(notebook: NotebookNode) -> None:
    one, other = cell(notebook, "applications"), cell(notebook, "disclosure")
    one.outputs, other.outputs = other.outputs, one.outputs


NO_TABLE = "没有印出「三、收到和处理政府信息公开申请情况」这一节的表：请在那一节加一格 tabulate(report.applications)"
OTHER_TABLE = "印出的「三、收到和处理政府信息公开申请情况」这一节的表与填报数据不同"


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (lambda shown: None, ""),
        (lambda shown: hide(shown, "overview"), ""),
        (exchange, ""),  # the order of the report is the analyst's
        (lambda shown: cell(shown, "findings").outputs.clear(), "没有显示校验结果"),
        (lambda shown: data(shown, "findings").update({"application/vnd.annual-report.findings+json": {}}), "校验结果"),
        (lambda shown: data(shown, "overview").update({TABLE_MIME: []}), ""),
        (lambda shown: cell(shown, "applications").outputs.clear(), NO_TABLE),
        (lambda shown: hide(shown, "applications"), NO_TABLE),
        (lambda shown: data(shown, "applications").pop(TABLE_MIME), NO_TABLE),
        (lambda shown: data(shown, "applications").update({"text/html": "<p>0</p>"}), OTHER_TABLE),
        (lambda shown: data(shown, "applications")[TABLE_MIME]["rows"][5][2].update(text="7"), OTHER_TABLE),
        (lambda shown: shown.cells.append(cell(shown, "applications")), ""),
    ],
)
def test_notebook_must_show_what_was_read_and_judged(
    shown: NotebookNode,
    findings: Findings,
    tables: list[OfficialTable],
    tamper: Callable[[NotebookNode], object],
    words: str,
) -> None:
    tamper(shown)
    wrong = what_is_wrong(shown, findings, tables)
    assert words in wrong if words else not wrong


@pytest.mark.parametrize("other", [{"outcomes": {}}, {"found": ()}])
def test_other_findings_are_told_apart(
    shown: NotebookNode, findings: Findings, tables: list[OfficialTable], other: dict[str, Any]
) -> None:
    assert "不是这份填报数据的" in what_is_wrong(shown, replace(findings, **other), tables)
    assert not what_is_wrong(shown, replace(findings, slips=(Slip(("C-07",), ()),)), tables)


@pytest.fixture
def run(params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build luolong 2024 with a notebook in which some cells, by their id, read otherwise; None takes a cell away."""

    def report(cells: Mapping[str, str | None], draft: bool = False) -> Outcome:
        notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
        notebook.cells = [each for each in notebook.cells if cells.get(each.id, "") is not None]
        for each in notebook.cells:
            each.source = cells.get(each.id) or each.source
        nbformat.write(notebook, tmp_path / "own.ipynb")
        monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(tmp_path / "own.ipynb"))
        return verbs.report(Request("luolong", 2024, Run(params, tmp_path / "out", ("md",), draft)))

    return report


def spoil(params: Path) -> None:
    file = params / "luolong/2024/applications.csv"
    text = file.read_text(encoding="utf-8-sig")
    assert "（一）予以公开,0" in text
    file.write_text(text.replace("（一）予以公开,0", "（一）予以公开,5", 1), encoding="utf-8")


def stored(outcome: Outcome) -> dict[str, Any]:
    return json.loads((outcome.request.place / "findings.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "cells",
    [
        {"gate": None, "findings": None, "validate": None},
        {"ingest": "report = ingest(agency, year).with_values({'applications.granted.natural_person': 0})"},
        {"imports": "1 / 0"},
    ],
)
def test_critical_finding_publishes_nothing_whatever_the_notebook_does(
    run: Build, params: Path, cells: Mapping[str, str | None]
) -> None:
    """It is not even started."""
    spoil(params)
    outcome = run({**cells, "parameters": f"open({str(params / 'started')!r}, 'w')"})
    assert (outcome.exit_code, outcome.message[:5]) == (1, "报告有 2")
    assert {file.name for file in outcome.files} == FOUND
    assert not (params / "started").exists()
    assert {"T3-R03", "T3-S1"} <= {rule for rule, each in stored(outcome)["rules"].items() if each == "failed"}


@pytest.fixture
def handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build hands to its notebook, lying about in the environment: a draft, of which everything holds."""
    file = tmp_path / "handed.json"
    file.write_text(json.dumps({"draft": True, "verdicts": {}, "places": paths.Places.chosen().as_dict()}))
    monkeypatch.setenv(paths.HANDED_VARIABLE, str(file))


def test_what_is_handed_to_a_notebook_lets_no_report_pass(
    handed: None, run: Build, params: Path, tmp_path: Path
) -> None:
    spoil(params)
    assert run({}).exit_code == 1
    assert [outcome.exit_code for outcome in verbs.check([Request("luolong", 2024, Run(params, tmp_path))])] == [1]


def test_a_command_asks_nothing_of_what_is_handed_to_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been started by a cell, and the build around that be over."""
    monkeypatch.setenv(paths.HANDED_VARIABLE, str(tmp_path / "gone.json"))
    assert main(["check", "--agency", "yunze", "--year", "2024", "--out", str(tmp_path / "out")]) == 0


def test_draft_goes_on_and_its_notebook_knows_that_it_is_one(run: Build, params: Path) -> None:
    spoil(params)
    outcome = run({}, draft=True)
    assert (outcome.exit_code, (outcome.request.place / "draft.md").exists()) == (0, True)


def test_notebook_without_a_gate_that_shows_its_findings_is_published(run: Build) -> None:
    outcome = run({"gate": None})
    assert (outcome.exit_code, (outcome.request.place / "report.md").exists()) == (0, True)


@pytest.mark.parametrize(
    ("cells", "words", "draft"),
    [
        ({"findings": None, "validate": None, "gate": None}, "没有显示校验结果", False),
        (
            {"title": "report = report.with_values({'applications.received.total': 7})\ntitle(report)"},
            OTHER_TABLE,
            True,
        ),
        ({"title": "titel(report)"}, "NameError: name 'titel' is not defined", False),
        ({"title": "ingest('nobody', 2024)"}, "InputError: 没有", False),  # what was filed had been read by then
    ],
)
def test_notebook_that_shows_something_else_or_fails_is_not_published(
    run: Build, cells: Mapping[str, str | None], words: str, draft: bool
) -> None:
    """Not even as a draft; what the rules say of the report is there all the same."""
    outcome = run(cells, draft)
    assert outcome.exit_code == 3
    assert {file.name for file in outcome.files} == FAILED
    assert words in stored(outcome)["problems"][0]["message"]
    assert stored(outcome)["summary"]["passed"] > stored(outcome)["summary"]["failed"]
