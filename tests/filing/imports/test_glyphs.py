"""Texts are compared without what only printing adds, and nothing else is overlooked."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.glyphs import compared, glyphs_of


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("１、属于国家秘密", "1.属于国家秘密"),
        ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        ("第二十条  第(一)项", "第二十条第（一）项"),
        ("行政規範性文件", "行政规范性文件"),
        ("本年增 / 减", "本年增/减"),
    ],
)
def test_what_only_printing_changes_is_overlooked(printed: str, official: str) -> None:
    assert compared(printed) == compared(official)


def test_other_words_stay_other_words() -> None:
    assert compared("規範性檔案") != compared("规范性文件")


def test_every_character_keeps_its_place() -> None:
    assert [*glyphs_of("规 章")] == [("规", "规", 0), ("章", "章", 2)]
