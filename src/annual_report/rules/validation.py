"""Let Great Expectations judge reports: every suite over its view, every outcome by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annual_report.errors import RuleError
from annual_report.filing.place import WAIVERS
from annual_report.filing.report import Report
from annual_report.rules.findings import Findings
from annual_report.rules.memory.verdicts import Verdict, collect_verdicts
from annual_report.rules.profiles.fulfilment import fulfilment
from annual_report.rules.profiles.judge_local import judge_local, local_rules
from annual_report.rules.profiles.points import LOCAL, points_for
from annual_report.rules.profiles.suite import suite_of
from annual_report.rules.some_reports import judge_some
from annual_report.rules.views import View, views_of
from annual_report.rules.views.catalogue import MAKERS, OPTIONAL
from annual_report.rules.views.view import KEY, NUMBER, frame_of
from annual_report.rules.views.waivers import waivers
from annual_report.rules.waiving.decisions import effects_of
from annual_report.rules.waiving.marking import waive

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult

    from annual_report.rules.rule import Rule, Suite

NO_SUITE = "数据视图 {views} 没有对应的规则套件"


def verdicts_on(reports: Sequence[Report]) -> list[dict[str, Verdict]]:
    """Judge reports of one form in one run, and return what was said of each. Raises RuleError as `validate_all`."""
    with collect_verdicts() as verdicts:
        validate_all(reports)
    return [verdicts.now[number] for number, _ in enumerate(reports)]


def validate_all(reports: Sequence[Report]) -> list[Findings]:
    """Judge several reports of one form in one run; each comes out as it would alone.

    Every rule comes out as passed, failed, broken, not_assessable, or waived by a person. Raises RuleError for a suite
    that cannot be read or does not fit its view, and for a rule that was not judged.
    """
    # Great Expectations takes seconds to import; a notebook that only ingests should not wait for it.
    from annual_report.rules.assemble import JudgedView, assemble
    from annual_report.rules.memory.recalling import judge_unless_known

    suites = _suites(reports[0])
    views = [_views(report, suites) for report in reports]
    pairs = [(suite, [view[suite.name] for view in views]) for suite in suites if suite.name not in OPTIONAL]
    judged = assemble(reports, [JudgedView(each, judge_unless_known(suite, each)) for suite, each in pairs])
    judged = _judge_optional(reports, views, suites, judged)
    local = [view.get(LOCAL) for view in views]
    rules = [rule for suite in suites for rule in suite.rules]
    known = [[*rules, *local_rules(report, view)] for report, view in zip(reports, local, strict=True)]
    findings = _settle(reports, judge_local(reports, local, judged), known)
    return [replace(each, points=fulfilment(report, each)) for report, each in zip(reports, findings, strict=True)]


def _judge_optional(
    reports: Sequence[Report], views: Sequence[Mapping[str, View]], suites: Sequence[Suite], judged: Sequence[Findings]
) -> list[Findings]:
    """Return findings with those about what not every report has."""
    findings = [*judged]
    for suite in (each for each in suites if each.name in OPTIONAL):
        mine = {number: view[suite.name] for number, view in enumerate(views) if suite.name in view}
        for number, found in judge_some(suite, reports, mine).items():
            findings[number] = findings[number].beside(found)
    return findings


def _settle(reports: Sequence[Report], findings: Sequence[Findings], rules: Sequence[Sequence[Rule]]) -> list[Findings]:
    """Return findings with what persons decided about them.

    What becomes of a waiver can only be told, and judged, once every other rule has been.
    """
    from annual_report.rules.assemble import JudgedView, assemble
    from annual_report.rules.memory.recalling import judge_unless_known

    three = zip(reports, findings, rules, strict=True)
    effects = [effects_of(report.waivers, found, known) for report, found, known in three]
    decided = [waivers(each, one.outcomes) for each, one in zip(effects, findings, strict=True)]
    suite = _suite_of(reports[0], WAIVERS)
    about_waivers = assemble(reports, [JudgedView(decided, judge_unless_known(suite, decided))])
    return [waive(one.beside(two), each) for one, two, each in zip(findings, about_waivers, effects, strict=True)]


def judge_beside(report: Report, view: View) -> Findings:
    """Judge a view that is made of more than the report: of what a notebook shows, of the reports of its units.

    Raises RuleError where the form has no suite for it, or one that names what it lacks.
    """
    from annual_report.rules.suites import require_columns

    suite = _suite_of(report, view.name)
    require_columns(suite, [KEY, NUMBER, *view.columns])
    return judge_some(suite, [report], {0: view})[0]


def results_of(report: Report) -> list[ExpectationSuiteValidationResult]:
    """Return what Great Expectations itself says of a report, suite by suite."""
    from annual_report.rules.run_suite import run

    suites = _suites(report)
    views = _views(report, suites)
    own = [suite_of(points_for(report), report.form)] if LOCAL in views else []
    asked = [suite for suite in [*suites, *own] if suite.name in views]
    return [run(suite, frame_of([views[suite.name]])) for suite in asked]


def _suites(report: Report) -> list[Suite]:
    """Return the suites of the form of a report whose views are made of it alone: the others are judged later."""
    from annual_report.rules.suites import load_suites

    return [suite for suite in load_suites(report.form.version) if suite.name in MAKERS]


def _views(report: Report, suites: Sequence[Suite]) -> dict[str, View]:
    """Return every view of a report. Raises RuleError where one has no suite, or a suite names what it lacks."""
    from annual_report.rules.suites import require_columns

    views = views_of(report)
    without = set(views) - {suite.name for suite in suites} - {LOCAL}
    if without:
        raise RuleError(NO_SUITE.format(views="、".join(sorted(without))))
    for suite in suites:
        if suite.name in views or suite.name not in OPTIONAL:
            require_columns(suite, [KEY, NUMBER, *views[suite.name].columns])
    return views


def _suite_of(report: Report, name: str) -> Suite:
    """Return a suite that is judged later than the others. Raises RuleError where the form has none."""
    from annual_report.rules.suites import load_suites

    found = [suite for suite in load_suites(report.form.version) if suite.name == name]
    if not found:
        raise RuleError(NO_SUITE.format(views=name))
    return found[0]
