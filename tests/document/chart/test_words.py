"""Who cannot see a chart hears its values, and finds them in a table."""

from __future__ import annotations

from annual_report.document.chart.charts import SHARES, chart_of_rows
from annual_report.document.chart.words import alt_of, table_of_chart


def test_a_chart_says_its_title_and_its_values() -> None:
    chart = chart_of_rows({"新收": [50, None, 61]}, ["2020年", "2021年", "2022年"], title="申请")
    assert alt_of(chart) == "柱状图：申请（单位：件）。新收 2020年 50、2022年 61。各项数字见图下的表"


def test_of_many_values_the_ends_are_said() -> None:
    years = [f"{year}年" for year in range(2010, 2025)]
    chart = chart_of_rows({"新收": [*range(15)]}, years, title="申请")
    assert "新收 最少 0（2010年）、最多 14（2024年）" in alt_of(chart)


def test_shares_stand_beside_what_they_are_of() -> None:
    rows = {"予以公开": [2, 0, None], "其他": [1, 0, 3]}
    chart = chart_of_rows(rows, ["2022年", "2023年", "2024年"], title="结果", kind=SHARES, axis="年份")
    assert table_of_chart(chart).flattened() == [
        ["年份", "予以公开", "其他", "合计"],
        ["2022年", "2（66.7%）", "1（33.3%）", "3"],
        ["2023年", "0", "0", "0"],
        ["2024年", "—", "3", "—"],
    ]
