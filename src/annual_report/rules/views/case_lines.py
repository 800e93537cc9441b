"""The view of the cases of which a register says when they were taken on and decided; else there is none."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from annual_report.filing.register.lines import Case, say_rows
from annual_report.filing.register.read_register import ACCEPTED, DECIDED
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.register_places import places_of_lines
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view

CASE_LINES = "cases.lines"
PENDING = "pending"


class CaseTraits(NamedTuple):
    """What the rules see of a case: whether it is said to be decided, and its days, apart from each other."""

    is_pending: bool
    has_decision_day: bool
    days_before_acceptance: int


COLUMNS = (*CaseTraits._fields, "lines")


@declare(CASE_LINES, lambda _: Shape(COLUMNS, "^cases[0-9]+$"), is_optional=True)
def case_lines(reading: Reading) -> View | None:
    """One row per group of cases whose days the rules see alike, and the rows of the file that it stands for."""
    cases = reading.report.cases
    if cases is None or DECIDED not in cases.columns:
        return None
    groups: defaultdict[CaseTraits, list[int]] = defaultdict(list)
    for each in cases.lines:
        groups[_traits(each)].append(each.row)
    rows: Rows = {}
    named: Others = {}
    label = DECIDED if ACCEPTED not in cases.columns else ACCEPTED
    for traits, lines in groups.items():
        key = f"cases{len(rows) + 1:05d}"
        rows[key] = {**traits._asdict(), "lines": say_rows(lines)}
        named[key, "days_before_acceptance"] = places_of_lines(cases, lines, label)
        named[key, "has_decision_day"] = places_of_lines(cases, lines, DECIDED)
    return make_view(CASE_LINES, rows, RowPlaces(others=named), COLUMNS)


def _traits(case: Case) -> CaseTraits:
    days = (case.accepted - case.decided).days if case.accepted and case.decided else 0
    return CaseTraits(case.result == PENDING, case.decided is not None, max(0, days))
