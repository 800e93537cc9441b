"""A notebook that draws other figures than those of the reports is not published; an analyst may draw anything else."""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_code_cell, new_notebook, new_output

from annual_report.district.surveys.print_survey import other_chart
from annual_report.document.chart.charts import CHART_MIME, chart_of_rows

OURS = chart_of_rows({"新收": [1]}, ["2024年"], title="申请").as_dict()


def wrong_with(*shown: dict[str, Any]) -> str:
    outputs = [new_output("execute_result", data={CHART_MIME: each}) for each in shown]
    return other_chart(new_notebook(cells=[new_code_cell("x", outputs=outputs)]), {"申请": OURS})


def test_charts_are_those_of_the_reports() -> None:
    assert wrong_with(OURS, {**OURS, "title": "自己画的"}) == ""
    assert wrong_with() == ""
    assert wrong_with({**OURS, "categories": ["2023年"]}).startswith("笔记本画的「申请」与填报数据不同")
