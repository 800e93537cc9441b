"""A command that cannot be meant says so before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report import paths
from annual_report.__main__ import main


@pytest.mark.parametrize("command", ["report", "reports", "verify"])
def test_notebook_that_is_not_there_is_named_with_the_variable_that_chose_it(
    command: str, params: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(paths.NOTEBOOK_VARIABLE, str(tmp_path / "own.ipynb"))
    options = ["--agency=luolong", "--year=2024", f"--params={params}", f"--out={tmp_path / 'out'}", "--warm=0"]
    assert main([command, *options]) == 2
    said = "".join("".join(capsys.readouterr()).split())
    assert "own.ipynb这个笔记本：请检查ANNUAL_REPORT_NOTEBOOK" in said
    assert not (tmp_path / "out").exists()
