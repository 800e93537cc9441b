"""A summary accounts for every rule of every suite, on every row it should have been judged on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from annual_report.errors import RuleError
from annual_report.filing.report import Report
from annual_report.rules import run_suite as judging
from annual_report.rules.rule import Rule
from annual_report.rules.run_suite import judge
from annual_report.rules.suites import load_suites
from annual_report.rules.views import View, views_of
from annual_report.rules.views.catalogue import MAKERS, OPTIONAL
from annual_report.rules.views.waivers import WAIVERS
from annual_report.steps.validate import validate

CELLS = 200
MONEY, COUNTS = 1, 199


def ids_of(rule: Rule, view: View) -> set[str]:
    """Return the ids under which a rule must be judged on a view: one, or one for every row."""
    return {rule.id.format(number=number) for number in range(1, len(view.frame) + 1)} or {rule.id}


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_every_rule_of_every_suite_has_an_outcome(agency: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(agency)
    views = views_of(report)
    suites = [suite for suite in load_suites("2021") if suite.name in {*MAKERS, WAIVERS}]  # others need other reports
    expected = {rule.id for suite in suites if suite.name not in {*views, *OPTIONAL} for rule in suite.rules}
    for suite in suites:
        if suite.name in views:
            expected |= {each for rule in suite.rules for each in ids_of(rule, views[suite.name])}
    findings = validate(report)
    assert set(findings.outcomes) == expected
    assert sum(findings.summary.values()) == len(expected)


def test_rules_about_every_cell_are_judged_on_every_cell(yunze: Report) -> None:
    (suite,) = (each for each in load_suites("2021") if each.name == "cells")
    judged = Counter[str]()
    for each in judge(suite, [views_of(yunze)["cells"]]):
        judged[each.rule.id] += int(each.judged.sum())
    assert judged["C-01"] == CELLS
    assert judged["C-02"] == COUNTS
    assert judged["C-03"] == COUNTS + CELLS  # whole numbers, and how any number is written
    assert judged["C-04"] == MONEY + MONEY


@pytest.mark.parametrize("position", [0, 4])
def test_rule_that_the_engine_leaves_out_is_never_a_pass(
    yunze: Report, position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = judging.run

    def without_one(*args: object) -> object:
        result = run(*args)  # type: ignore[arg-type]
        result.results = [each for each in result.results if each.expectation_config.meta["position"] != position]
        return result

    monkeypatch.setattr(judging, "run", without_one)
    with pytest.raises(RuleError, match="没有结果"):
        validate(yunze)


def test_rule_that_the_engine_judges_on_fewer_rows_is_broken(yunze: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    run = judging.run

    def with_one_row_less(*args: object) -> object:
        result = run(*args)  # type: ignore[arg-type]
        for each in mapped(result.results):
            each.result["element_count"] -= 1
        return result

    def mapped(results: list[object]) -> Iterator[object]:
        return (result for result in results if "element_count" in result.result)  # type: ignore[attr-defined]

    monkeypatch.setattr(judging, "run", with_one_row_less)
    findings = validate(yunze)
    assert set(findings.outcomes.values()) == {"broken"}
    with pytest.raises(RuleError, match="规则本身出错"):
        findings.raise_for_critical()
