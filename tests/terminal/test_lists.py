"""What is sent out and what came back, in a few lines for an office with hundreds of units."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.lists import WrittenLists
from annual_report.district.replies import GONE, OPEN, UNKNOWN, Replies, Reply
from annual_report.errors import Problem
from annual_report.review.answers import Answered
from annual_report.terminal.console import Terminal
from annual_report.terminal.lists import MOST, show, show_answers


def reply(answer: str, now: str, name: str = "云泽市人民政府") -> Reply:
    return Reply("回复.xlsx", Answered("yunze/2024 T3-I1 applications.csv:2:2", "T3-I1", "不平", answer), now, name)


def said(found: Replies, capsys: pytest.CaptureFixture[str]) -> list[str]:
    show_answers(found, Terminal())
    return capsys.readouterr().out.splitlines()


def test_a_year_in_which_all_is_right_has_no_list(capsys: pytest.CaptureFixture[str]) -> None:
    show([WrittenLists(2024, Path("清单/2024"), (), (), ())], Terminal())
    assert capsys.readouterr().out == "2024 年：没有要改的，不出清单\n"


def test_what_is_contradicted_and_what_is_not_answered_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    answers = (reply("已改正", OPEN), reply("已改正", GONE), reply("核实无误", OPEN), reply("", OPEN))
    assert said(Replies(answers, book=Path("清单/回复.xlsx")), capsys) == [
        "云泽市人民政府 2024 年：4 处，答复 3 处（已改正 2、核实无误 1）",
        "  说「已改正」，现在仍查得出：T3-I1 不平",
        "  没有答复：T3-I1 不平",
        "共 4 处：已改正 2、核实无误 1、没有答复 1；全部回复见 清单/回复.xlsx",
    ]


def test_of_very_many_some_are_named_and_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(Replies((reply("", OPEN),) * (MOST + 7)), capsys)
    assert lines.count("  没有答复：T3-I1 不平") == MOST
    assert "  另有 7 处" in lines


def test_a_report_that_is_not_here_and_a_file_that_is_no_list_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(Replies((reply("其他", UNKNOWN, ""),), (Problem("文件损坏", "别的.xlsx"),)), capsys)
    assert lines[0] == "别的.xlsx  文件损坏"
    assert "  yunze/2024 不在 params 里，没有核对" in lines
