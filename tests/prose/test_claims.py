"""What the prose says, beside the tables: numbers as offices write them, their subjects, real published mistakes."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report import paths
from annual_report.filing.figures import without_marks
from annual_report.filing.report import Report
from annual_report.prose.claims import Claim, claims_of, shares_of
from annual_report.prose.compose import compose
from annual_report.prose.reading.quantities import UNBOUNDED, read_quantity
from annual_report.rules.findings import Findings
from annual_report.rules.views import views_of
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from annual_report.wording import VAGUENESS, say_quantity
from breaking import EXAMPLES


def saying(report: Report, text: str) -> Report:
    """Return a report whose section 一 says just this, under the heading of applications."""
    passage = replace(report.narrative["overview"], source=f"（二）依申请公开。{text}")
    return replace(report, narrative={**report.narrative, "overview": passage})


def claims_in(report: Report, text: str) -> list[Claim]:
    claims = claims_of(compose(saying(report, text)), report.form, report.year)
    return [claim for claim in claims if claim.section == "overview"]


def failed(findings: Findings, family: str = "N") -> set[str]:
    return {each.rule for each in findings.failed() if each.rule.startswith(f"{family}-")}


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("1,234件", 1234, 1234, "件"),
        ("１２３件", 123, 123, "件"),
        ("三十余件", 30, 39, "件"),
        ("30万余件", 300000, 309999, "件"),
        ("7.7万余件", 77000, 77999, "件"),
        ("61.2万余条", 612000, 612999, "条"),
        ("61.2余万条", 612000, 612999, "条"),
        ("1.5亿多元", 150000000, 159999999, "元"),
        ("3千余件", 3000, 3999, "件"),
        ("100余件", 100, 199, "件"),
        ("28.6万", 286000, 286000, ""),
        ("95.37%", "95.37", "95.37", "%"),
        ("百分之九十五", 95, 95, "%"),
        ("百分之九十五点三七", "95.37", "95.37", "%"),
        ("近1.2亿元", 110000000, 120000000, "元"),
        ("约8600份", 8550, 8650, "份"),
        ("4000人次以上", 4000, UNBOUNDED, "人次"),
        ("超过300件", 300, UNBOUNDED, "件"),
        ("一千零五件", 1005, 1005, "件"),
        ("两家", 2, 2, "家"),
        ("十件", 10, 10, "件"),
        ("2.02万元", "2.02", "2.02", "万元"),
    ],
)
def test_quantities_are_read_as_offices_write_them(words: str, low: object, high: object, unit: str) -> None:
    quantity = read_quantity(words)
    assert quantity
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(str(low)), Decimal(str(high)), unit)


@given(
    value=st.integers(1, 10**9).map(lambda number: Decimal(number) / 1000),
    unit=st.sampled_from(["件", "万条", "亿元", "万元", "千件", "百万元", "万亿元", "人次"]),
    vagueness=st.sampled_from(sorted(VAGUENESS)),
)
def test_vague_quantities_are_read_back_as_they_are_said(value: Decimal, unit: str, vagueness: str) -> None:
    quantity = read_quantity(say_quantity(value, unit, vagueness))
    assert quantity
    size = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100}
    meant = value * prod(size.get(each, 1) for each in unit)
    said_in = 10**4 if quantity.unit == "万元" else 1
    assert quantity.low * said_in <= meant <= quantity.high * said_in


@pytest.mark.parametrize("words", ["9" * 5000, "一二三" * 2000, "亿" * 2000, "0." + "3" * 5000, "1万亿万亿万亿件"])
def test_what_nobody_can_count_is_no_quantity(words: str) -> None:
    assert read_quantity(words) is None


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("本年新收政府信息公开申请3184件，上年结转115件。", ["received", "carried_in"]),
        ("全年收到3184件政府信息公开申请。", ["received"]),
        ("新收95件（自然人89件，法人6件）。", ["received", "natural_persons", "organisations"]),
        ("全年办结98件（含上年结转8件），结转下年度继续办理5件。", ["closed", "carried_in", "carried_forward"]),
        ("答复805件，其中予以公开及部分公开275件、不予公开35件。", ["closed", "granted_or_partly", "refused"]),
        ("答复申请3件，其中本机关不掌握相关政府信息2件。", ["closed", "outcome_not_held"]),
        ("发生行政复议7件、行政诉讼9件。", ["reviews", "suits"]),
        ("共发生行政复议、行政诉讼16件。", ["cases"]),
        ("共处理有关公开申请的事务12件。", [None]),
        ("受理行政许可申请3000件。", ["licences"]),
        ("组织培训5期。", [""]),
    ],
)
def test_subject_of_a_quantity_is_what_its_words_name(
    luolong: Report, sentence: str, subjects: list[str | None]
) -> None:
    """None is a number among the tables' that nobody can tell: it is never guessed."""
    assert [claim.subject for claim in claims_in(luolong, sentence)] == subjects


