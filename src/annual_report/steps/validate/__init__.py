"""Let Great Expectations judge a report: every suite over its view, every outcome by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annual_report.errors import RuleError
from annual_report.model.effects import effects_of
from annual_report.model.findings import Equation, Findings, worst
from annual_report.model.report import Report
from annual_report.model.views import View, views_of
from annual_report.model.views.view import places_of
from annual_report.model.views.waivers import WAIVERS, waivers
from annual_report.steps.validate.waiving import waive

if TYPE_CHECKING:
    from annual_report.model.rules import Suite
    from annual_report.steps.validate.judge import Judgement

NO_SUITE = "数据视图 {views} 没有对应的规则套件"
NO_VIEW = "规则套件 {suites} 没有对应的数据视图"


def validate(report: Report) -> Findings:
    """Judge a report by the suites of its form.

    Every rule comes out as passed, failed, broken, not_assessable, or waived by a person. Raises RuleError for a suite
    that cannot be read or does not fit its view, and for a rule that was not judged.
    """
    # Great Expectations takes seconds to import; a notebook that only ingests should not wait for it.
    from annual_report.model.suites import load_suites

    views = views_of(report)
    suites = load_suites(report.form.version)
    _require_same_names({*views, WAIVERS}, suites)
    judgements = list(_judge(suites, views))
    findings = _findings(judgements, report)
    rules = [rule for suite in suites if suite.name in views for rule in suite.rules]
    effects = effects_of(report.waivers, findings, rules)
    # What becomes of a waiver can only be told, and judged, once every other rule has been.
    judgements += _judge(suites, {WAIVERS: waivers(effects, findings.outcomes)})
    return waive(_findings(judgements, report), effects)


def _judge(suites: list[Suite], views: dict[str, View]) -> Iterator[Judgement]:
    from annual_report.model.suites import require_columns
    from annual_report.steps.validate.judge import judge

    for suite in suites:
        if suite.name in views:
            require_columns(suite, list(views[suite.name].frame.columns))
            yield from judge(suite, views[suite.name])


def _findings(judgements: list[Judgement], report: Report) -> Findings:
    return Findings(
        outcomes=_by_rule(judgements),
        found=tuple(each.finding for each in judgements if each.finding),
        sound=_equations(judgements, "passed"),
        open=_equations(judgements, "not_assessable"),
        places=places_of(report),
    )


def _equations(judgements: list[Judgement], outcome: str) -> tuple[Equation, ...]:
    return tuple(each.equation for each in judgements if each.outcome == outcome and each.equation)


def _by_rule(judgements: list[Judgement]) -> dict[str, str]:
    outcomes: dict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        outcomes[judgement.rule].append(judgement.outcome)
    return {rule: worst(outcomes[rule]) for rule in sorted(outcomes)}


def _require_same_names(views: set[str], suites: list[Suite]) -> None:
    names = {suite.name for suite in suites}
    if views - names:
        raise RuleError(NO_SUITE.format(views="、".join(sorted(views - names))))
    if names - views:
        raise RuleError(NO_VIEW.format(suites="、".join(sorted(names - views))))
