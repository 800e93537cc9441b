"""Values and names are written where they have room, and none over another."""

from __future__ import annotations

from annual_report.document.chart.charts import LINES, chart_of_rows
from annual_report.document.chart.labels import beside_bars, points_apart, slant_of
from annual_report.document.chart.look import chart_look


def test_points_too_near_below_another_have_no_value_beside_them() -> None:
    chart = chart_of_rows({"甲": [100, 5], "乙": [98, 60], "丙": [10, None]}, ["一", "二"], title="题", kind=LINES)
    assert sorted(points_apart(chart)) == [(0, 10), (0, 100), (1, 5), (1, 60)]


def test_values_wider_than_their_bars_stand_upright() -> None:
    years = [f"{year}年" for year in range(2019, 2025)]
    rows = {name: [1452719] * len(years) for name in "甲乙丙"}
    assert beside_bars(chart_of_rows(rows, years, title="题"), chart_look())["rotation"] == 90
    assert beside_bars(chart_of_rows({"甲": [50] * 6}, years, title="题"), chart_look())["rotation"] == 0


def test_names_wider_than_their_room_slant() -> None:
    long = [f"第{number}人民政府办公室" for number in "一二三四五六"]
    assert slant_of(chart_of_rows({"甲": [1] * 6}, long, title="题"), chart_look()) > 0
    assert slant_of(chart_of_rows({"甲": [1] * 2}, ["一", "二"], title="题"), chart_look()) == 0
