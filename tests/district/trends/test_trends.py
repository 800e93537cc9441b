"""A notebook asks for an agency over the years, and for its charts by name."""

from __future__ import annotations

from pathlib import Path

import pytest

import annual_report
from annual_report.district.trends.trends import Trends, trends
from annual_report.errors import InputError, LedgerError
from annual_report.filing.report import Report
from annual_report.steps.narrate import title
from years import many_years, spoil


def test_an_agency_over_the_years_has_a_title_and_charts(tmp_path: Path) -> None:
    assert annual_report.trends is trends
    many_years(tmp_path, (2022, 2024))
    over_years = trends("hewan", "2022-", tmp_path)
    assert title(over_years).plain == "河湾县自然资源局2022—2024年政府信息公开情况"
    assert over_years["cases"].series[0].values == (3, None, 3)
    over_years.raise_for_critical()
    with pytest.raises(InputError, match="没有「case」这个图；是不是「cases」"):
        over_years["case"]


def test_a_year_that_does_not_hold_stops_the_notebook(tmp_path: Path) -> None:
    spoil(many_years(tmp_path, (2024,)) / "2024")
    over_years = trends("hewan", "", tmp_path)
    with pytest.raises(LedgerError, match="2024 年："):
        over_years.raise_for_critical()


def test_years_that_are_not_filed_are_told(tmp_path: Path) -> None:
    many_years(tmp_path, (2024,))
    with pytest.raises(InputError, match="hewan 没有 2021–2023 年的年报（已有：2024）"):
        trends("hewan", "2021-2023", tmp_path)


def test_one_year_is_named_alone(luolong: Report) -> None:
    assert Trends((luolong,)).title == "洛龙区行政审批和政务信息管理局2024年政府信息公开情况"
