"""What is asked of some reports only leaves the others alone: a report without a register has no rule about one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from annual_report.filing.report import Report
from annual_report.filing.waivers import Waiver
from annual_report.rules.explain.explain import explain
from annual_report.rules.validation import results_of, validate_all
from annual_report.steps.validate import validate
from breaking import failed_rules
from registers import with_cases, with_registers


@pytest.fixture(scope="module")
def kept(yunze: Report) -> Report:
    """A report whose registers agree with its tables."""
    return with_cases(with_registers(yunze))


def test_a_report_without_a_register_has_none_of_its_rules(yunze: Report) -> None:
    assert not [rule for rule in validate(yunze).outcomes if rule.startswith("R-")]


def test_registers_that_agree_with_the_tables_break_no_rule(kept: Report) -> None:
    findings = validate(kept)
    assert failed_rules(findings) == set()
    about = {rule: outcome for rule, outcome in findings.outcomes.items() if rule.startswith("R-")}
    assert about == dict.fromkeys((f"R-{number:02d}" for number in range(1, 13)), "passed")


def test_each_of_many_comes_out_as_it_would_alone(yunze: Report, kept: Report) -> None:
    wrong = with_registers(yunze, {"new": {"replied": date(2025, 1, 2)}})
    together = validate_all([wrong, yunze, kept])
    assert together == [validate(each) for each in (wrong, yunze, kept)]
    assert [failed_rules(each) for each in together] == [{"R-03", "R-06"}, set(), set()]


def test_great_expectations_itself_says_nothing_of_a_register_that_is_not_there(yunze: Report, kept: Report) -> None:
    of_registers = {"register.cells", "register.lines", "register.carry_over", "register.numbers"}
    of_registers |= {"register.carried_numbers", "cases.cells", "cases.lines", "cases.numbers"}
    names = [{each.suite_name for each in results_of(report)} for report in (yunze, kept)]
    assert names[1] - names[0] == of_registers


def test_a_register_without_lines_is_one_that_counts_nothing(luolong: Report, kept: Report) -> None:
    assert kept.register
    assert kept.cases
    empty = replace(luolong, register=replace(kept.register, lines=()), cases=replace(kept.cases, lines=()))
    findings = validate(empty)
    assert {findings.outcomes[rule] for rule in ("R-01", "R-02", "R-07", "R-10", "R-11")} == {"passed"}
    assert findings.outcomes["R-09"] == "not_assessable"


def test_no_finding_repeats_what_stands_in_a_line(yunze: Report) -> None:
    secret = {"number": "ZZQ2024-77", "received": date(2023, 2, 3), "replied": date(2022, 1, 1)}
    report = with_cases(with_registers(yunze, {"new": secret, "carried": {"number": "ZZQ2023-88"}}), {"number": "ZZQ1"})
    report = report.with_values({"review_litigation.review.upheld": 0, "applications.granted.business": 0})
    told = str(validate(report).as_dict())
    assert "第 2 行" in told
    assert not [words for words in ("ZZQ", "2023-02-03", "2022-01-01") if words in told]


@pytest.mark.parametrize(("words", "outcome"), [("第 14 行", "failed"), ("第 105 行", "waived")])
def test_a_person_decides_about_all_the_lines_that_a_finding_names(yunze: Report, words: str, outcome: str) -> None:
    report = with_registers(yunze, {"new": {"received": date(2023, 12, 29)}})
    decided = Waiver(rule="R-02", words=words, reason="跨年登记", who="张三", when=date(2025, 1, 9), file="", row=1)
    findings = validate(replace(report, waivers=(decided,)))
    assert findings.outcomes["R-02"] == outcome


def test_a_register_is_a_witness_of_the_figure_that_is_wrong(yunze: Report) -> None:
    report = with_registers(yunze).with_values({"applications.granted.natural_person": 1189})
    (slip,) = explain(validate(report)).slips
    assert slip.explanations[0].cause == "数字颠倒：1198 写成 1189，与登记簿数出的 1198 件一致"
