"""The list for a unit: what it asks, and what is read of it when it comes back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from annual_report.build.outcomes import Request
from annual_report.build.verbs import check
from annual_report.engine.run import Run
from annual_report.errors import Problem
from annual_report.filing.imports.document import Refused
from annual_report.review.answer_sheet import ALL_HEADINGS, Answered, answer_sheet, keys_of, read_answers
from annual_report.rules.findings import Findings
from filed import APPLICATIONS, edit


@pytest.fixture
def findings(params: Path, folder: Path) -> Findings:
    """What is found where one application was counted as nine."""
    edit(folder / APPLICATIONS, "一、本年新收政府信息公开申请数量,0", "一、本年新收政府信息公开申请数量,9")
    return check([Request("luolong", 2024, Run(params, params.with_name("out")))])[0].findings


def sheet_of(findings: Findings) -> bytes:
    return answer_sheet("luolong", 2024, "洛龙区行政审批和政务信息管理局", findings)


def filled_in(content: bytes, answers: dict[str, object], top: int = 0) -> bytes:
    """Answer the first problem, below `top` rows that somebody put above, and save it as a program does."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    if top:
        sheet.insert_rows(1, top)
    for name, value in answers.items():
        sheet.cell(top + 2, list(ALL_HEADINGS).index(name) + 1, value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_hint_asks_for_no_answer(findings: Findings) -> None:
    rows = [*openpyxl.load_workbook(io.BytesIO(sheet_of(findings))).worksheets[0].iter_rows(values_only=True)]
    assert rows[0] == tuple(ALL_HEADINGS)
    assert {row[1] for row in rows[1:]} == {"错误", "提醒"}
    assert rows[1][-1] == "luolong/2024 T3-I1 applications.csv:2:2"


def test_the_same_findings_give_the_same_bytes(findings: Findings) -> None:
    assert sheet_of(findings) == sheet_of(findings)


@pytest.mark.parametrize("top", [0, 3], ids=["as sent", "with a title above"])
def test_answers_are_read_under_their_headings(findings: Findings, top: int) -> None:
    answers: dict[str, object] = {
        "办理情况": "已改正",
        "说明": "多写了一位",
        "填写人": "王五",
        "日期": date(2025, 1, 20),
    }
    first, *others = read_answers(filled_in(sheet_of(findings), answers, top)) or []
    assert (first.report, first.answer, first.explanation) == ("luolong/2024", "已改正", "多写了一位")
    assert (first.who, first.day) == ("王五", "2025-01-20")
    assert all(each.answer == "" for each in others)
    assert {each.key for each in (first, *others)} == keys_of("luolong", 2024, findings)


def test_a_workbook_that_is_no_list_is_none() -> None:
    saved = io.BytesIO()
    openpyxl.Workbook().save(saved)
    assert read_answers(saved.getvalue()) is None


@pytest.mark.parametrize("content", [b"", b"hi", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_answers(content)


def test_problems_of_one_rule_in_one_place_are_told_apart() -> None:
    twice = [Problem(words, "a/2024/applications.csv", 2, 2) for words in ("不是数字", "有两个数字")]
    keys = {"a/2024 读不了 applications.csv:2:2", "a/2024 读不了 applications.csv:2:2 (2)"}
    assert keys_of("a", 2024, Findings(problems=tuple(twice))) == keys


def test_the_report_of_an_answer_is_its_folder() -> None:
    assert Answered("yunze/2024 X-01 applications.csv:3:2", "X-01", "").report == "yunze/2024"
