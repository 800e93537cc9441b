"""A typed number is told with the words that lead up to it and the placeholder that says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.report import Report
from annual_report.rules.finding import Finding
from annual_report.steps.validate import validate


def typed(report: Report, words: str) -> list[Finding]:
    """Return what P-01 says of a report that ends with these words."""
    other = report.narrative["other"]
    told = replace(report, narrative={**report.narrative, "other": replace(other, source=f"{other.source}\n\n{words}")})
    return [each for each in validate(told).found if (each.rule, each.outcome) == ("P-01", "failed")]


@pytest.mark.parametrize(
    ("words", "severity", "message"),
    [
        (
            "收到政府信息公开申请3184件。",
            "info",
            "「收到政府信息公开申请3184件」是手工写的数字，与表格一致：可写成 {{ 申请.本年新收.总计 }}",
        ),
        (
            "按照统一部署和年度安排，共举行新闻发布会57场。",
            "warning",
            "「共举行新闻发布会57场」是手工写的数字：可写成 {{ 新闻发布会 }}",
        ),
        (
            "按照统一部署和年度安排接待来访群众3000余人次。",
            "warning",
            "「…署和年度安排接待来访群众3000余人次」是手工写的数字：请改用占位符，如 {{ 名称 }}，"
            "并在 figures.csv 写明来源",
        ),
    ],
)
def test_message_names_the_placeholder_where_there_is_one(
    yunze: Report, words: str, severity: str, message: str
) -> None:
    (finding,) = typed(yunze, words)
    assert finding.severity == severity
    assert finding.message == f"六、其他需要报告的事项里的{message}"


def test_number_that_differs_from_its_cell_is_not_said_to_be_that_cell(yunze: Report) -> None:
    (finding,) = typed(yunze, "收到政府信息公开申请3183件。")
    assert "可写成" not in finding.message


def test_examples_type_no_number(yunze: Report, luolong: Report) -> None:
    for report in (yunze, luolong):
        assert not [each for each in validate(report).found if (each.rule, each.outcome) == ("P-01", "failed")]
