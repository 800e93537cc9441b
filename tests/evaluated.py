"""What checks say of a report, and what Great Expectations says of it, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annual_report.desk.check import Check, Checks
from annual_report.desk.checks import checks_of
from annual_report.desk.rows import OF_FIGURES
from annual_report.desk.verdict import verdict_of
from annual_report.filing.report import Report
from annual_report.rules.run_suite import judge
from annual_report.rules.suites import load_suites
from annual_report.rules.views import View
from annual_report.rules.views.catalogue import MAKERS, Reading
from annual_report.rules.views.tables import FEES
from breaking import BREAKAGES, VARIATIONS, broken

# A rule on a row, several where it is in parts: suite, rule, label, key of the row.
Verdicts = dict[tuple[str, str, str, str], str]


def verdicts_of(checks: Iterable[Check], report: Report) -> Verdicts:
    """Return what every check says of the figures of a report, but for those that do not apply."""
    told = ((each, verdict_of(each, report)) for each in checks)
    return {(each.suite, each.rule, each.label, each.key): verdict for each, verdict in told if verdict}


def judged_by_great_expectations(reports: Sequence[Report]) -> list[Verdicts]:
    """Return what Great Expectations says of every rule between figures, on every row that it applies to, of reports
    of one form."""
    views, found = [_views_of(report) for report in reports], [Verdicts() for _ in reports]
    for suite in load_suites(reports[0].form.version):
        of_suite = [each[suite.name] for each in views] if suite.name in OF_FIGURES else []
        owners = [(number, row) for number, view in enumerate(of_suite) for row in view.records]
        for judgement in judge(suite, of_suite) if of_suite else ():
            assert not judgement.broken
            masks = zip(owners, judgement.judged, judgement.failed, judgement.missing, strict=True)
            for (number, row), judged, failed, missing in masks:
                where = (suite.name, judgement.rule.id_of(row["number"]), judgement.rule.label, row["key"])
                if judged:
                    found[number][where] = "failed" if failed else "not_assessable" if missing else "passed"
    return found


def _views_of(report: Report) -> dict[str, View]:
    made = {name: MAKERS[name](Reading(report)) for name in OF_FIGURES}
    return {name: view for name, view in made.items() if view}


# The changes of a ledger that a form would see: figures, last year's, what is known of the agency.
OF_A_LEDGER = {"report", "set", "add", "zero", "text", "previous", "powers", "agency", "level", "year", "figures"}


def spoiled_ledgers() -> Iterator[tuple[str, Report]]:
    """Yield every breakage and variation that changes a ledger, of both forms, by its line."""
    lines = {**BREAKAGES, **{name: line["change"] for name, line in VARIATIONS.items()}}
    for name, line in lines.items():
        changes = {kind: change for kind, change in line.items() if kind in OF_A_LEDGER}
        if changes.keys() - {"report"}:
            yield name, broken(changes)


def disagreements(ledgers: Sequence[tuple[str, Report]]) -> list[str]:
    """Return the ledgers of which checks say something else than Great Expectations."""
    known, found = dict[tuple[object, ...], Checks](), list[str]()
    for version in {report.form.version for _, report in ledgers}:
        of_form = [(name, report) for name, report in ledgers if report.form.version == version]
        judged = judged_by_great_expectations([report for _, report in of_form])
        for (name, report), verdicts in zip(of_form, judged, strict=True):
            if verdicts_of(_checks_for(report, known), report) != verdicts:
                found.append(name)
    return found


def _checks_for(report: Report, known: dict[tuple[object, ...], Checks]) -> Checks:
    """Return the checks of a report, made once for all with what they depend on alike."""
    last = report.previous.values if report.previous else {}
    key = (report.form.version, report.year, repr(report.agency), str(last.get(FEES)))
    if key not in known:
        known[key] = checks_of(report)
    return known[key]
