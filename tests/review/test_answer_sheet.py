"""The list for a unit: what it asks."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from annual_report.build.outcomes import Request
from annual_report.build.verbs import check
from annual_report.engine.run import Run
from annual_report.errors import Problem
from annual_report.review.answer_sheet import ALL_HEADINGS, answer_sheet, keys_of
from annual_report.rules.findings import Findings
from filed import APPLICATIONS, edit


@pytest.fixture
def findings(params: Path, folder: Path) -> Findings:
    """What is found where one application was counted as nine."""
    edit(folder / APPLICATIONS, "一、本年新收政府信息公开申请数量,0", "一、本年新收政府信息公开申请数量,9")
    return check([Request("luolong", 2024, Run(params, params.with_name("out")))])[0].findings


def sheet_of(findings: Findings) -> bytes:
    return answer_sheet("luolong", 2024, "洛龙区行政审批和政务信息管理局", findings)


def test_a_hint_asks_for_no_answer(findings: Findings) -> None:
    rows = [*openpyxl.load_workbook(io.BytesIO(sheet_of(findings))).worksheets[0].iter_rows(values_only=True)]
    assert rows[0] == tuple(ALL_HEADINGS)
    assert {row[1] for row in rows[1:]} == {"错误", "提醒"}
    assert rows[1][-1] == "luolong/2024 T3-I1 applications.csv:2:2"


def test_the_same_findings_give_the_same_bytes(findings: Findings) -> None:
    assert sheet_of(findings) == sheet_of(findings)


def test_problems_of_one_rule_in_one_place_are_told_apart() -> None:
    twice = [Problem(words, "a/2024/applications.csv", 2, 2) for words in ("不是数字", "有两个数字")]
    keys = {"a/2024 读不了 applications.csv:2:2", "a/2024 读不了 applications.csv:2:2 (2)"}
    assert keys_of("a", 2024, Findings(problems=tuple(twice))) == keys
