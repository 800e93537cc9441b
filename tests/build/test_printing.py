"""What a report is made of stays where it is: no output holds a line of a register, or a datum of a person unseen."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.outcomes import Outcome, Request
from annual_report.engine.run import Run
from annual_report.filing.report import Report
from registers import as_csv_of, with_registers

PHONE = "13800138000"


def stored(outcome: Outcome, file: str) -> dict[str, object]:
    return json.loads((outcome.request.place / file).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_what_a_cell_shows_of_a_person_is_told_and_not_repeated(
    params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    shown = "import pandas; pandas.DataFrame({'来电': ['1380013' + '8000']})"
    notebook.cells += [new_code_cell(shown, metadata={"tags": []})]
    nbformat.write(notebook, tmp_path / "own.ipynb")
    monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(tmp_path / "own.ipynb"))
    outcome = verbs.report(Request("luolong", 2024, Run(params, tmp_path / "out", ("md",))))
    assert outcome.exit_code == 0
    (told,) = (each for each in outcome.findings.failed() if each.rule == "F-10")
    assert told.message == f"笔记本第 {len(notebook.cells)} 格 有 1 处像是手机号：请核对后删去"
    found = (outcome.request.place / "findings.json").read_text(encoding="utf-8")
    assert "F-10" in found
    assert PHONE not in found


def test_no_output_holds_a_line_of_a_register(params: Path, tmp_path: Path, yunze: Report) -> None:
    """It is an input: the manifest tells of it, and a change of it is a change of the report."""
    register = with_registers(yunze, {"new": {"number": "ZZQ2024-77"}}).register
    assert register
    file = params / "yunze/2024/register.csv"
    file.write_text(as_csv_of(register, yunze), encoding="utf-8")
    request = Request("yunze", 2024, Run(params, tmp_path / "out", ("html", "md")))
    outcome = verbs.report(request)
    assert (outcome.exit_code, "R-01" in outcome.findings.outcomes) == (0, True)
    assert "yunze/2024/register.csv" in stored(outcome, "manifest.json")["inputs"]  # type: ignore[operator]
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) > 5
    assert not [path.name for path in written if b"ZZQ2024-77" in path.read_bytes()]
    before = request.fingerprint()
    file.write_text(file.read_text(encoding="utf-8").replace("ZZQ2024-77", "ZZQ2024-78"), encoding="utf-8")
    assert request.fingerprint() != before
