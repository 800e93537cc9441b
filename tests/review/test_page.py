"""The check list as a page: one file that reads, prints and leads from a figure to its problem and back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from annual_report.errors import Problem
from annual_report.filing.report import Report
from annual_report.review.page import findings_page
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from slipping import ABOUT, RECEIVED, TOTALS, slipped

HOSTILE = "<script>alert('x')</script>&"


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    report, findings = slipped()
    return BeautifulSoup(findings_page(report, ABOUT, findings), "html.parser")


def words(page: BeautifulSoup, selector: str) -> str:
    return " ".join(" ".join(each.get_text(" ") for each in page.select(selector)).split())


def test_page_says_who_when_and_how_it_ended(page: BeautifulSoup) -> None:
    (heading,) = page.select("h1")
    assert heading.get_text().startswith("云泽市人民政府2024年")
    headline = words(page, ".headline")
    assert re.match("有错误，不能发布 错误 5 个 提醒 1 个 提示 0 个 规则 [0-9]+ 条 通过", headline)


def test_a_slip_shows_both_sides_the_correction_and_what_follows(page: BeautifulSoup) -> None:
    problem = words(page, "#problem-1")
    assert "一、本年新收 × 自然人：一＋二 = 3006，三（七）＋四 = 3005，相差 1" in problem
    assert "左边 3006，右边 3005，差额 1" in problem
    assert "一、本年新收 × 自然人 yunze/2024/applications.csv:2:2 第2行B列 2903 → 2902 多写了 1" in problem
    assert "随之不成立 T3-R01 一、本年新收 × 总计" in problem
    assert "依据 国办公开办函〔2021〕30号" in problem


def test_other_explanations_are_folded(page: BeautifulSoup) -> None:
    (folded,) = page.select("#problem-1 dd:not(.definition) details")
    assert len(folded.select("li")) == 2
    assert "其他可能（2 种）" in folded.get_text()
    assert "93 → 待核实" in words(page, "#problem-1 details")


def test_what_the_figure_is_stands_under_the_problem_and_what_counts_is_folded(page: BeautifulSoup) -> None:
    assert "填什么 一、本年新收 × 自然人：当年 1 月 1 日至 12 月 31 日收到的" in words(page, "#problem-1")
    assert "数字在 依申请公开经办人，查政府信息公开申请登记台账" in words(page, "#problem-1")
    folded = words(page, "#problem-1 .definition details ul")
    assert "不计：上年收到、转到本年办理的" in folded
    assert "〔待核〕一件申请含几项内容" in folded
    assert "依据：《政府信息公开条例》第三十一条" in folded


def test_a_remark_is_said(page: BeautifulSoup) -> None:
    assert "说明 涉及的格太多，只列出一部分可能" in words(page, "#problem-2")


def test_very_many_explanations_are_cut_and_counted() -> None:
    report, findings = slipped()
    slip, other = findings.slips
    many = replace(findings, slips=(replace(slip, explanations=slip.explanations * 10), other))
    page = BeautifulSoup(findings_page(report, ABOUT, many), "html.parser")
    assert "另有 17 种，见 findings.json" in words(page, "#problem-1 details")


def test_suspect_figures_lead_to_their_problem_and_differ_by_more_than_colour(page: BeautifulSoup) -> None:
    likely, possible = page.select_one(f'[data-cell="{RECEIVED}"]'), page.select_one(f'[data-cell="{TOTALS[0]}"]')
    assert likely
    assert possible
    assert (likely.get_text(), likely["class"]) == ("2903①", ["likely"])
    assert (possible.get_text(), possible["class"]) == ("3184①", ["possible"])
    for link in page.select("a"):
        assert page.select(str(link["href"])), link


def test_every_marked_table_has_its_explanations_below(page: BeautifulSoup) -> None:
    notes = [" ".join(each.get_text(" ").split()) for each in page.select(".notes")]
    assert [note[0] for note in notes] == ["③", "①", "②"]
    assert "建议： 一、本年新收 × 自然人" in notes[1]


def test_tables_are_printed_as_in_the_report(page: BeautifulSoup) -> None:
    assert len(page.select("td[data-cell]")) == 200
    assert [table["class"] for table in page.select("table")] == [
        ["disclosure"],
        ["applications"],
        ["review_litigation"],
    ]


def test_rules_that_wait_and_rules_that_were_explained_are_named(page: BeautifulSoup) -> None:
    assert "缺少 第二十条第（五）项·行政许可 × 本年处理决定数量" in words(page, ".waiting")
    assert words(page, ".waived") == "X-03 机构改革，文件已移交"


def test_page_is_one_accessible_file(page: BeautifulSoup) -> None:
    assert page.html
    assert page.html["lang"] == "zh-CN"
    assert not page.select("script, link, img, iframe")
    assert not re.search(r"https?://|url\(|@import", str(page))
    ids = [each["id"] for each in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_same_findings_give_the_same_page() -> None:
    report, findings = slipped()
    assert findings_page(report, ABOUT, findings) == findings_page(report, ABOUT, findings)


def test_a_sound_report_says_so(yunze: Report) -> None:
    page = BeautifulSoup(findings_page(yunze, ABOUT, Findings({"T3-I1": "passed"}, ())), "html.parser")
    assert "通过，没有发现问题" in words(page, ".headline")
    assert not page.select(".problem, .likely, .possible, .notes, .legend")


def test_a_broken_rule_is_not_the_agencys_mistake(yunze: Report) -> None:
    finding = Finding("T3-I1", "broken", "critical", "标签", "规则运行出错", "依据")
    page = BeautifulSoup(findings_page(yunze, ABOUT, Findings({"T3-I1": "broken"}, (finding,))), "html.parser")
    assert "规则本身出错，无法判断报告是否合格" in words(page, ".headline")
    assert "T3-I1 标签：规则运行出错" in words(page, "main")


def test_unreadable_inputs_are_listed_and_nothing_else() -> None:
    findings = Findings(problems=(Problem("应填数字", "a.csv", 3, 2, HOSTILE),))
    page = BeautifulSoup(findings_page(None, ABOUT, findings), "html.parser")
    assert "填报数据读不了，尚未检查" in words(page, ".headline")
    assert words(page, ".unreadable") == f"应填数字 a.csv:3:2 第3行B列 文件里写的是： {HOSTILE}"
    assert not page.select("table, script")


def test_a_check_that_did_not_finish_is_not_laid_at_the_inputs() -> None:
    findings = Findings(problems=(Problem("ValueError: x"),))
    assert "检查没有完成" in findings_page(None, ABOUT, findings)


def test_what_would_not_be_seen_is_shown(yunze: Report) -> None:
    hidden = "甲\u202e乙\x9b\u2028"
    finding = Finding("N-17", "failed", "warning", hidden, hidden, hidden)
    page = findings_page(yunze, {**ABOUT, "name": hidden}, Findings({"N-17": "failed"}, (finding,)))
    assert not set("\u202e\x9b\u2028") & set(page)
    assert page.count(r"甲\u202e乙\x9b\u2028") >= 4


def test_texts_from_inputs_are_escaped(yunze: Report) -> None:
    finding = Finding(HOSTILE, "failed", "warning", HOSTILE, HOSTILE, HOSTILE)
    findings = Findings({HOSTILE: "failed"}, (finding,))
    html = findings_page(yunze, {**ABOUT, "name": HOSTILE}, findings)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
