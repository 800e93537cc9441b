"""Running text of a PDF: paragraphs out of lines, tables without ruling lines out of places."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.pdf_lines import PAGE_NUMBER, paragraphs_of
from annual_report.filing.imports.positions import PlacedText


def line(text: str, left: float, right: float, top: float) -> tuple[PlacedText, ...]:
    return (PlacedText(text, left, right, top, top + 16),)


def test_line_that_is_full_goes_on_in_the_next_unless_that_begins_a_paragraph() -> None:
    rows = [
        line("一、总体情况", 112, 210, 0),
        line("全年公开", 112, 500, 30),
        line("信息若干，", 80, 500, 60),
        line("其中规章。", 80, 200, 90),
        line("下一段满行", 112, 499, 120),
        line("又一段。", 112, 300, 150),
        line("远处满行", 80, 500, 180),
        line("更远。", 80, 300, 400),
    ]
    assert [row[0].text for row in paragraphs_of(rows)] == [
        "一、总体情况",
        "全年公开信息若干，其中规章。",
        "下一段满行",
        "又一段。",
        "远处满行",
        "更远。",
    ]


def test_rows_of_cells_are_left_as_they_are() -> None:
    cells = (PlacedText("规章", 80, 120, 0, 16), PlacedText("3", 490, 500, 0, 16))
    assert [*paragraphs_of([cells, line("7", 80, 90, 20)])] == [cells, line("7", 80, 90, 20)]


@pytest.mark.parametrize("text", ["- 1 -", "— 12 —", "3", "第 3 页", "第3页 共15页", "3 / 5", "3/5", "·7·"])
def test_page_numbers(text: str) -> None:
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["2024", "规章3", "-", "第三页", "3 4"])
def test_what_is_no_page_number(text: str) -> None:
    assert not PAGE_NUMBER.fullmatch(text)
