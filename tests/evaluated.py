"""What checks say of a report, worked out in a few lines, and what Great Expectations says of it, row by row."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from annual_report.desk.check import TOLD_OF_BLANKS, Alternatives, Check, Sentence, Side, Term
from annual_report.desk.rows import OF_FIGURES
from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Report
from annual_report.rules.run_suite import judge
from annual_report.rules.suites import load_suites
from annual_report.rules.views import View
from annual_report.rules.views.catalogue import MAKERS, Reading
from annual_report.wording import plain

COMPARE = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}

# A rule on a row, several where it is in parts: suite, rule, label, key of the row.
Verdicts = dict[tuple[str, str, str, str], str]


def verdicts_of(checks: Iterable[Check], report: Report) -> Verdicts:
    """Return what every check says of the figures of a report, but for those that do not apply."""
    told = ((each, verdict_of(each, report)) for each in checks)
    return {(each.suite, each.rule, each.label, each.key): verdict for each, verdict in told if verdict}


def verdict_of(check: Check, report: Report) -> str:
    """Return what a check says: passed, failed, not_assessable, or nothing where it does not apply."""
    when = [_holds(each, report) for each in check.when]
    if False in when:
        return ""
    holds, needs = _holds(check.holds, report), [_holds(each, report) for each in check.needs]
    if check.unknown or None in when or not all(needs) or holds is None:
        return "not_assessable"
    return "passed" if holds else "failed"


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


def _holds(alternatives: Alternatives, report: Report) -> bool | None:
    said = [[_is_so(sentence, report) for sentence in clause] for clause in alternatives]
    return None if None in chain.from_iterable(said) else any(map(all, said))


def _is_so(sentence: Sentence, report: Report) -> bool | None:
    left, right = _sum(sentence.left, report), _sum(sentence.right, report)
    return None if left is None or right is None else COMPARE[sentence.relation](left, right)


def _sum(side: Side, report: Report) -> Any:
    values = [*_measured(side.terms, report)]
    return None if None in values else sum(values, side.constant)


def _measured(terms: Iterable[Term], report: Report) -> Iterator[Any]:
    for term in terms:
        ledger = report.previous if term.cell.startswith(PREVIOUS) else report.ledger
        entry = ledger.entries.get(term.cell.removeprefix(PREVIOUS)) if ledger else None
        value = entry.value if entry else None
        if value is None and term.measure not in TOLD_OF_BLANKS:
            yield None
            continue
        measured = {
            "value": value,
            "filled": int(value is not None),
            "blank": int(value is None),
            "decimals": len(plain(value).partition(".")[2]) if value is not None else 0,
            "written": int(entry is not None and value is not None and entry.text.strip() == plain(value)),
        }
        yield term.factor * measured[term.measure]
