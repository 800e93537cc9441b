"""Every rule is triggered by its smallest breakage, sound reports trigger none, and any wrong figure is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.report import Passage, Report
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.findings import Findings
from annual_report.rules.suites import load_suites
from annual_report.rules.validation import validate_all
from annual_report.steps.validate import validate
from balances import BALANCES, LEDGER_CELLS, broken_by
from breaking import BREAKAGES, VARIATIONS, broken

# The whole of facts.md section 3.1-3.10 (T2-04 is said when reading: a table in the labels of another form is none of
# this year's), and our own: P-01 (typed numbers, numbers without a source), F-11 (unwritten passages).
EXPECTED = {
    *(f"C-0{number}" for number in range(1, 8)),
    *(f"T2-0{number}" for number in (1, 2, 3, 5)),
    *(f"T3-R{number:02d}" for number in range(1, 26)),
    *(f"T3-S{number}" for number in range(1, 8)),
    *(f"T3-I{number}" for number in range(1, 8)),
    *(f"T3-0{number}" for number in range(1, 7)),
    *(f"T4-S{number}" for number in range(1, 4)),
    "T4-01",
    *(f"XT-0{number}" for number in range(1, 8)),
    *(f"X-0{number}" for number in range(1, 9)),
    *(f"N-{number:02d}" for number in range(1, 17)),
    *(f"M-0{number}" for number in (1, 2, 4, 5, 6, 7, 8)),
    *(f"F-{number:02d}" for number in range(1, 12)),
    "P-01",
    *(f"W-0{number}" for number in range(1, 4)),
}


def failed_rules(findings: Findings) -> set[str]:
    return {finding.rule for finding in findings.failed()}


@pytest.fixture(scope="module")
def judged() -> dict[str, Findings]:
    """What the rules say of every breakage; those of one form are judged in one run."""
    reports = {line: broken(breakage) for line, breakage in BREAKAGES.items()}
    found = {}
    for version in ("2019", "2021"):
        lines = [line for line, report in reports.items() if report.form.version == version]
        found |= dict(zip(lines, validate_all([reports[line] for line in lines]), strict=True))
    return found


@pytest.mark.parametrize("line", BREAKAGES)
def test_smallest_breakage_triggers_its_rule(line: str, judged: dict[str, Findings]) -> None:
    assert line.split()[0] in failed_rules(judged[line])
    assert judged[line].summary["broken"] == 0


def test_findings_of_every_breakage_come_back_from_json(judged: dict[str, Findings]) -> None:
    for findings in judged.values():
        assert Findings.from_dict(findings.as_dict()).as_dict() == findings.as_dict()


@pytest.mark.parametrize("name", VARIATIONS)
def test_rules_say_just_this_of_a_report_that_is_right_in_an_unusual_way(name: str) -> None:
    findings = validate(broken(VARIATIONS[name]["change"]))
    assert {each.rule: each.severity for each in findings.failed()} == VARIATIONS[name]["fails"]
    assert len({(each.rule, each.severity) for each in findings.failed()}) == len(VARIATIONS[name]["fails"])


def test_many_reports_in_one_run_come_out_as_each_alone(judged: dict[str, Findings]) -> None:
    for line in ("T3-R07", "N-06", "C-01"):
        assert validate(broken(BREAKAGES[line])) == judged[line]


@pytest.mark.parametrize(
    ("agency", "year", "expected"),
    [("luolong", 2024, {"C-07", "F-07"}), ("yunze", 2023, set()), ("yunze", 2024, set()), ("hewan", 2020, set())],
)
def test_sound_report_triggers_none(agency: str, year: int, expected: set[str]) -> None:
    """luolong files a true report of all zeros (C-07) and tells more of its business than of openness (F-07)."""
    assert failed_rules(validate(broken({"report": [agency, year]}))) == expected


def test_no_rule_is_without_breakage_and_none_of_the_facts_is_left_out(judged: dict[str, Findings]) -> None:
    evaluated = {rule for findings in judged.values() for rule in findings.outcomes}
    assert evaluated == EXPECTED
    assert evaluated == {line.split()[0] for line in BREAKAGES}


def test_every_expectation_of_a_suite_has_a_breakage_of_its_own() -> None:
    """A rule in several parts (C-05: limit, last year) has a line for each part."""
    parts = [rule.id for suite in load_suites("2021") for rule in suite.rules]
    lines = [line.split()[0] for line in BREAKAGES]
    for rule in {part for part in parts if "{" not in part}:
        assert lines.count(rule) >= parts.count(rule), rule


def test_every_figure_of_tables_three_and_four_stands_in_just_its_balances(yunze: Report) -> None:
    """One more in any of the 190 figures breaks the balances it is printed in, and no other."""
    values = yunze.ledger.values
    reports = [yunze.with_values({str(each.address): (values[str(each.address)] or 0) + 1}) for each in LEDGER_CELLS]
    for cell, findings in zip(LEDGER_CELLS, validate_all(reports), strict=True):
        failed = {rule for rule in failed_rules(findings) if rule.startswith(BALANCES)}
        assert failed == broken_by(cell), cell.label


# facts.md section 3; of a rule in several parts the gravest first. What is not named is critical.
WARNINGS = {
    *("C-05", "T2-01", "T2-03", "T2-05", "T3-02", "T3-03", "T3-04", "M-01", "M-02", "M-04", "M-06", "M-07", "M-08"),
    *("X-02", "X-03", "X-06", "X-07", "X-08", "N-08", "N-14", "P-01", "F-01", "F-02", "F-05", "F-07", "F-08", "F-10"),
    *(f"XT-0{number}" for number in range(1, 8)),
    *("W-01", "W-02"),
}
INFORMATION = {"C-07", "T3-06", "X-04", "X-05", "N-09"}


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_severities_are_those_of_the_facts(version: str) -> None:
    gravest: dict[str, str] = {}
    for rule in (rule for suite in load_suites(version) for rule in suite.rules):
        known = [rule.severity, gravest.get(rule.id, rule.severity)]
        gravest[rule.id] = min(known, key=list(SEVERITIES).index)
    for rule, severity in gravest.items():
        assert severity == ("warning" if rule in WARNINGS else "info" if rule in INFORMATION else "critical"), rule


def test_figures_of_a_real_published_mistake_are_found_by_column(luolong: Report) -> None:
    """自然人 一 60, (七) 61 and 总计 62 / 63: every sum holds, only the balance fails, by one, in both columns."""
    natural, total = "natural_person", "total"
    figures = {
        f"applications.{line}.{column}": value
        for column, values in {
            natural: (60, 59, 1, 1, 61),
            "business": (2, 2, 0, 0, 2),
            total: (62, 61, 1, 1, 63),
        }.items()
        for line, value in zip(
            ("received", "granted", "partly_granted", "other_outcomes", "outcomes_total"), values, strict=True
        )
    }
    findings = validate(luolong.with_values(figures))
    assert failed_rules(findings) == {"T3-I1", "T3-I7", "T3-01", "F-07"}
    assert {(each.rule, each.imbalance) for each in findings.failed() if each.rule.startswith("T3-I")} == {
        ("T3-I1", -1),
        ("T3-I7", -1),
    }


def test_rule_that_needs_master_data_nobody_gave_is_not_assessable(luolong: Report) -> None:
    findings = validate(luolong)
    assert findings.outcomes["T2-03"] == "not_assessable"
    assert findings.outcomes["T2-02"] == "passed"


def test_missing_figure_leaves_the_rules_that_need_it_unjudged(yunze: Report) -> None:
    findings = validate(yunze.with_values({"applications.granted.business": None}))
    assert {rule for rule, outcome in findings.outcomes.items() if outcome == "not_assessable"} >= {"T3-R03", "T3-S2"}
    assert findings.outcomes["T3-R04"] == "passed"


def test_very_many_figures_that_cannot_be_judged_are_counted(luolong: Report) -> None:
    """A section of 4,000 figures made 68,000 findings, and its report took minutes."""

    def unjudged(count: int) -> list[str]:
        passage = Passage("problems", "本年新收申请1件，" * count, "luolong/2024/narrative.md", 1)
        found = validate(_with(luolong, passage)).found
        return [each.message for each in found if each.outcome == "not_assessable"]

    some, many = unjudged(60), unjudged(300)
    assert len(some) == len(many)
    assert any(message.endswith("（另有 280 处）") for message in many)


def _with(report: Report, passage: Passage) -> Report:
    return replace(report, narrative={**report.narrative, passage.section: passage})


def test_a_message_quotes_no_more_than_can_be_read(luolong: Report) -> None:
    words = "1." * 5000
    found = validate(_with(luolong, Passage("problems", words, "luolong/2024/narrative.md", 1))).found
    assert found
    assert all(len(each.message) < 300 for each in found)
