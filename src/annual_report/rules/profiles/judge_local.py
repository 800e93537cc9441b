"""Judge what places ask of their reports: those of one place and year in one run, beside the rules of the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annual_report.filing.report import Report
from annual_report.rules.findings import Findings
from annual_report.rules.profiles.bound_rules import raise_severities, require_known_rules
from annual_report.rules.profiles.points import points_for
from annual_report.rules.profiles.suite import suite_of
from annual_report.rules.some_reports import judge_some
from annual_report.rules.views import View

if TYPE_CHECKING:  # Great Expectations takes seconds to import
    from annual_report.rules.rule import Rule, Suite


def judge_local(
    reports: Sequence[Report], views: Sequence[View | None], findings: Sequence[Findings]
) -> list[Findings]:
    """Return the findings of reports of one form together with those of what their places ask.

    Raises RuleError for the file of a place that has a mistake.
    """
    judged = list(findings)
    for place in sorted({report.agency.profile for report in reports if report.agency.profile}):
        require_known_rules(place)
    for suite, numbers in _suites(reports, views):
        mine = {number: view for number in numbers if (view := views[number])}
        for number, found in judge_some(suite, reports, mine).items():
            judged[number] = judged[number].beside(found)
    return [raise_severities(each, points_for(report)) for report, each in zip(reports, judged, strict=True)]


def local_rules(report: Report, view: View | None) -> tuple[Rule, ...]:
    """Return the rules that the place of a report adds to those of the form."""
    return suite_of(points_for(report), report.form).rules if view else ()


def _suites(reports: Sequence[Report], views: Sequence[View | None]) -> list[tuple[Suite, list[int]]]:
    """Return the suite of every place and year, and the numbers of the reports that it is about."""
    together: dict[tuple[str | None, int], list[int]] = {}
    for number, (report, view) in enumerate(zip(reports, views, strict=True)):
        if view:
            together.setdefault((report.agency.profile, report.year), []).append(number)
    firsts = ((reports[numbers[0]], numbers) for numbers in together.values())
    return [(suite_of(points_for(first), first.form), numbers) for first, numbers in firsts]
