"""What the prose cites: which numbers and names are wrong, and which are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.report import Passage, Report
from annual_report.rules.views import views_of

REGULATION = "《中华人民共和国政府信息公开条例》"
FORM = "《中华人民共和国政府信息公开工作年度报告格式》"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("根据国办公开办函〔202130号", {"intact"}),
        ("根据国办公开办函202130号", {"intact"}),
        ("根据国办公开办函〔2021〕号", {"intact"}),
        ("根据国办公开办函2021〕30号", {"intact"}),
        ("根据云政办〔20211〕7号", {"intact"}),
        (f"根据{REGULATION}（国务院令第771号）", {"agrees"}),
        (f"根据{FORM}（国办公开办函〔2021〕31号）", {"agrees"}),
        (f"根据{FORM}（国办公开办函[2012]30号）", {"agrees"}),
        ("根据国办公开办函〔2019〕60号", {"of_year"}),
        ("根据《中华人民共和国政府信息公开条列》", {"named"}),
        ("根据《政府信息公开信息处理费收费管理办法》", {"named"}),
    ],
)
def test_a_wrong_citation_is_told(luolong: Report, words: str, wrong: set[str]) -> None:
    assert wrong_in(luolong, f"{words}编制。") == wrong


@pytest.mark.parametrize(
    "words",
    [
        f"根据{REGULATION}（国务院令第711号，以下简称《条例》）",
        f"根据{REGULATION}（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）",
        f"根据{REGULATION}（国令第 711 号）",
        "根据《上海市政府信息公开规定》（市政府令第32号）",
        f"根据《关于印发〈{FORM.strip('《》')}〉的通知》（国办公开办函［2021］30号）",
        "根据国办发〔2016〕80号、云政办〔2024〕7号和国办函〔2020〕109号",
        "根据国办发〔2024〕5、6号",
        "根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    ],
)
def test_a_right_citation_and_an_unknown_one_are_left_alone(luolong: Report, words: str) -> None:
    assert wrong_in(luolong, f"{words}编制。") == set()


def test_a_form_is_cited_in_its_own_years(luolong: Report) -> None:
    words = "依据国办公开办函〔2019〕60号编制。"
    assert wrong_in(replace(luolong, year=2020), words) == set()
    assert wrong_in(replace(luolong, year=2020), words.replace("2019〕60", "2021〕30")) == {"of_year"}


def wrong_in(report: Report, text: str) -> set[str]:
    narrative = {"other": Passage("other", text, "narrative.md", 1)}
    rows = views_of(replace(report, narrative=narrative))["citations"].rows.values()
    return {column for row in rows for column, value in row.items() if value is False}
