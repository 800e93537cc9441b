"""Years are chosen as people write them; what is no year is told."""

from __future__ import annotations

import pytest

from annual_report.errors import InputError
from annual_report.filing.years import parse_years


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("2019-2021", {2019, 2020, 2021}),
        ("２０１９—2020年、2023", {2019, 2020, 2023}),
        ("2019 至 2020", {2019, 2020}),
        ("2024", {2024}),
    ],
)
def test_years_are_read_as_people_write_them(typed: str, years: set[int]) -> None:
    chosen = parse_years(typed)
    assert chosen
    assert chosen.years == chosen.named == years


def test_an_open_end_names_only_what_was_written() -> None:
    chosen = parse_years("2021-")
    assert chosen
    assert 2035 in chosen
    assert 2020 not in chosen
    assert chosen.named == {2021}


def test_nothing_means_all_years() -> None:
    assert parse_years(" ") is None


@pytest.mark.parametrize("typed", ["abc", "20x", "2019-2020-2021", "-", "19-20", "、"])
def test_what_is_no_year_is_told(typed: str) -> None:
    with pytest.raises(InputError, match="读不懂：请写成 2019-2024"):
        parse_years(typed)


def test_years_that_run_backwards_are_told_with_what_was_meant() -> None:
    with pytest.raises(InputError, match="前后反了：请写成 2019-2024"):
        parse_years("2024-2019")
