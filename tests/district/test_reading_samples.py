"""Over many reports: words that nobody knows, those first that left a number unclear, and clauses with a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.reading_samples import clauses_with, unknown_words
from annual_report.errors import InputError
from filed import edit


def add(params: Path, sentence: str) -> None:
    edit(params / "luolong/2024/narrative.md", "# 一、总体情况\n", f"# 一、总体情况\n\n{sentence}\n")


def test_words_are_counted_with_their_first_clause(params: Path) -> None:
    add(params, "槐柳巡演5场，柳溪集市3场，槐柳巡演再办2场。")
    found = unknown_words("luolong", 2024, params)
    (word,) = (each for each in found.words if each.word == "槐柳巡演")
    assert (word.times, word.unclear, word.clause.quote) == (2, 0, "槐柳巡演5场")
    assert (found.reports, found.unreadable) == (1, 0)


def test_a_word_that_leaves_a_number_unclear_comes_first(params: Path) -> None:
    add(params, "办结槐柳政府信息公开申请5件。" + "柳溪集市3场。" * 9)
    assert unknown_words("luolong", 2024, params).words[0].word == "槐柳"


def test_a_report_that_cannot_be_read_is_counted(params: Path) -> None:
    (params / "luolong/2024/applications.csv").unlink()
    found = unknown_words("luolong", 2024, params)
    assert (found.words, found.reports, found.unreadable) == ([], 0, 1)
    with pytest.raises(InputError):
        unknown_words("luolang", None, params)


def test_clauses_with_a_word_are_found(params: Path) -> None:
    add(params, "开展槐柳巡演5场。")
    (clause,) = clauses_with("槐柳", "", 2024, params)
    assert (clause.quote, clause.position.file) == ("开展槐柳巡演5场", "luolong/2024/narrative.md")
