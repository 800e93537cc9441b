"""Quantities: what a printed number says, vague or not, whichever of the two readings reads it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from annual_report.prose.reading.quantities import UNBOUNDED, Quantity, quantity_of, read_quantity
from annual_report.prose.reading.read import read_passage
from annual_report.prose.reading.vocabulary import load_vocabulary

NUMBER = load_vocabulary("2021").number


def meant(words: str) -> Quantity | None:
    match = NUMBER.fullmatch(words)
    assert match
    return quantity_of(match)


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("1，234件", 1234, 1234, "件"),
        ("三十余件", 30, 39, "件"),
        ("35余件", 35, 36, "件"),
        ("近200件", 100, 200, "件"),
        ("约8600件", 8550, 8650, "件"),
        ("300件以上", 300, UNBOUNDED, "件"),
        ("1.23万件", 12250, 12399, "件"),
        ("九成", 87, 95, "%"),
        ("九成以上", 90, 100, "%"),
        ("百分之九十五点三七", "95.37", "95.37", "%"),
    ],
)
def test_a_number_says_an_interval_where_it_is_vague(words: str, low: object, high: object, unit: str) -> None:
    quantity = meant(words)
    assert quantity
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(str(low)), Decimal(str(high)), unit)


@pytest.mark.parametrize("words", ["三十余件", "35余件", "近200件", "约8600件", "300件以上", "一千零五件", "95.37%"])
def test_both_readings_mean_the_same(words: str) -> None:
    assert meant(words) == read_quantity(words)


@pytest.mark.parametrize("words", ["9" * 19, "1，234，567，891，234，567，891", "一二三" * 7, "亿" * 30])
def test_more_digits_than_anything_counted_has_are_no_quantity(words: str) -> None:
    assert meant(f"{words}件") is None


@pytest.mark.parametrize("words", ["9" * 5000, "一二三" * 2000, "亿" * 2000, "0." + "3" * 5000])
def test_a_passage_with_a_number_without_end_claims_nothing(words: str) -> None:
    assert read_passage(f"收到申请{words}件。", "2021", 2024) == []
