"""The rules between figures as data say what Great Expectations says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.desk.check import Check, Checks, Statement, Sum, Term
from annual_report.desk.checks import checks_of
from annual_report.desk.rows import OF_FIGURES
from annual_report.filing.report import Report
from annual_report.rules.suites import load_suites
from breaking import broken
from evaluated import disagreements, spoiled_ledgers

# The suites that are no matter of single figures: prose, dates, decisions, whether a file has all its rows.
OF_OTHER_THINGS = {
    *("rollup", "rollup.carry_over", "rollup.texts", "rollup.units", "rollup.whole"),
    *(
        "citations",
        "claims",
        "dates",
        "fees",
        "figures",
        "notebook",
        "numbers",
        "report",
        "sections",
        "tables",
        "waivers",
    ),
    *("register.carried_numbers", "register.carry_over", "register.cells", "register.lines", "register.numbers"),
    *("cases.cells", "cases.lines", "cases.numbers"),
}


def the(checks: Checks, rule: str, key: str) -> list[Check]:
    return [each for each in checks if (each.rule, each.key) == (rule, key)]


def test_a_sum_across_a_line_is_its_cells_against_their_total(yunze: Report) -> None:
    (check,) = the(checks_of(yunze), "T3-R01", "received")
    kinds = ("natural_person", "enterprise", "research", "social", "legal_service", "other_organization")
    cells = [term.cell.removeprefix("applications.received.") for term in check.sides.left.terms]
    assert len(cells) == len(kinds)
    assert cells[0] == kinds[0]
    assert check.sides.relation == "=="
    assert check.sides.right == Sum((Term("applications.received.total"),))
    assert check.at == "applications.received.total"


def test_what_is_carried_in_is_held_against_last_year(yunze: Report) -> None:
    (check,) = the(checks_of(yunze), "X-01", "total")
    assert check.holds == (
        (
            Statement(
                Sum((Term("applications.carried_in.total"),)),
                "==",
                Sum((Term("previous.applications.carried_forward.total"),)),
            ),
        ),
    )
    assert check.explain == "上年结转是 {left}，上年报告的结转下年度是 {right}，相差 {imbalance}"


def test_checks_do_not_depend_on_what_is_filled_in(yunze: Report) -> None:
    emptied = yunze.with_values(dict.fromkeys(yunze.ledger.values))
    assert checks_of(emptied) == checks_of(yunze)


def test_what_nobody_said_of_an_agency_leaves_a_check_open(yunze: Report) -> None:
    silent = yunze.agency.powers.model_copy(update={"licensing": None})
    checks = checks_of(replace(yunze, agency=yunze.agency.model_copy(update={"powers": silent})))
    assert {each.unknown for each in the(checks, "T2-03", "disclosure")} >= {("agency.yaml 的 powers.licensing",)}


@pytest.mark.parametrize("line", [{}, {"report": ["hewan", 2020]}], ids=["2021", "2019"])
def test_every_rule_between_figures_is_stated(line: dict[str, object]) -> None:
    checks = checks_of(broken(line))
    assert checks.left_out == ()
    assert {suite.name for suite in load_suites(broken(line).form.version)} - set(OF_FIGURES) == OF_OTHER_THINGS


def test_checks_judge_breakages_as_great_expectations_does() -> None:
    assert disagreements([*spoiled_ledgers()][::5]) == []
