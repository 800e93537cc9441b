"""The gate is the build's: whatever a notebook does or leaves out, only what was read and judged is published."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
import pytest

from annual_report import build, paths
from annual_report.model.outcomes import Outcome, Request

Build = Callable[..., Outcome]
WRONG = ("applications.csv", "（一）予以公开,0", "（一）予以公开,5")


@pytest.fixture
def built(params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build luolong 2024 with a notebook in which some cells, by their id, read otherwise; None takes a cell away."""

    def run(cells: Mapping[str, str | None], draft: bool = False) -> Outcome:
        notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
        notebook.cells = [each for each in notebook.cells if cells.get(each.id, "") is not None]
        for cell in notebook.cells:
            cell.source = cells.get(cell.id) or cell.source
        assert set(cells) - {each.id for each in notebook.cells} == {key for key in cells if cells[key] is None}
        nbformat.write(notebook, tmp_path / "own.ipynb")
        monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(tmp_path / "own.ipynb"))
        return build.report(Request("luolong", 2024, params, tmp_path / "out", draft), ["md"])

    return run


def spoil(params: Path) -> None:
    name, old, new = WRONG
    file = params / "luolong/2024" / name
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def files(outcome: Outcome) -> set[str]:
    return {file.name for file in outcome.files}


FAILED = {"findings.json", "findings.html", "findings.xlsx", "failed.ipynb"}


@pytest.mark.parametrize(
    "cells",
    [
        {"gate": None},
        {"gate": None, "findings": None},
        {"gate": None, "findings": None, "validate": None},
        {"gate": "import os; os.environ['ANNUAL_REPORT_DRAFT'] = '1'; findings.raise_for_critical()"},
        {"validate": "from dataclasses import replace\nfindings = replace(explain(validate(report)), found=())"},
        {"ingest": "report = ingest(agency, year).with_values({'applications.granted.natural_person': 0})"},
    ],
)
def test_critical_finding_publishes_nothing_whatever_the_notebook_does(
    built: Build, params: Path, cells: Mapping[str, str | None]
) -> None:
    spoil(params)
    outcome = built(cells)
    assert (outcome.exit_code, outcome.message[:5]) == (1, "报告有 2")
    assert files(outcome) == FAILED
    stored = json.loads((outcome.request.place / "findings.json").read_text(encoding="utf-8"))
    assert {"T3-R03", "T3-S1"} <= {rule for rule, each in stored["rules"].items() if each == "failed"}


def test_notebook_without_a_gate_that_shows_its_findings_is_published(built: Build) -> None:
    outcome = built({"gate": None})
    assert (outcome.exit_code, "report.md" in files(outcome)) == (0, True)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"findings": None}, "笔记本没有显示校验结果"),
        ({"findings": None, "validate": None, "gate": None}, "笔记本没有显示校验结果"),
        ({"findings": "findings = findings.__class__({}, ())\nfindings"}, "校验结果不是这份填报数据的"),
        ({"applications": None}, "没有印出「三、收到和处理政府信息公开申请情况」这一节的表"),
        ({"applications": "tabulate(report.disclosure)"}, "没有印出「三、收到和处理政府信息公开申请情况」"),
        ({"title": "report = report.with_values({'applications.received.total': 7})\ntitle(report)"}, "「三、"),
        (
            {"disclosure": "from dataclasses import replace\nreplace(tabulate(report.disclosure), html='<p>0</p>')"},
            "印出的「二、主动公开政府信息情况」这一节的表与填报数据不同",
        ),
    ],
)
@pytest.mark.parametrize("draft", [False, True])
def test_notebook_that_shows_something_else_is_not_published(
    built: Build, cells: Mapping[str, str | None], words: str, draft: bool
) -> None:
    outcome = built(cells, draft)
    assert (outcome.exit_code, words in outcome.message) == (3, True), outcome.message
    assert files(outcome) == FAILED
    stored = json.loads((outcome.request.place / "findings.json").read_text(encoding="utf-8"))
    assert words in stored["problems"][0]["message"]
    assert stored["summary"]["passed"] == 100


def test_table_in_a_hidden_cell_is_not_printed(built: Build, tmp_path: Path) -> None:
    built({})
    notebook = nbformat.read(tmp_path / "own.ipynb", as_version=4)
    next(each for each in notebook.cells if each.id == "disclosure").metadata["tags"] = ["remove-cell"]
    nbformat.write(notebook, tmp_path / "own.ipynb")
    request = Request("luolong", 2024, paths.PARAMS, tmp_path / "out")
    assert "没有印出「二、主动公开政府信息情况」" in build.report(request, ["md"]).message


def test_failing_cell_keeps_the_findings_and_names_itself(built: Build) -> None:
    outcome = built({"title": "titel(report)"})
    assert (outcome.exit_code, outcome.message) == (3, "name 'titel' is not defined")
    stored = json.loads((outcome.request.place / "findings.json").read_text(encoding="utf-8"))
    assert [each["message"] for each in stored["problems"]] == ["NameError: name 'titel' is not defined"]
    assert (stored["summary"]["passed"], files(outcome)) == (100, FAILED)


def test_draft_of_the_environment_lets_nothing_pass(
    built: Build, params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.DRAFT_VARIABLE, "1")
    spoil(params)
    assert built({}).exit_code == 1
    (outcome,) = build.check([Request("luolong", 2024, params, tmp_path / "checked")])
    assert outcome.exit_code == 1
