"""A chart over the years has gaps where nobody filed, and nothing that another form meant otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from annual_report.district.trends.plans import chart_plans
from annual_report.district.trends.series import chart_over_years
from annual_report.document.chart.charts import Chart
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from years import YEARS, many_years


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Report]:
    params = tmp_path_factory.mktemp("years")
    many_years(params)
    return {year: ingest("hewan", year, params) for year in YEARS}


def drawn(code: str, reports: dict[int, Report]) -> Chart:
    return chart_over_years(chart_plans()[code], reports, range(min(reports), max(reports) + 1))


def test_a_year_without_a_report_is_a_gap(reports: dict[int, Report]) -> None:
    chart = drawn("handling", reports)
    assert chart.categories == ("2020年", "2021年", "2022年", "2023年", "2024年")
    assert {each.name: each.values for each in chart.series} == {
        "本年新收": (50, None, 100, None, 150),
        "办理总计": (52, None, 104, None, 156),
        "结转下年": (2, None, 4, None, 6),
    }
    assert chart.remark == ""


def test_what_became_of_a_figure_is_said_only_beside_the_year_before(reports: dict[int, Report]) -> None:
    chart = drawn("handling", {2023: reports[2022], 2024: reports[2024]})
    assert chart.remark == "2024年本年新收150件，同比增长50.0%。"


def test_groups_are_compared_across_the_forms(reports: dict[int, Report]) -> None:
    """（六）其他处理 is one line in the form of 2019, and three in that of 2021."""
    others = drawn("outcomes", reports).series[-1]
    assert (others.name, others.values) == ("其他处理", (3, None, 6, None, 9))


def test_lines_may_be_added_up(reports: dict[int, Report]) -> None:
    assert {each.name: each.values[0] for each in drawn("results", reports).series} == {
        "结果维持": 3,
        "结果纠正": 0,
        "其他结果": 1,
        "尚未审结": 1,
    }


def test_what_another_form_meant_otherwise_is_left_out_and_said(reports: dict[int, Report]) -> None:
    chart = drawn("documents", reports)
    assert chart.categories == ("2022年", "2023年", "2024年")
    assert [each.name for each in chart.series] == ["规章", "行政规范性文件"]
    assert chart.remark == "2020年用的是 2019 版格式，其中这些数字的口径不同，不可比，没有列入。"


def test_of_one_form_alone_its_own_figures_are_drawn(reports: dict[int, Report]) -> None:
    old = {2020: reports[2020]}
    assert [(each.name, each.values) for each in drawn("documents", old).series] == [
        ("规章", (0,)),
        ("规范性文件", (41,)),
    ]
    assert drawn("fees", old).series == ()
    assert drawn("fees", old).remark == "2019 版格式没有这一项，没有可列的数字。"


def test_money_is_exact_and_has_its_unit(reports: dict[int, Report]) -> None:
    chart = drawn("fees", reports)
    assert (chart.unit, chart.series[0].values) == ("万元", (Decimal("12.50"), None, Decimal("12.50")))


def test_a_missing_figure_is_no_zero(reports: dict[int, Report]) -> None:
    blank = reports[2024].ledger.with_values({"applications.carried_forward.total": None})
    chart = drawn("handling", {2024: replace(reports[2024], ledger=blank)})
    assert chart.series[2].values == (None,)
