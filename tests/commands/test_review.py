"""The command `review`: one report is passed or returned, or all are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main
from filed import edit


def review(params: Path, *options: str) -> int:
    return main(["review", f"--params={params}", f"--out={params.with_name('out')}", *options])


RETURN = ("--agency=luolong", "--year=2024", "--result=退回", "--who=李四", "--reason=表三合计不对")


def test_a_return_is_written_and_said(params: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(params, *RETURN) == 0
    assert "2024 年：退回（李四，" in capsys.readouterr().out
    assert "reason: 表三合计不对" in (folder / "review.yaml").read_text(encoding="utf-8")


def test_what_does_not_hold_is_shown_and_not_passed(
    params: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "applications.csv", "一、本年新收政府信息公开申请数量,", "一、本年新收政府信息公开申请数量,1")
    assert review(params, "--agency=luolong", "--year=2024", "--result=通过", "--who=李四") == 1
    printed = capsys.readouterr().out
    assert "有错误，不能发布" in printed
    assert "不能写「通过」" in printed


def test_the_list_says_how_each_stands_and_how_many_are_left(params: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(params, *RETURN) == 0
    assert review(params, "--agency=yunze", "--year=2024", "--result=通过", "--who=李四") == 0
    capsys.readouterr()
    assert review(params, "--year=2024") == 1
    printed = capsys.readouterr().out
    assert "2024 年：退回（李四" in printed
    assert "  表三合计不对" in printed
    assert "共 2 份：已通过 1 份，还有 1 份没有通过" in printed
    assert review(params, "--agency=yunze", "--year=2024") == 0


def test_a_file_that_cannot_be_read_costs_its_report_alone(
    params: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "review.yaml").write_text("- result: 同意\n", encoding="utf-8")
    assert review(params) == 2
    printed = capsys.readouterr().out
    assert "审核意见读不了：luolong/2024/review.yaml:1" in printed
    assert "（yunze）2024 年：未审核" in printed


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--agency=luolong", "--year=2024", "--result=同意", "--who=李四"), "RESULT=同意 不是审核结果"),
        (("--agency=luolong", "--year=2024", "--result=通过"), "请写 WHO=姓名"),
        (("--agency=luolong", "--year=2024", "--result=退回", "--who=李四"), "请写 REASON=原因"),
        (("--agency=luolong", "--result=通过", "--who=李四"), "没有写年份"),
        (("--agency=lulong", "--year=2024", "--result=通过", "--who=李四"), "是不是 luolong"),
        (("--agency=luolong", "--year=2024", "--who=李四"), "请写 RESULT=通过|退回"),
    ],
)
def test_what_is_missing_or_wrong_is_asked_for(
    params: Path, folder: Path, options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(params, *options) == 2
    assert words in "".join(capsys.readouterr())
    assert not (folder / "review.yaml").exists()
