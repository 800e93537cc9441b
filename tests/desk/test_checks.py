"""The rules between figures as data say what Great Expectations says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.desk.check import Check, Checks, Sentence, Side, Term
from annual_report.desk.checks import checks_of
from annual_report.desk.rows import OF_FIGURES
from annual_report.filing.report import Report
from annual_report.rules.suites import load_suites
from annual_report.rules.views.tables import FEES
from breaking import BREAKAGES, VARIATIONS, broken
from evaluated import judged_by_great_expectations, verdicts_of

# The suites that are no matter of single figures: prose, dates, decisions, whether a file has all its rows.
OF_OTHER_THINGS = {
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
    *("cases.cells", "cases.numbers"),
}

# The changes of a ledger that a form would see: figures, last year's, what is known of the agency.
OF_A_LEDGER = {"report", "set", "add", "zero", "text", "previous", "powers", "agency", "level", "year", "figures"}


def the(checks: Checks, rule: str, key: str) -> list[Check]:
    return [each for each in checks if (each.rule, each.key) == (rule, key)]


def test_a_sum_across_a_line_is_its_cells_against_their_total(yunze: Report) -> None:
    (check,) = the(checks_of(yunze), "T3-R01", "received")
    kinds = ("natural_person", "enterprise", "research", "social", "legal_service", "other_organization")
    cells = [term.cell.removeprefix("applications.received.") for term in check.sides.left.terms]
    assert len(cells) == len(kinds)
    assert cells[0] == kinds[0]
    assert check.sides.relation == "=="
    assert check.sides.right == Side((Term("applications.received.total"),))
    assert check.at == "applications.received.total"


def test_what_is_carried_in_is_held_against_last_year(yunze: Report) -> None:
    (check,) = the(checks_of(yunze), "X-01", "total")
    assert check.holds == (
        (
            Sentence(
                Side((Term("applications.carried_in.total"),)),
                "==",
                Side((Term("previous.applications.carried_forward.total"),)),
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


SPOILED = {
    name: {kind: change for kind, change in line.items() if kind in OF_A_LEDGER}
    for name, line in {**BREAKAGES, **{name: line["change"] for name, line in VARIATIONS.items()}}.items()
    if OF_A_LEDGER & line.keys() - {"report"}
}


def checks_for(report: Report, known: dict[tuple[object, ...], Checks]) -> Checks:
    """Return the checks of a report, made once for all with what they depend on alike."""
    last = report.previous.values if report.previous else {}
    key = (report.form.version, report.year, repr(report.agency), str(last.get(FEES)))
    return known.setdefault(key, known.get(key) or checks_of(report))


def test_checks_judge_every_breakage_as_great_expectations_does() -> None:
    reports, known = {name: broken(line) for name, line in SPOILED.items()}, dict[tuple[object, ...], Checks]()
    for version in ("2019", "2021"):
        of_form = {name: report for name, report in reports.items() if report.form.version == version}
        judged = judged_by_great_expectations(list(of_form.values()))
        for (name, report), verdicts in zip(of_form.items(), judged, strict=True):
            assert verdicts_of(checks_for(report, known), report) == verdicts, name
