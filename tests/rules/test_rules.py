"""Every rule is triggered by its smallest breakage, sound reports trigger none, and any wrong figure is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.report import Passage, Report
from annual_report.rules.findings import Findings
from annual_report.rules.validation import validate_all
from annual_report.steps.validate import validate
from balances import BALANCES, LEDGER_CELLS, broken_by
from breaking import (
    BREAKAGES,
    VARIATIONS,
    broken,
    failed_rules,
    fails_just,
    judge_all,
    too_few_breakages,
    unseen,
    without_breakage,
)

# What is judged in one run is judged once: all that asks for it is tested in one process.
pytestmark = pytest.mark.xdist_group("rules")


@pytest.fixture(scope="module")
def judged() -> dict[str, Findings]:
    """What the rules say of every breakage."""
    return judge_all(BREAKAGES)


@pytest.mark.parametrize("line", BREAKAGES)
def test_smallest_breakage_triggers_its_rule(line: str, judged: dict[str, Findings]) -> None:
    assert unseen({line: judged[line]}) == []


def test_findings_of_every_breakage_come_back_from_json(judged: dict[str, Findings]) -> None:
    for findings in judged.values():
        assert Findings.from_dict(findings.as_dict()).as_dict() == findings.as_dict()


@pytest.fixture(scope="module")
def varied() -> dict[str, Findings]:
    """What the rules say of every variation, those of one form judged in one run."""
    return judge_all({name: variation["change"] for name, variation in VARIATIONS.items()})


@pytest.mark.parametrize("name", VARIATIONS)
def test_rules_say_just_this_of_a_report_that_is_right_in_an_unusual_way(
    name: str, varied: dict[str, Findings]
) -> None:
    assert fails_just(varied[name], VARIATIONS[name]["fails"])


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


def test_every_rule_has_a_breakage_and_every_breakage_a_rule(judged: dict[str, Findings]) -> None:
    """A rule that is gone leaves its line behind, one that is new has none yet."""
    assert without_breakage(judged) == set()


def test_every_part_of_a_rule_has_a_breakage_of_its_own() -> None:
    """A rule in several parts (C-05: limit, last year) has a line for each part."""
    assert too_few_breakages(BREAKAGES) == set()


def test_every_figure_of_tables_three_and_four_stands_in_just_its_balances(yunze: Report) -> None:
    """One more in any of the 190 figures breaks the balances it is printed in, and no other."""
    values = yunze.ledger.values
    reports = [yunze.with_values({str(each.address): (values[str(each.address)] or 0) + 1}) for each in LEDGER_CELLS]
    for cell, findings in zip(LEDGER_CELLS, validate_all(reports), strict=True):
        failed = {rule for rule in failed_rules(findings) if rule.startswith(BALANCES)}
        assert failed == broken_by(cell), cell.label


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
        passage = Passage("problems", "收到道路挖掘申请1件，" * count, "luolong/2024/narrative.md", 1)
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
