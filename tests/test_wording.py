"""Numbers and names the way an office writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from annual_report import wording


@pytest.mark.parametrize(
    ("value", "unit", "vagueness", "said"),
    [
        (300000, "件", "余", "30万余件"),
        (77000, "件", "余", "7.7万余件"),
        (100, "篇", "余", "100余篇"),
        (14069, "件", "", "14069件"),
        (Decimal("95.37"), "%", "", "95.37%"),
        (Decimal("95.30"), "%", "", "95.30%"),
        (Decimal("59237.2449"), "万元", "", "59237.2449万元"),
        (120000000, "元", "近", "近1.2亿元"),
        (300000, "件", "以上", "30万件以上"),
        (11200000, "人次", "约", "约1120万人次"),
        (Decimal("61.2"), "万条", "余", "61.2万余条"),
        (58, "万条", "余", "58万余条"),
        (Decimal("1.5"), "亿元", "多", "1.5亿多元"),
        (Decimal("61.2"), "万条", "近", "近61.2万条"),
        (Decimal("61.2"), "万条", "以上", "61.2万条以上"),
        (3, "千件", "余", "3千余件"),
        (3, "百分点", "余", "3余百分点"),
        (300000, "万件", "余", "30亿余件"),
        (15000, "亿元", "多", "1.5万亿多元"),
        (300000, "万件", "", "300000万件"),
        (None, "件", "", "〔未填〕件"),
        (0, "件", "", "0件"),
    ],
)
def test_quantities_are_said_as_in_official_prose(value: int, unit: str, vagueness: str, said: str) -> None:
    assert wording.say_quantity(value, unit, vagueness) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (112, 100, "同比增长12.0%"),
        (88, 100, "同比下降12.0%"),
        (100, 100, "与上年持平"),
        (5, 0, "比上年增加5件"),
        (859, 979, "同比下降12.3%"),
    ],
)
def test_change_since_last_year(now: int, before: int, said: str) -> None:
    assert wording.say_change(now, before, "件") == said


def test_shares_are_rounded_half_up() -> None:
    assert wording.percent(1, 8, 2) == Decimal("12.50")
    assert wording.percent(35, 805, 2) == Decimal("4.35")


def test_labels_compare_after_nfkc_without_white_space() -> None:
    assert wording.fold("（一） 予以\n公开") == wording.fold("(一)予以公开")


def test_suggestion_names_the_nearest_known_word_or_nothing() -> None:
    assert wording.suggestion("luolng", ["luolong", "yunze"]) == "；是不是「luolong」？"
    assert wording.suggestion("xxxxxx", ["luolong"]) == ""
