"""Which cell is wrong: every smallest set of changes, the likeliest first, in words a clerk understands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from annual_report.filing.report import Report
from annual_report.rules.explain import explain as explaining
from annual_report.rules.explain.accounts import accounts_of
from annual_report.rules.explain.explain import explain
from annual_report.rules.explain.slips import Inquiry
from annual_report.rules.finding import Evidence, Slip
from annual_report.rules.findings import Findings
from annual_report.steps.validate import validate
from counting import calls
from ledgers import COLUMNS, OUTCOMES, judged, place_of, with_figures
from shifting import MAKERS, Maker, is_listed, is_right, mistakes

Changes = dict[str, Any]


@pytest.fixture(scope="session")
def sound(yunze: Report) -> Findings:
    return validate(yunze)


@pytest.fixture(scope="session")
def zeros(luolong: Report) -> Findings:
    return validate(luolong)


def line(code: str, *values: int | None) -> Changes:
    return {f"applications.{code}.{column}": value for column, value in zip(COLUMNS, values, strict=True)}


def changes_of(slip: Slip) -> list[Changes]:
    """Return every explanation of a slip as what its cells should hold."""
    return [
        {f"{each.place.table}.{each.place.line}.{each.place.column}": each.to for each in explanation.changes}
        for explanation in slip.explanations
    ]


def causes_of(findings: Findings) -> list[str]:
    return [slip.explanations[0].cause for slip in explain(findings).slips]


def test_where_nothing_is_wrong_there_is_nothing_to_explain_and_nothing_is_searched(sound: Findings) -> None:
    assert calls(explain, sound, of=Inquiry.run) == calls(explain, sound, of=accounts_of) == 0
    explained = explain(sound)
    assert explained.slips == ()
    assert explained.found == sound.found


@pytest.mark.parametrize(
    ("cell", "written", "cause"),
    [
        ("granted.natural_person", 1189, "数字颠倒：1198 写成 1189"),
        ("granted.natural_person", 11980, "多写一个 0：1198 写成 11980"),
        ("unclear.natural_person", 140, "多写一个 0：14 写成 140"),
        ("third_party_interests.natural_person", 556, "多写一位数字：56 写成 556"),
        ("granted.natural_person", 198, "漏写一位数字：1198 写成 198"),
        ("granted.natural_person", 1196, "一位数字不同：1198 写成 1196"),
        ("petitions.natural_person", 0, "漏填：127 写成 0"),
        ("received.natural_person", 3005, "上年结转的 103 件也计进了本年新收：2902 写成 3005"),
        ("granted.total", 1777, "总计没有重算：1304 仍写作 1777"),
        ("repeated.natural_person", 127, "照抄了相邻的「三、（五）1.信访举报投诉类申请 × 自然人」：53 写成 127"),
    ],
)
def test_a_single_wrong_figure_is_named_with_its_likeliest_cause(
    sound: Findings, yunze: Report, cell: str, written: int, cause: str
) -> None:
    address = f"applications.{cell}"
    (slip,) = explain(with_figures(sound, {address: written})).slips
    assert changes_of(slip) == [{address: yunze.ledger.values[address]}]
    assert slip.explanations[0].cause == cause


def test_one_case_under_the_wrong_applicant_is_misfiled(zeros: Findings) -> None:
    """Totals agree; one application of a person was counted under 其他, and nothing else can explain it."""
    true = {**line("received", 9, 0, 0, 0, 0, 3, 12), **line("granted", 9, 0, 0, 0, 0, 3, 12)}
    true |= line("outcomes_total", 9, 0, 0, 0, 0, 3, 12)
    wrong = {"applications.received.natural_person": 8, "applications.received.other_organisations": 4}
    (slip,) = explain(with_figures(zeros, {**true, **wrong})).slips
    assert changes_of(slip) == [
        {"applications.received.natural_person": 9, "applications.received.other_organisations": 3}
    ]
    assert slip.explanations[0].cause == "归类错位：1 件应计入「一、本年新收 × 自然人」，写进了「一、本年新收 × 其他」"


def test_a_real_published_mistake_has_two_places_to_look_at(zeros: Findings) -> None:
    """自然人 60/0/61/0 and 总计 62/0/63/0: one too few received (or carried in), in the column and in its total."""
    figures = {
        **line("received", 60, 2, 0, 0, 0, 0, 62),
        **line("granted", 59, 2, 0, 0, 0, 0, 61),
        **line("partly_granted", 1, 0, 0, 0, 0, 0, 1),
        **line("other_outcomes", 1, 0, 0, 0, 0, 0, 1),
        **line("outcomes_total", 61, 2, 0, 0, 0, 0, 63),
    }
    (slip,) = explain(with_figures(zeros, figures)).slips
    assert {"applications.received.natural_person": 61, "applications.received.total": 63} in changes_of(slip)
    assert {"applications.carried_in.natural_person": 1, "applications.carried_in.total": 1} in changes_of(slip)
    assert {len(change) for change in changes_of(slip)} == {2}


def test_no_correction_is_below_zero_or_a_fraction() -> None:
    places = {cell: place_of(cell, value) for cell, value in {"t.a.x": 1, "t.a.y": 4, "t.a.total": 2}.items()}
    (slip,) = explain(judged({"S": (("t.a.x", 1), ("t.a.y", 1), ("t.a.total", -1))}, places)).slips
    assert sorted(map(str, changes_of(slip))) == ["{'t.a.total': 5}", "{'t.a.y': 1}"]


def test_money_stays_exact() -> None:
    values = {"t.a.x": Decimal("0.1"), "t.a.y": Decimal("0.2"), "t.a.total": Decimal("3000")}
    places = {cell: place_of(cell, value) for cell, value in values.items()}
    (slip,) = explain(judged({"S": (("t.a.x", 1), ("t.a.y", 1), ("t.a.total", -1))}, places)).slips
    assert changes_of(slip)[0] == {"t.a.total": Decimal("0.3")}
    assert all(isinstance(value, Decimal) for change in changes_of(slip) for value in change.values())


def test_yuan_for_ten_thousand_yuan_is_named() -> None:
    values = {"t.a.x": Decimal("48316.2735"), "previous.t.a.x": Decimal("4.83162735")}
    places = {cell: place_of(cell, value) for cell, value in values.items()}
    (slip,) = explain(judged({"X": (("t.a.x", 1), ("previous.t.a.x", -1))}, places)).slips
    assert slip.explanations[0].cause == "单位弄错：按元填了 48316.2735，应为 4.83162735 万元"


def carry_over(figures: Changes) -> Findings:
    """Return what the rules across two years would find."""
    values = {
        "disclosure.rules.issued": 2,
        "disclosure.rules.repealed": 1,
        "disclosure.rules.in_force": 9,
        "previous.disclosure.rules.in_force": 8,
        "applications.carried_in.total": 115,
        "previous.applications.carried_forward.total": 115,
    }
    stock = (
        ("disclosure.rules.in_force", 1),
        ("previous.disclosure.rules.in_force", -1),
        ("disclosure.rules.issued", -1),
        ("disclosure.rules.repealed", 1),
    )
    carried = (("applications.carried_in.total", 1), ("previous.applications.carried_forward.total", -1))
    places = {cell: place_of(cell, value) for cell, value in {**values, **figures}.items()}
    return judged({"X-01": carried, "X-03": stock}, places)


def test_last_year_has_been_published_and_is_not_doubted() -> None:
    (slip,) = explain(carry_over({"applications.carried_in.total": 151})).slips
    assert changes_of(slip) == [{"applications.carried_in.total": 115}]
    assert slip.explanations[0].cause == "数字颠倒：115 写成 151"

    (slip,) = explain(carry_over({"disclosure.rules.in_force": 10})).slips
    assert {change.place.table for explanation in slip.explanations for change in explanation.changes} == {"disclosure"}


def test_last_year_is_doubted_where_its_own_sums_say_so(yunze: Report) -> None:
    wrong = yunze.previous.with_values({"applications.carried_forward.total": 151})
    (slip,) = explain(validate(replace(yunze, previous=wrong))).slips
    assert [explanation.changes[0].place.address for explanation in slip.explanations] == [
        "previous.applications.carried_forward.total"
    ]
    assert slip.explanations[0].changes[0].to == 115


def test_where_the_years_differ_this_year_is_to_be_looked_at(yunze: Report) -> None:
    """Five applications counted as received, not as carried over: every sum of this year holds, as last year's do."""
    moved = {("received", 5), ("carried_in", -5)}
    wrong = {
        f"applications.{line}.{column}": yunze.ledger.values[f"applications.{line}.{column}"] + by
        for line, by in moved
        for column in ("natural_person", "total")
    }
    (slip,) = explain(validate(yunze.with_values(wrong))).slips
    assert slip.rules == ("X-01", "X-02")
    assert {cell: yunze.ledger.values[cell] for cell in wrong} in changes_of(slip)
    assert not any(change.place.year_before for explanation in slip.explanations for change in explanation.changes)


