"""What separates a document says nothing itself: ruled lines and page numbers are no words."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Line, Origin, SourceDocument, SourcePage
from annual_report.filing.imports.tokens import tokens_of


def texts_of(line: str) -> list[str]:
    page = SourcePage(1, (Line(line, Origin(1, 0, 1, 1)),))
    return [token.text for token in tokens_of(SourceDocument((page,), "text")).tokens]


@pytest.mark.parametrize("line", ["---", "| --- | :---: |", "+----+----+", "  —---", "- 3 -", "第3页 共5页"])
def test_ruled_lines_and_page_numbers_are_no_words(line: str) -> None:
    assert texts_of(line) == []


def test_a_few_strokes_are_a_mark_and_words_behind_many_are_words() -> None:
    assert texts_of("--") == ["--"]
    assert texts_of("--- 甲") == ["---", "甲"]


def test_line_of_strokes_that_ends_in_a_word_is_no_ruled_line_however_long() -> None:
    assert texts_of("-" * 400_000 + "甲") == ["-" * 400_000 + "甲"]
