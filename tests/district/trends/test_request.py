"""Which reports a look over the years speaks of: those that are chosen, and what is meant for one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.trends.request import trends_request
from annual_report.engine.run import Run
from annual_report.errors import InputError
from years import many_years


def test_reports_are_those_of_the_chosen_years(tmp_path: Path) -> None:
    many_years(tmp_path)
    request = trends_request("hewan", " 2020-2022 ", Run(tmp_path, tmp_path / "out"))
    assert [each.year for each in request.reports] == [2020, 2022]
    assert request.parameters == {"agency": "hewan", "years": "2020-2022"}
    assert request.place == tmp_path / "out/hewan/trends"


def test_a_folder_that_is_meant_for_a_year_is_not_passed_over(tmp_path: Path) -> None:
    (many_years(tmp_path) / "2022").rename(tmp_path / "hewan/2022年")
    request = trends_request("hewan", "", Run(tmp_path, tmp_path / "out"))
    assert [(each.year, each.misnamed) for each in request.reports] == [(2020, ""), (2022, "2022年"), (2024, "")]


def test_nobody_is_asked_for_whom_there_is_not(tmp_path: Path) -> None:
    many_years(tmp_path)
    with pytest.raises(InputError, match="是不是 hewan"):
        trends_request("hewam", "", Run(tmp_path, tmp_path / "out"))