def test_mistakes_in_two_tables_are_two_slips(sound: Findings) -> None:
    wrong = {"applications.granted.business": 740, "review_litigation.review.upheld": 169}
    first, second = explain(with_figures(sound, wrong)).slips
    assert changes_of(first) == [{"applications.granted.business": 74}]
    assert changes_of(second)[0] == {"review_litigation.review.upheld": 196}
    assert len(second.explanations) == 5


def test_independent_mistakes_in_one_table_are_two_slips(sound: Findings) -> None:
    wrong = {"applications.granted.business": 47, "applications.not_held.natural_person": 417}
    slips = explain(with_figures(sound, wrong)).slips
    assert [changes_of(slip) for slip in slips] == [
        [{"applications.granted.business": 74}],
        [{"applications.not_held.natural_person": 741}],
    ]
    assert not {*slips[0].rules} & {*slips[1].rules}


def test_within_a_slip_one_balance_leads_and_the_others_follow(yunze: Report) -> None:
    findings = explain(validate(yunze.with_values({"applications.carried_forward.research": 1000})))
    (slip,) = findings.slips
    assert slip.rules == ("T3-I3", "T3-R25", "T3-01") or slip.rules == ("T3-I3", "T3-01", "T3-R25")
    assert {each.rule: each.follows for each in findings.failed()} == {
        "T3-I3": (),
        "T3-01": ("T3-I3",),
        "T3-R25": ("T3-I3",),
    }


