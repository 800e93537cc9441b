"""Claims beside invented tables: right ones agree, wrong ones differ, what is not understood is said to be so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict
from annual_report.prose.reading.read import read_passage
from passages import FORM, YEAR, Invented, draw_passage, wrong_ways

FIGURES = {
    "applications.received.natural_person": 15,
    "applications.received.organisations": 5,
    "applications.received.total": 20,
    "applications.carried_in.total": 2,
    "applications.granted.total": 12,
    "applications.not_held.total": 7,
    "applications.outcomes_total.total": 19,
    "applications.carried_forward.total": 3,
    "review_litigation.review.upheld": 4,
    "review_litigation.review.total": 4,
    "disclosure.normative_documents.issued": 3,
}


def judged(text: str, previous: int | None = None, **changes: int) -> list[ClaimVerdict]:
    values = {**dict.fromkeys(FORM.cells, 0), "applications.received.business": 5, **FIGURES, **changes}
    before = {**dict.fromkeys(FORM.cells, 0), "applications.received.total": previous or 0}
    last_year = (FORM, before) if previous is not None else None
    return judge(read_passage(text, "2021", YEAR), FORM, values, last_year)


def rules(verdicts: list[ClaimVerdict], agreement: Agreement = Agreement.DIFFERS) -> list[str]:
    return [each.rule for each in verdicts if each.agreement is agreement]


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请20件，办结19件，结转下年度3件。",
        "收到申请20件，其中自然人15件，占75%；法人或其他组织5件，占25%。",
        "网上收到申请8件。",
        "加上上年结转2件，办结19件，予以公开12件。",
        "因政府信息公开引发行政复议4件，均维持。未发生行政诉讼。",
        "办理公开申请22件。",
        "全年受理投诉300件，全部办结。",
        "收到申请20件，均在20个工作日内答复。",
        "新收申请20件，上年结转2件，共计22件。",
        "云桥县收到申请20件，县教育局收到申请6件。",
        "行政复议维持4件，其他0件。",
        "收到申请20件，其中自然人15件、企业5件。",
        "收到申请20件，1件由申请人撤回，其余19件均已答复。",
        "收到申请20件，全部由自然人、企业通过网站提交。",
        "受理网上申请15件、信函申请5件，合计20件。",
        "占全区申请总量的15.3%。",
        "我县出台规范性文件2件，县级部门出台规范性文件1件。",
        "结转的2件已办结；新收申请20件，办结17件。",
        "受理网上申请15件、信件依申请公开5件，合计20件。",
        "收到申请20件，其中直接受理15件；其中自然人15件，法人5件。",
        "予以公开的占六成，不予公开的不到一成。",
        "答复情况为：予以公开12件，其他7件。",
        "上年结转2件，新收申请20件，共计22件。",
    ],
)
def test_what_agrees_raises_nothing(text: str) -> None:
    assert {each.agreement for each in judged(text)} <= {Agreement.AGREES}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("收到政府信息公开申请21件。", "N-02"),
        ("收到申请20件，全部由自然人通过网站提交。", "N-16"),
        ("答复情况为：予以公开12件，其他8件。", "N-06"),
        ("收到申请20件，其中1件撤回，其余20件按时答复。", "M-01"),
        ("县政府办公室未收到政府信息公开申请。", "N-01"),
        ("收到申请20件，其中1件撤回，2件重复申请；其余18件均已答复。", "M-01"),
        ("政府信息公开行政复议4件，复议机关均予以纠正。", "N-11"),
        ("收到申请20件，办结18件。", "N-04"),
        ("未收到政府信息公开申请。", "N-01"),
        ("收到申请20件，全部办结。", "N-14"),
        ("收到申请20件，其中自然人14件、法人6件。", "N-16"),
        ("收到申请20件，其中上半年9件、下半年10件。", "M-01"),
        ("收到申请20件，自然人15件，占70%。", "N-08"),
        ("因政府信息公开引发行政复议4件，纠正1件。", "N-11"),
        ("未发生行政复议。", "N-12"),
        ("制发规范性文件4件。", "N-13"),
        ("网上收到申请30件。", "N-02"),
        ("新收申请20件，上年结转2件，共计23件。", "N-02"),
        ("行政复议维持4件，其他1件。", "N-11"),
        ("发布信息70条，其中动态40条、公告20条、其他8条。", "M-01"),
    ],
)
def test_what_differs_names_the_rule(text: str, rule: str) -> None:
    assert rule in rules(judged(text))


def test_a_difference_names_both_figures_and_the_cells() -> None:
    (found,) = [each for each in judged("收到申请20件，办结18件。") if each.agreement is Agreement.DIFFERS]
    assert (found.said, found.values) == (Decimal(18), (Decimal(19),))
    assert found.cells == ("applications.outcomes_total.total",)
    assert found.claim.quote == "办结18件"
    assert not found.certain  # of what, the clause before says


@pytest.mark.parametrize(("text", "words"), [("收到道路挖掘申请9件。", "道路挖掘"), ("延期答复申请3件。", "延期")])
def test_what_is_not_understood_is_told_with_its_words(text: str, words: str) -> None:
    (found,) = judged(text)
    assert found.agreement is Agreement.UNCLEAR
    assert words in found.unknown


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，其中拆迁类5件、土地类4件。",
        "发布信息70条，其中动态30条、公告20条、图解8条。",
        "专项调查收到申请9件。",
        "告知补正6件，其余申请14件均已答复。",
        "收到申请20件，全程网办，处理300件。",
        "新发生行政复议5件。",
        "清理规范性文件16件，继续有效13件。",
        "行政许可（含备案）32件。",
        "收到申请20件，1件为无效申请，17件已答复。",
        "收到公开申请20件，受理19件。",
        "因不属于本机关公开范围不予公开2件。",
        "联办收到申请9件。",
        "公民申请15件，合作社申请5件。",
        "受理行政复议申请88件，审结80件。",
        "制发材料210件，其中主动公开120件，不予公开50件。",
        "制发、废止规范性文件分别为1件、2件、3件。",
        "被申请行政复议9件，其中政府信息公开类4件，均被维持。",
    ],
)
def test_where_nobody_can_tell_nothing_fails(text: str) -> None:
    assert rules(judged(text)) == []
    assert rules(judged(text), Agreement.UNCLEAR)


def test_changes_are_recomputed_from_last_years_table() -> None:
    assert rules(judged("收到申请20件，比上年增加4件，增长25%。", previous=16)) == []
    assert rules(judged("申请数量较2023年增加4件，增幅为30%。", previous=16)) == ["X-06"]
    assert rules(judged("收到申请20件，比上年增加5件，增长20%。", previous=16)) == ["X-06", "X-06"]
    assert rules(judged("收到申请20件，与上年持平。", previous=16)) == ["X-06"]
    assert rules(judged("收到申请20件，上年收到申请15件。", previous=16)) == ["X-07"]
    assert rules(judged("收到申请20件，其中自然人申请减少3件。", previous=16)) == ["X-06"]
    assert rules(judged("收到申请20件、办结19件，比上年增加4件。", previous=16)) == []
    assert rules(judged("收到申请20件、办结19件，收件量比上年增加5件。", previous=16)) == ["X-06"]
    assert rules(judged("申请数量比上年增长近一倍。", previous=11)) == []
    assert rules(judged("申请数量比上年增长近一倍。", previous=30)) == ["X-06"]
    assert rules(judged("申请数量同比上升25%，由16件上升到20件。", previous=16)) == []
    assert rules(judged("申请数量同比上升25%，由15件上升到20件。", previous=16)) == ["X-07"]


def test_all_of_those_decided_says_nothing_of_the_pending() -> None:
    cases = {"review_litigation.review.upheld": 3, "review_litigation.review.pending": 1}
    assert rules(judged("行政复议4件，其中3件已审结（均维持），1件在审。", **cases)) == []


def test_a_figure_that_is_missing_is_no_zero() -> None:
    (found,) = judge(read_passage("收到申请20件。", "2021", YEAR), FORM, {})
    assert (found.agreement, found.missing[0]) == (Agreement.UNCLEAR, "applications.received.total")


def test_other_form_has_its_own_cells() -> None:
    form = load_form("2019")
    values = {**dict.fromkeys(form.cells, 0), "disclosure.normative_documents.made": 3}
    right, wrong = (judge(read_passage(f"制发规范性文件{n}件。", "2019", 2020), form, values) for n in (3, 4))
    assert [each.agreement for each in right] == [Agreement.AGREES]
    assert [each.cells for each in wrong] == [("disclosure.normative_documents.made",)]


def verdicts_on(passage: Invented) -> list[ClaimVerdict]:
    claims = read_passage(passage.text, "2021", YEAR)
    return judge(claims, FORM, passage.values, (FORM, passage.previous))


@given(draw_passage())
def test_passage_that_agrees_with_its_tables_raises_nothing(passage: Invented) -> None:
    assert {each.agreement for each in verdicts_on(passage)} == {Agreement.AGREES}


@given(st.data())
def test_every_wrong_count_of_a_passage_is_caught(data: st.DataObject) -> None:
    passage = data.draw(draw_passage())
    wrong = passage.with_wrong(*data.draw(st.sampled_from(wrong_ways(passage))))
    assert rules(verdicts_on(wrong))
