"""What a check says of the figures that there are: for what is shown before anybody recalculates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from annual_report.desk.check import COMPARE, TOLD_OF_BLANKS, Alternatives, Check, Statement, Sum, Term
from annual_report.filing.figures import Number
from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Entry, Report
from annual_report.wording import plain

# Nothing where a check does not apply.
Verdict = Literal["passed", "failed", "not_assessable", ""]


def verdict_of(check: Check, report: Report) -> Verdict:
    """Return what a check says of a report."""
    when = [_holds(each, report) for each in check.when]
    if False in when:
        return ""
    holds, needs = _holds(check.holds, report), [_holds(each, report) for each in check.needs]
    if check.unknown or None in when or not all(needs) or holds is None:
        return "not_assessable"
    return "passed" if holds else "failed"


def total_of(side: Sum, report: Report) -> Number | None:
    """Return the sum of a side, exactly; None where one of its terms is unknown."""
    total = side.constant
    for value in (_measured(term, report) for term in side.terms):
        if value is None:
            return None
        total += value
    return total


def _holds(alternatives: Alternatives, report: Report) -> bool | None:
    said = [[_is_so(sentence, report) for sentence in clause] for clause in alternatives]
    return None if None in chain.from_iterable(said) else any(map(all, said))


def _is_so(sentence: Statement, report: Report) -> bool | None:
    left, right = total_of(sentence.left, report), total_of(sentence.right, report)
    return None if left is None or right is None else COMPARE[sentence.relation](left, right)


def _measured(term: Term, report: Report) -> Number | None:
    entry = next(_entries(term.cell, report), None)
    if entry is None or entry.value is None:
        told = {"filled": 0, "blank": 1} if term.measure in TOLD_OF_BLANKS else {}
        return term.factor * told[term.measure] if told else None
    measured: dict[str, Number] = {
        "value": entry.value,
        "filled": 1,
        "blank": 0,
        "decimals": len(plain(entry.value).partition(".")[2]),
        "written": int(entry.text.strip() == plain(entry.value)),
    }
    return term.factor * measured[term.measure]


def _entries(cell: str, report: Report) -> Iterator[Entry]:
    ledger = report.previous if cell.startswith(PREVIOUS) else report.ledger
    address = cell.removeprefix(PREVIOUS)
    if ledger and address in ledger.entries:
        yield ledger.entries[address]
