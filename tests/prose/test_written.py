"""Printed words are found again in what was written: by the words before them, typed or filled in."""

from __future__ import annotations

import pytest

from annual_report.filing.figures import END, MIDDLE, START
from annual_report.filing.report import Passage
from annual_report.prose.written import PrintedSection

SOURCE = "收到20件。\n{% if 上年 %}上年20件，{% endif %}办结{{ 申请.办理总计.总计 }}，\n信函20件，网上120件。"
COMPOSED = (
    f"收到20件。\n上年20件，办结{START}applications.outcomes_total.total{MIDDLE}20件{END}，\n信函20件，网上120件。"
)


@pytest.fixture
def section() -> PrintedSection:
    return PrintedSection(COMPOSED, Passage("overview", SOURCE, "narrative.md", 5))


def place(section: PrintedSection, words: str, before: str) -> tuple[int, int]:
    start = section.text.index(before) + len(before)
    assert section.text.startswith(words, start)
    return section.locate(start, start + len(words))


def test_the_printed_text_has_no_marks(section: PrintedSection) -> None:
    assert section.text == "收到20件。\n上年20件，办结20件，\n信函20件，网上120件。"


def test_equal_numbers_are_told_apart(section: PrintedSection) -> None:
    said = {before: place(section, "20件", before) for before in ("收到", "上年", "信函", "网上1")}
    assert said == {"收到": (5, 3), "上年": (6, 14), "信函": (7, 3), "网上1": (7, 10)}


def test_a_filled_in_figure_stands_where_its_placeholder_does(section: PrintedSection) -> None:
    row, column = place(section, "20件", "办结")
    assert SOURCE.splitlines()[row - 5][column - 1 :].startswith("{{ 申请.办理总计.总计 }}")


def test_a_figure_knows_its_cells(section: PrintedSection) -> None:
    start = section.text.index("办结")
    assert section.sources(start, start + 5) == ("applications.outcomes_total.total",)
    assert section.sources(0, 5) == ()


def test_words_that_were_not_written_stand_at_the_first_row(section: PrintedSection) -> None:
    other = PrintedSection("合计3件", section.passage)
    assert other.locate(2, 4) == (5, 1)
