"""Let Great Expectations judge a report: every suite over its view, every outcome by rule."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from annual_report.errors import RuleError
from annual_report.model.findings import Equation, Findings, worst
from annual_report.model.report import Report
from annual_report.model.views import View, views_of
from annual_report.model.views.view import places_of

if TYPE_CHECKING:
    from annual_report.model.rules import Suite
    from annual_report.steps.validate.judge import Judgement

NO_SUITE = "数据视图 {views} 没有对应的规则套件"
NO_VIEW = "规则套件 {suites} 没有对应的数据视图"


def validate(report: Report) -> Findings:
    """Judge a report by the suites of its form.

    Every rule comes out as passed, failed, broken or not_assessable. Raises RuleError for a suite that cannot be read
    or does not fit its view.
    """
    # Great Expectations takes seconds to import; a notebook that only ingests should not wait for it.
    from annual_report.model.suites import load_suites, require_columns
    from annual_report.steps.validate.judge import judge

    views = views_of(report)
    suites = load_suites(report.form.version)
    _require_same_names(views, suites)
    for suite in suites:
        require_columns(suite, list(views[suite.name].frame.columns))
    judgements = [judgement for suite in suites for judgement in judge(suite, views[suite.name])]
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


def _require_same_names(views: dict[str, View], suites: list[Suite]) -> None:
    names = {suite.name for suite in suites}
    if set(views) - names:
        raise RuleError(NO_SUITE.format(views="、".join(sorted(set(views) - names))))
    if names - set(views):
        raise RuleError(NO_VIEW.format(suites="、".join(sorted(names - set(views)))))