def test_waived_rule_is_no_rule(sound: Findings) -> None:
    wrong = with_figures(sound, {"review_litigation.review.upheld": 169})
    waived = replace(wrong, found=tuple(replace(each, outcome="waived") for each in wrong.found))
    assert explain(waived).slips == ()


def test_missing_figures_that_follow_are_offered(sound: Findings) -> None:
    blank = {"applications.granted.natural_person": None, "applications.repeated.total": None}
    first, second = explain(with_figures(sound, blank)).slips
    assert first.rules == second.rules == ("C-01",)
    assert changes_of(first) == [{"applications.granted.natural_person": 1198}]
    assert changes_of(second) == [{"applications.repeated.total": 55}]
    assert first.explanations[0].cause == "可由其他数字推出"
    assert {change.place.value for change in first.explanations[0].changes} == {None}


def test_missing_figures_that_do_not_follow_are_left_open(sound: Findings) -> None:
    blank = {f"applications.{code}.{who}": None for code in ("granted", "not_held") for who in COLUMNS[:2]}
    assert explain(with_figures(sound, blank)).slips == ()


def test_missing_figure_that_could_only_be_negative_is_not_filled(sound: Findings) -> None:
    figures = {"review_litigation.review.upheld": None, "review_litigation.review.total": 100}
    (slip,) = explain(with_figures(sound, figures)).slips
    assert slip.explanations == ()
    assert slip.remark == "按其他数字推出来的「行政复议 × 结果维持」小于 0 或不是整数：其他数字里也有错"


def test_missing_figure_does_not_hide_a_wrong_one(sound: Findings) -> None:
    wrong = {"applications.granted.natural_person": None, "applications.deliberative.business": 9}
    slips = explain(with_figures(sound, wrong)).slips
    assert [changes_of(slip) for slip in slips] == [
        [{"applications.deliberative.business": 2}],
        [{"applications.granted.natural_person": 1198}],
    ]


def test_prose_that_agrees_raises_an_explanation(sound: Findings) -> None:
    wrong = {"review_litigation.review.corrected": 14}
    said = Evidence(("review_litigation.review.corrected",), 17, "正文“纠正17件”")
    assert causes_of(with_figures(sound, wrong)) != causes_of(with_figures(sound, wrong, (said,)))
    assert causes_of(with_figures(sound, wrong, (said,))) == ["一位数字不同：17 写成 14，与正文“纠正17件”一致"]