def test_number_bound_to_cells_needs_no_guess(yunze: Report) -> None:
    (claim,) = claims_in(yunze, "其中：{{ 申请.上年结转.总计 }}。")
    assert (claim.subject, claim.quantity and claim.quantity.exact) == ("carried_in", 115)


def test_claim_that_nobody_can_tell_leaves_the_rules_about_subjects_unjudged(yunze: Report) -> None:
    findings = validate(saying(yunze, "共处理有关公开申请的事务12件。"))
    assert findings.outcomes["N-02"] == "not_assessable"
    assert any("「共处理有关公开申请的事务12件」说的是哪一项" in each.message for each in findings.found)
    assert failed(findings) == set()


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
    messages = [each.message for each in findings.failed() if each.rule in ("N-06", "N-07", "N-11")]
    assert messages == [
        "正文说「其中予以公开及部分公开258件」，表三相应各行至少是 275",
        "正文说「无法提供265件」，表三相应各行至少是 337",
        "正文说「复议7件、行政诉讼9件，均获维持」，表四纠正、其他、未结等相应各栏合计却是 3",
        "正文引用的各类办理结果合计 716，表三办理结果总计是 805",
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
    ("words", "kind", "falls"),
    [
        ("同比增长200.0%", "change", False),
        ("提高效率，投诉下降12%", "change", True),
        ("投诉减少，好评增长12%", "change", False),
        ("实现了200%的增长", "change", False),
        ("满意率提高到95%", "rate", False),
        ("涨幅为300%", "change", False),
        ("压缩办理时限，压缩率60%", "change", True),
        ("是上年的150%", "ratio", False),
        ("完成全年任务的120%", "ratio", False),
        ("办理完成的占102%", "share", False),
        ("满意率102%", "rate", False),
    ],
)
def test_growth_a_level_and_a_share_are_told_apart(luolong: Report, words: str, kind: str, falls: bool) -> None:
    (share,) = shares_of(claims_in(luolong, f"{words}。"))
    assert (share.kind, share.falls) == (kind, falls)


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


def words_of(report: Report, sentence: str, column: str) -> list[object]:
    view = "shares" if column == "expected" else "claims"
    rows = views_of(saying(report, sentence))[view].rows.values()
    return [row[column] for row in rows if str(row["text"]) in sentence][-1:]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("新收政府信息公开申请3184件，同比下降10.0%。", "增长 10.0%：增长和下降写反了，应写增长，不是下降"),
        ("新收政府信息公开申请3184件，同比增长11.0%。", "增长 10.0%"),
        ("予以公开1304件，占申请总数的50.0%。", "40.8%"),
    ],
)
def test_what_the_tables_give_is_said_in_words(yunze: Report, sentence: str, words: str) -> None:
    assert words_of(yunze, sentence, "expected") == [words]


def test_the_figure_of_the_tables_is_said_and_at_least_only_where_a_cell_is_blank(yunze: Report) -> None:
    sentence = "收到政府信息公开申请3183件。"
    assert words_of(yunze, sentence, "table_said") == ["是 3184"]
    blank = yunze.with_values({"applications.received.total": None, "applications.received.natural_person": None})
    assert words_of(blank, sentence, "table_said") == ["至少是 282"]


@pytest.mark.parametrize(
    ("sentence", "confirmed"),
    [
        ("收到政府信息公开申请3184件。", True),
        ("收到政府信息公开申请3183件。", False),
        ("收到政府信息公开申请近3200件。", False),
        ("全年接待群众3184人次。", False),
    ],
)
def test_a_typed_number_is_confirmed_by_the_tables_or_not(yunze: Report, sentence: str, confirmed: bool) -> None:
    assert words_of(yunze, sentence, "confirmed") == [confirmed]
