"""The answers of a unit, read from its list when it comes back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from annual_report.build.outcomes import Request
from annual_report.build.verbs import check
from annual_report.engine.run import Run
from annual_report.filing.imports.document import Refused
from annual_report.review.answer_sheet import ALL_HEADINGS, answer_sheet, keys_of
from annual_report.review.answers import Answered, answers_workbook, read_answers
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


def test_the_report_of_an_answer_is_its_folder() -> None:
    assert Answered("yunze/2024 X-01 applications.csv:3:2", "X-01", "").report == "yunze/2024"


def test_all_answers_are_a_list_whose_texts_are_no_formulas() -> None:
    row = ["云泽市人民政府", "2024", "T3-I1", "不平", "其他", "仍有", "=1+1", "王五", "2025-01-20", "云泽.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(answers_workbook([row], "问题清单的回复", 2024)))
    assert [cell.value for cell in book.worksheets[0][2]] == row
    assert {cell.data_type for cell in book.worksheets[0][2]} == {"s"}
