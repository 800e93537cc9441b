"""One line of a notebook shows figures as a chart, with their table under it; what cannot be drawn is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

import annual_report
from annual_report.document.chart.charts import chart_of_rows
from annual_report.errors import InputError
from annual_report.steps.chart import chart


def test_figures_are_shown_as_a_chart_and_as_a_table() -> None:
    assert annual_report.chart is chart
    shown = chart({"自然人": 3, "商业企业": 1}, title="申请人")
    assert shown.html.startswith('<figure class="chart"><img alt="柱状图：申请人（单位：件）')
    assert shown.plain.splitlines() == ["申请人（单位：件）", "\t数值", "自然人\t3", "商业企业\t1"]


def test_what_cannot_be_drawn_is_told() -> None:
    with pytest.raises(InputError, match="没有「bar」这种图；是不是「bars」"):
        chart({"甲": 1}, "bar")
    with pytest.raises(InputError, match="「😀」（U\\+1F600）"):
        chart(chart_of_rows({"😀": [1]}, ["一"], title="题"))


def test_without_matplotlib_a_chart_says_what_to_install() -> None:
    code = "import sys; sys.modules['matplotlib'] = None; import annual_report; annual_report.chart({'甲': 1})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "画图还缺软件包 matplotlib：请安装 annual-report[chart]" in ran.stderr
