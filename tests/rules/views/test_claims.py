"""What the prose claims, judged beside the tables: real published sentences and mistakes, and what is said of them."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.filing.figures import without_marks
from annual_report.filing.report import Report
from annual_report.prose.compose import compose
from annual_report.rules.findings import Findings
from annual_report.rules.views import views_of
from annual_report.rules.views.claims import evidence_of
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from breaking import EXAMPLES


def saying(report: Report, text: str) -> Report:
    """Return a report whose section 一 says just this, under the heading of applications."""
    passage = replace(report.narrative["overview"], source=f"（二）依申请公开。{text}")
    return replace(report, narrative={**report.narrative, "overview": passage})


def failed(findings: Findings, family: str = "N") -> set[str]:
    return {each.rule for each in findings.failed() if each.rule.startswith(f"{family}-")}


def messages(findings: Findings, outcome: str) -> list[str]:
    return [each.message for each in findings.found if each.outcome == outcome]


def test_what_nobody_can_tell_is_not_judged_and_said_once(yunze: Report) -> None:
    findings = validate(saying(yunze, "收到道路挖掘申请12件。"))
    assert findings.outcomes["N-02"] == "not_assessable"
    assert messages(findings, "not_assessable") == [
        "「收到道路挖掘申请12件」说的是哪一项，无法判断（不认识：道路挖掘）"
    ]
    assert failed(findings) == set()


def test_a_change_without_last_year_is_not_judged(luolong: Report) -> None:
    findings = validate(saying(luolong, "未收到政府信息公开申请，同比下降20%。收到申请0件，同比下降20%。"))
    assert findings.outcomes["X-06"] == "not_assessable"
    assert "「同比下降20%」要与上年比，没有上年的报告，无法判断" in messages(findings, "not_assessable")


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("收到政府信息公开申请 3183件。", "正文说「收到政府信息公开申请 3183件」，表里「一、本年新收 × 总计」是 3184"),
        ("公开申请中，**不予公开**248件。", "正文说「不予公开248件」，表里「三、（三）不予公开 × 总计」是 249"),
        ("引起行政诉讼102件。", "正文说「引起行政诉讼102件」，表里「行政诉讼 × 总计」是 101"),
    ],
)
def test_a_message_quotes_the_clause_and_names_both_figures_and_the_cell(
    yunze: Report, sentence: str, message: str
) -> None:
    (found,) = (each for each in validate(saying(yunze, sentence)).failed() if each.rule.startswith("N-"))
    assert message in found.message
    assert len(found.cells) > 1


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("新收政府信息公开申请3184件，同比下降10.0%。", "增长 10.0%（增减写反了）"),
        ("新收政府信息公开申请3184件，同比增长11.0%。", "增长 10.0%"),
        ("新收政府信息公开申请3184件，比上年增加300件。", "增加 289"),
        ("新收政府信息公开申请3184件，与上年持平。", "增加 289"),
        ("予以公开1304件，占申请总数的50.0%。", "41.0%"),
    ],
)
def test_what_the_tables_give_is_said_in_words(yunze: Report, sentence: str, words: str) -> None:
    rows = views_of(saying(yunze, sentence))["claims"].rows.values()
    assert [row["expected"] for row in rows if row["agreement"] == "differs"] == [words]


def test_a_blank_cell_is_named_and_what_is_known_of_it_is_compared(yunze: Report) -> None:
    blank = {"applications.received.total": None, "applications.received.natural_person": None}
    less, more = (validate(saying(yunze.with_values(blank), f"收到申请{said}件。")) for said in (281, 283))
    assert any("「一、本年新收 × 总计」至少是 282" in each for each in messages(less, "failed"))
    assert "N-02" not in failed(more)
    assert any(each.rule == "N-02" and "缺少 一、本年新收 × 总计" in each.message for each in more.found)


def test_what_the_prose_says_exactly_is_evidence_of_its_cells(yunze: Report) -> None:
    view = views_of(saying(yunze, "收到申请3183件，近3200件，办结{{ 申请.办理总计.总计 }}，结转下年度102件。"))[
        "claims"
    ]
    said = {each.cells: each.value for each in evidence_of(view)}
    assert said == {("applications.received.total",): 3183, ("applications.carried_forward.total",): 102}


def test_less_certain_clauses_warn_only(yunze: Report) -> None:
    (found,) = (
        each for each in validate(saying(yunze, "收到申请3184件，办结3198件。")).failed() if each.rule == "N-04"
    )
    assert found.severity == "warning"


OFFICE_2019 = (
    "2019年，市政府办公厅收到政府信息公开申请859件，较上年下降12.3%，上年结转18件。全年共答复805件，其中予以公开及部分公开258件，"
    "占33.9%；不予公开35件，占4.34%；无法提供265件；不予处理158件。结转下年度继续办理72件。"
    "全年共发生行政复议7件、行政诉讼9件，均获维持。"
)


@pytest.fixture
def office(tmp_path: Path) -> Report:
    """The figures of a provincial office for 2019 as they were printed: blanks for zero, no totals in the details."""
    figures = {
        "received": (821, 35, None, None, 2, 1, 859),
        "carried_in": (18, None, None, None, None, None, 18),
        "granted": (258, 12, None, None, 1, 1, None),
        "partly_granted": (3, None, None, None, None, None, None),
        "state_secrets": (14, None, None, None, None, None, None),
        "internal_affairs": (5, None, None, None, None, None, None),
        "deliberative": (3, 1, None, None, None, None, None),
        "administrative_queries": (10, 2, None, None, None, None, None),
        "not_held": (252, 12, None, None, 1, None, None),
        "needs_creation": (44, 3, None, None, None, None, None),
        "unclear": (25, None, None, None, None, None, None),
        "petitions": (148, 1, None, None, None, None, None),
        "repeated": (5, 4, None, None, None, None, None),
        "outcomes_total": (767, 35, None, None, 2, 1, 805),
        "carried_forward": (72, None, None, None, None, None, 72),
    }
    report = replace(ingest("hewan", 2020, EXAMPLES), year=2019)
    columns = [column.code for column in report.form.table("applications").columns]
    values = {address: None for address in report.form.cells if not address.startswith("disclosure.")}
    for line, row in figures.items():
        values |= {f"applications.{line}.{column}": value for column, value in zip(columns, row, strict=True)}
    values |= {"review_litigation.review.upheld": 5, "review_litigation.review.pending": 2}
    values |= {"review_litigation.direct_suit.upheld": 8, "review_litigation.direct_suit.pending": 1}
    values |= {"review_litigation.review.total": 7, "review_litigation.direct_suit.total": 9}
    return saying(report.with_values(values), OFFICE_2019)


def test_published_prose_of_an_office_contradicts_its_tables_in_four_ways(office: Report) -> None:
    findings = validate(office)
    assert failed(findings) == {"N-06", "N-07", "N-08", "N-11"}
    found = [each.message for each in findings.failed() if each.rule in ("N-06", "N-07", "N-11")]
    granted, partly = "三、（一）予以公开 × 总计", "三、（二）部分公开 × 总计"
    # None of these counts agrees: the sentence may be of something else, so that they are asked to be looked at.
    assert found == [
        "正文说「均获维持」，表里「行政诉讼 × 尚未审结＋行政复议 × 尚未审结」至少是 3",
        f"正文说「其中予以公开及部分公开258件」，表里「{granted}＋{partly}」至少是 275：请核对",
        "正文说「无法提供265件」，表里「三、（四）无法提供 × 总计」至少是 337：请核对",
        "正文引用的各类办理结果合计 716，表三办理结果总计是 805：请核对",
    ]


def test_it_does_so_too_once_its_blanks_are_filled(office: Report) -> None:
    values = {address: value or 0 for address, value in office.ledger.values.items()}
    for line in {cell.rpartition(".")[0] for cell in values if cell.startswith("applications.")}:
        kinds = [value for cell, value in values.items() if cell.startswith(f"{line}.") and not cell.endswith(".total")]
        values[f"{line}.total"] = sum(kinds)
    findings = validate(office.with_values(values))
    assert failed(findings) == {"N-06", "N-07", "N-08", "N-11"}
    assert findings.outcomes["X-06"] == "not_assessable"


README = paths.PROJECT / "README.zh-CN.md"


def test_everything_the_readme_shows_may_be_said_whatever_the_growth(yunze: Report) -> None:
    """From 2 applications to 3184 are 159100 % more."""
    shown = [each.replace("\\|", "|") for each in re.findall(r"`(\{[{%].+?)`", README.read_text("utf-8"))]
    examples = [each for each in shown if "网办率" not in each]
    assert any("同比" in example for example in examples)
    before = yunze.previous and yunze.previous.with_values({"applications.received.total": 2})
    report = saying(replace(yunze, previous=before), "。".join(examples))
    assert "同比增长159100.0%" in without_marks(compose(report).sections["overview"])
    assert [each.rule for each in validate(report).failed() if each.rule.startswith(("M-", "N-"))] == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "新收政府信息公开申请95件（自然人89件，法人6件），办结98件（含上年结转8件），结转下年度5件。",
            {"received": (89, 6), "carried_in": (8, 0), "granted": (92, 6), "carried_forward": (5, 0)},
        ),
        (
            "收到政府信息公开申请927件，上年结转34件，已办结930件，结转下年继续办理31件。",
            {"received": (900, 27), "carried_in": (34, 0), "granted": (903, 27), "carried_forward": (31, 0)},
        ),
        (
            "受理公开申请16件，加上上年结转1件，答复16件，结转下年度1件。",
            {"received": (16, 0), "carried_in": (1, 0), "granted": (16, 0), "carried_forward": (1, 0)},
        ),
        (
            "收办政府信息公开申请96件，答复91件，其中予以公开22件，无法提供69件，结转下年度办理5件。",
            {
                "received": (90, 0),
                "carried_in": (6, 0),
                "granted": (22, 0),
                "not_held": (69, 0),
                "carried_forward": (5, 0),
            },
        ),
    ],
)
def test_published_sentences_that_are_right_are_let_pass(
    luolong: Report, sentence: str, figures: dict[str, tuple[int, int]]
) -> None:
    values = {}
    lines = {**figures, "outcomes_total": tuple(map(sum, zip(*_outcomes(figures), strict=True)))}
    for line, (persons, firms) in lines.items():
        values |= {
            f"applications.{line}.{column}": value
            for column, value in (("natural_person", persons), ("business", firms), ("total", persons + firms))
        }
    findings = validate(saying(luolong.with_values(values), sentence))
    assert failed(findings) == failed(findings, "M") == set()
    assert findings.failed("critical") == []
    assert {findings.outcomes[f"N-{number:02d}"] for number in range(1, 17)} == {"passed"}


def _outcomes(figures: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    return [figures[line] for line in ("granted", "not_held") if line in figures]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("新收政府信息公开申请1,234件。", {"N-02"}),
        ("新收政府信息公开申请3,184件。", set[str]()),
        ("新收政府信息公开申请三千一百八十四件。", set()),
        ("新收政府信息公开申请近3200件。", set()),
        ("新收政府信息公开申请3200余件。", {"N-02"}),
        ("受理2件政府信息公开申请。", {"N-02"}),
        ("公开申请中，不予公开249件，占7.79%。", set()),
        ("公开申请中，不予公开249件，占百分之七点八。", set()),
        ("公开申请中，不予公开249件，占全市人口的7.5%。", set()),
    ],
)
def test_numbers_are_compared_as_they_are_meant(yunze: Report, sentence: str, rules: set[str]) -> None:
    findings = validate(saying(yunze, sentence))
    assert {each.rule for each in findings.failed() if each.rule.startswith("N-")} == rules


@contextmanager
def processor_seconds(most: int) -> Iterator[None]:
    """Stop what takes more seconds of the processor than that, however slow the machine is beside it."""

    def stop(*_: object) -> None:
        pytest.fail(f"more than {most} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    "words",
    [
        *("一二三", "亿", "万，", "1% ", "1号", "新收申请1件，", "其中1件、", "（1件", "百分之", "近1余件", "占1%，"),
        *("《", "“", "a.b", "a@", "第1", "2024年1月", "〔2024〕", "1件2项", "|1", "行政复议诉讼", "3个", "一届", "\t"),
    ],
)
def test_a_long_section_costs_what_its_length_costs(luolong: Report, words: str) -> None:
    # Each grew with the square of the length: 15 seconds up to minutes, where half a second is enough.
    text = f"号届中@://》”{words * (28_000 // len(words))}"
    with processor_seconds(12):
        assert views_of(saying(luolong, text))
