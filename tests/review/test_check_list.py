"""The check list puts every finding into one problem, and marks the cells that may be its cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.place import Place
from annual_report.review.check_list import Task, check_list_of
from annual_report.review.marks import marks_of
from annual_report.review.problem_words import circled_number, proposal
from annual_report.rules.explain.explain import explain
from annual_report.rules.finding import Change, Explanation, Finding, Slip
from annual_report.rules.findings import Findings
from annual_report.steps.validate import validate
from breaking import broken
from slipping import RECEIVED, TOTALS, slipped


def found(*findings: Finding) -> Findings:
    return Findings({each.rule: each.outcome for each in findings}, findings)


def finding(rule: str, *cells: tuple[int, int], severity: str = "critical", follows: tuple[str, ...] = ()) -> Finding:
    places = tuple(Place("applications", "", "", "格", "a.csv", row, col, None) for row, col in cells)
    return Finding(rule, "failed", severity, "标签", f"{rule} 不成立", "依据", places, follows=follows)


def test_a_slip_is_one_problem_with_what_follows_under_it() -> None:
    _, findings = slipped()
    tasks = check_list_of(findings).slip_tasks
    assert [(task.number, task.leading.rule) for task in tasks] == [(1, "T3-I1"), (2, "T4-S1")]
    assert [each.rule for each in tasks[0].following] == ["T3-R01"]


def test_every_failed_finding_stands_in_one_problem() -> None:
    _, findings = slipped()
    tasks = check_list_of(findings).tasks
    listed = [each.message for task in tasks for each in (task.leading, *task.alike, *task.following)]
    assert sorted(listed) == sorted(each.message for each in findings.failed())


def test_without_slips_what_follows_still_stands_under_its_cause() -> None:
    _, findings = slipped()
    tasks = check_list_of(replace(findings, slips=())).tasks
    following = {task.leading.rule: [each.rule for each in task.following] for task in tasks}
    assert following["T3-I1"] == ["T3-R01"]


def test_blank_cells_of_one_row_are_one_problem() -> None:
    tasks = check_list_of(found(finding("C-01", (2, 2)), finding("C-01", (2, 3)), finding("C-01", (3, 2)))).tasks
    assert [(task.leading.cells[0].row, len(task.alike)) for task in tasks] == [(2, 1), (3, 0)]


def test_what_follows_from_a_follower_and_what_follows_in_a_circle_is_not_lost() -> None:
    chain = [finding("C", follows=("B",)), finding("B", follows=("A",)), finding("A")]
    circle = [finding("D", follows=("E",)), finding("E", follows=("D",))]
    tasks = check_list_of(found(*chain, *circle)).tasks
    rules = [[task.leading.rule, *(each.rule for each in task.following)] for task in tasks]
    assert rules == [["A", "B", "C"], ["D", "E"]]


def test_a_problem_is_as_grave_as_the_gravest_in_it() -> None:
    listed = check_list_of(found(finding("A", severity="warning"), finding("B", follows=("A",))))
    assert listed.counts == {"错误": 1, "提醒": 0, "提示": 0}


def test_cells_of_the_likeliest_explanation_are_marked_as_likely() -> None:
    report, findings = slipped()
    marks = marks_of(check_list_of(findings), report)
    assert [(sign.number, sign.likely) for sign in marks[RECEIVED]] == [(1, True)]
    assert [(sign.number, sign.likely) for sign in marks[TOTALS[0]]] == [(1, False)]
    assert marks["disclosure.licences.decisions"][0].likely


def test_cells_of_last_year_are_not_marked_in_this_years_tables() -> None:
    report, findings = slipped()
    slip, other = findings.slips
    (change,) = slip.explanations[0].changes
    before = Change(replace(change.place, file=change.place.file.replace("2024", "2023")), change.to)
    of_last_year = replace(slip, explanations=(Explanation((before,), ""), *slip.explanations[1:]))
    assert RECEIVED not in marks_of(check_list_of(replace(findings, slips=(of_last_year, other))), report)


def test_a_proposal_says_where_from_what_to_what_and_why() -> None:
    _, findings = slipped()
    first, _, unknown = findings.slips[0].explanations
    assert proposal(first) == "一、本年新收 × 自然人（applications.csv 第2行B列）2903 → 2902（多写了 1）"
    assert proposal(unknown) == "四、结转下年 × 自然人（applications.csv 第26行B列）93 → 待核实"


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (51, "（51）")])
def test_numbers_beside_figures_cannot_be_read_as_digits(number: int, sign: str) -> None:
    assert circled_number(number) == sign


def slip(rule: str, *explanations: tuple[str, int], likely: bool = True) -> Slip:
    """Return a slip with explanations of so many cells."""
    changes = [Change(Place("applications", "", "", f"格{row}", "a.csv", row, 1, 1), 2) for row in range(1, 20)]
    made = (Explanation(tuple(changes[:count]), cause) for cause, count in explanations)
    return Slip((rule,), tuple(made), likely=likely)


def explained(slips: tuple[Slip, ...], *findings: Finding) -> list[Task]:
    return list(check_list_of(replace(Findings({}, findings), slips=slips)).tasks)


def test_two_findings_of_one_rule_stand_in_the_slips_that_explain_them() -> None:
    """Blanks in two tables: each has its own place, words and suggestion."""
    slips = (slip("C-01", ("可由其他数字推出", 1)), slip("C-01", ("可由其他数字推出", 1)))
    blanks = [replace(finding("C-01", (row, 2)), slip=number) for row, number in ((2, 1), (9, 2), (5, 0))]
    tasks = explained(slips, *blanks)
    assert [(task.leading.cells[0].row, len(task.explanations), task.following) for task in tasks] == [
        (2, 1, ()),
        (9, 1, ()),
        (5, 0, ()),
    ]


def test_blanks_of_one_row_in_one_slip_are_named_and_do_not_follow_from_each_other() -> None:
    blanks = [
        replace(finding("C-01", (2, col)), slip=1, cells=(Place("t", "", "", f"第{col}格", "a.csv", 2, col, None),))
        for col in (2, 3, 4)
    ]
    (task,) = explained((slip("C-01", ("可由其他数字推出", 3)),), *blanks)
    assert (task.labels_alike, task.following) == ("第3格、第4格", ())


def test_of_two_findings_of_one_rule_that_about_the_same_cells_is_followed() -> None:
    tasks = check_list_of(found(finding("A", (2, 1)), finding("A", (3, 1)), finding("B", (3, 1), follows=("A",)))).tasks
    assert [(task.leading.cells[0].row, len(task.following)) for task in tasks] == [(2, 0), (3, 1)]
    tasks = check_list_of(found(finding("A", (2, 1)), finding("A", (3, 1)), finding("B", (4, 1), follows=("A",)))).tasks
    assert [task.leading.rule for task in tasks] == ["A", "A", "B"]


def test_one_move_is_said_in_a_sentence_and_every_cell_of_it_is_marked_as_likely() -> None:
    words = "串行：「自然人」从「一」到「二」整体向下错了一格，共 17 格"
    (task,) = explained((slip("A", (words, 17)),), replace(finding("A", (1, 1)), slip=1))
    assert proposal(task.explanations[0]) == words
    assert [likely for _, likely in task.suspects] == [True] * 17


def test_where_no_explanation_is_likelier_none_is_marked_as_likely_and_many_cells_are_not_guessed_at() -> None:
    wrong = replace(finding("A", (1, 1)), slip=1)
    few, many = (slip("A", *[("数字填错", count)] * 5, likely=False) for count in (1, 7))
    (task,) = explained((few,), wrong)
    assert (task.advice_word, len(task.explanations)) == ("可能是", 5)
    assert not any(likely for _, likely in task.suspects)
    many = replace(many, rules=("A", "B"))
    (task,) = explained((many,), wrong, replace(finding("B", follows=("A",)), slip=1))
    assert (task.explanations, task.following_word) == ((), "同时不成立")
    assert not any(likely for _, likely in task.suspects)
    assert "有 5 种改法" in task.remark


@pytest.mark.parametrize("blank", ["review_litigation.review.upheld", "disclosure.administrative_fees.fees"])
def test_prose_that_quotes_a_blank_follows_from_it(blank: str) -> None:
    """Whether other figures give what is missing, or nothing does."""
    tasks = check_list_of(explain(validate(broken({"set": {blank: None}})))).tasks
    (task,) = (each for each in tasks if each.leading.rule == "C-01")
    assert [(each.rule, each.cells[0].table) for each in task.following] == [("C-01", "narrative")]


def test_missing_figures_of_a_row_are_offered_in_one_sentence() -> None:
    changes = (Change(Place("applications", "", "", "格", "a.csv", 6, col, None), 0) for col in (2, 3, 8))
    explanation = Explanation(tuple(changes), "可由其他数字推出")
    assert proposal(explanation) == "这一行的 3 格可由其他数字推出：B列 0、C列 0、H列 0"


def test_beside_one_slip_that_explains_everything_no_list_of_single_cells_is_shown() -> None:
    (task,) = explained((slip("A", ("串行，共 5 格", 5), ("逐格", 4), ("一格", 1)),), replace(finding("A"), slip=1))
    assert [explanation.cause for explanation in task.explanations] == ["串行，共 5 格", "一格"]