def test_prose_that_contradicts_lowers_an_explanation(sound: Findings) -> None:
    wrong = {"review_litigation.review.upheld": 169}
    said = Evidence(
        ("review_litigation.review.upheld", "review_litigation.review.corrected"), 186, "正文“维持和纠正186件”"
    )
    (slip,) = explain(with_figures(sound, wrong, (said,))).slips
    assert changes_of(slip)[0] == {"review_litigation.review.total": 285}


LARGE = line("granted", 1198, 74, 3, 9, 11, 9, 1304)
RECEIVED = line("received", 2902, 207, 6, 19, 33, 17, 3184)


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (
            {**line("granted", *RECEIVED.values()), **line("received", *LARGE.values())},
            "两行对调：「一、本年新收」和「三、（一）予以公开」的数字互换了位置，共 14 格",
        ),
        (
            line("granted", 0, 1198, 74, 3, 9, 11, 9),
            "串列：「三、（一）予以公开」从「自然人」到「总计」整体向右错了一格，共 7 格",
        ),
        (
            line("granted", *line("partly_granted", 287, 23, 1, 1, 4, 1, 317).values()),
            "串行：各列的「三、（一）予以公开」照抄了相邻的「三、（二）部分公开」，共 7 格",
        ),
        (
            line("granted", 11, 98, 74, 3, 9, 11, 9),
            "拆格：「三、（一）予以公开」里的 1198 被拆成 11 和 98 两格，后面的数字随之错位，共 7 格",
        ),
    ],
    ids=["swapped", "shifted", "repeated", "split"],
)
def test_slip_of_a_whole_line_comes_first(sound: Findings, yunze: Report, wrong: Changes, cause: str) -> None:
    (slip,) = explain(with_figures(sound, wrong)).slips
    assert slip.explanations[0].cause == cause
    assert changes_of(slip)[0].items() == {
        (cell, yunze.ledger.values[cell]) for cell in wrong if wrong[cell] != yunze.ledger.values[cell]
    }


def test_number_split_over_two_cells_is_glued_together(zeros: Findings) -> None:
    true = [12, 0, 0, 0, 0, 0, 12]
    figures = {**line("received", *true), **line("granted", *true), **line("outcomes_total", *true)}
    wrong = {"applications.granted.natural_person": 1, "applications.granted.business": 2}
    (slip,) = explain(with_figures(zeros, {**figures, **wrong})).slips
    assert slip.explanations[0].cause == "拆格：12 被拆成 1 和 2，写进了相邻的两格"


def test_ledger_in_disorder_is_given_up_with_a_remark(sound: Findings) -> None:
    wrong = {f"applications.{code}.total": 9999 for code in OUTCOMES}
    (slip,) = explain(with_figures(sound, wrong)).slips
    assert slip.explanations == ()
    assert slip.remark == "改动不超过 8 格解释不了，请逐格核对"


def test_search_stops_in_time_and_says_so(sound: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "SECONDS", 0.0)
    (slip,) = explain(with_figures(sound, {"applications.granted.business": 740})).slips
    assert slip.explanations == ()
    assert slip.remark == "时间所限，没有找到解释"


def test_of_very_many_explanations_the_likeliest_are_kept() -> None:
    cells = [f"t.a.x{number}" for number in range(60)]
    places = {cell: place_of(cell, 10) for cell in [*cells, "t.a.total"]}
    equation = (*((cell, 1) for cell in cells), ("t.a.total", -1))
    places["t.a.total"] = place_of("t.a.total", 601)
    (slip,) = explain(judged({"S": equation}, places)).slips
    assert len(slip.explanations) == 50
    assert slip.remark == "另有 11 种可能没有列出"


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_slips_of_a_spreadsheet_are_named_first(sound: Findings, maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a few seeded slips of every kind; some allow others as well, and `bench_shifts` measures them in full."""
    monkeypatch.setattr(explaining, "SECONDS", 60.0)
    slipped = list(mistakes(sound, maker, 3))
    found = [explain(with_figures(sound, {**each.figures, **each.mistake.figures})) for each in slipped]
    assert sum(is_right(each, one) for each, one in zip(slipped, found, strict=True)) >= 1
    assert all(is_listed(each, one) for each, one in zip(slipped, found, strict=True))
