from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.steps.ingest import ingest
from annual_report.steps.start import read_or_start
from guide.project import lay_out, take
from guide.story import PRACTICE, Change, Step
from workbooks import opened, put_prose


def test_a_project_has_notebook_and_rules_and_an_environment_but_no_agency(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    assert (project / "notebooks/annual_report.ipynb").is_file()
    assert (project / "expectations/common").is_dir()
    assert (project / ".venv/bin/python").exists()
    assert [*(project / "params").iterdir()] == []


def test_files_are_copied_and_changed_before_the_command(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    change = Change(file="全县/czj/agency.yaml", old="我局", new="本局")
    copies = {"docs/practice/czj": "全县/czj"}
    assert "self_name: 本局" in take(Step(step="x", copies=copies, change=[change], run=f"cat {change.file}"), project)


@pytest.mark.parametrize("old", ["丙", "甲"])
def test_a_text_to_change_must_stand_there_once(old: str, tmp_path: Path) -> None:
    step = Step(step="x", write={"a.csv": "甲,甲,乙\n"}, change=[Change(file="a.csv", old=old, new="丁")])
    with pytest.raises(AssertionError, match="times in a"):
        take(step, tmp_path)


@pytest.mark.parametrize(("run", "fails"), [("false", False), ("true", True), ("make refused", True)])
def test_a_command_that_ends_otherwise_stops_the_story(run: str, fails: bool, tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("refused:\n\t@exit 2\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"^x\n"):
        take(Step(step="x", run=run, fails=fails), tmp_path)


def test_a_command_is_handed_nothing_of_what_this_run_was_started_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAMS", "elsewhere")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    printed = take(Step(step="x", run="env"), tmp_path)
    assert "PARAMS=" not in printed
    assert "TZ=UTC\n" in printed


def test_a_workbook_is_filled_in_with_the_prose_and_its_numbers_over_what_was_to_be_written(tmp_path: Path) -> None:
    practice = paths.PROJECT / PRACTICE
    shutil.copytree(practice / "czj", tmp_path / "czj", ignore=shutil.ignore_patterns("2024"))
    book = opened(read_or_start("czj", 2024, tmp_path).report)
    assert "〔待填" in "".join(cell.value or "" for cell in book["正文"]["A"])
    put_prose(book, ingest("czj", 2024, practice))
    written = [cell.value for cell in book["正文"]["A"] if cell.value]
    assert [text[:6] for text in written[-5:]] == [
        "五、存在的主",
        "主要问题：一",
        "改进情况：针",
        "六、其他需要",
        "{{ yea",
    ]
    assert "〔待填" not in "".join(written)
    assert [book["正文数字"].cell(3, column).value for column in range(1, 4)] == ["主动公开信息", 860, "条"]
