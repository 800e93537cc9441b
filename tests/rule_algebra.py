"""The linear rules of a form, judged for themselves: can they all hold, which follows from which, what none ties.

Exact elimination over whole numbers and fractions; whether all can hold is asked of a linear programme, whose answer is
then tried exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linprog

from annual_report.form.forms import Form
from annual_report.rules.rule import Rule
from annual_report.rules.run_suite import judge
from annual_report.rules.suites import read_suites
from annual_report.rules.views import View, views_of
from annual_report.rules.views.view import KEY, NUMBER
from breaking import broken

# A sound report of each form: a rule is in force on the rows that it is judged on there.
SOUND: dict[str, dict[str, Any]] = {"2019": {"report": ["hewan", 2020]}, "2021": {"report": ["yunze", 2024]}}

Terms = Mapping[str, Fraction]
Combination = Mapping[str, Fraction]


@dataclass(frozen=True)
class Linear:
    """A rule on one row: the sum of its terms is 0, or (for an inequality) not negative."""

    id: str
    terms: Terms
    is_equality: bool


@dataclass(frozen=True)
class Algebra:
    """What follows from the linear rules alone, whatever anybody reports.

    `implied` says from which others a rule follows; `only_zero` are the figures that the rules allow nothing but 0,
    `untied` those that are in no equality.
    """

    equalities: int
    inequalities: int
    implied: Mapping[str, tuple[str, ...]]
    only_zero: tuple[str, ...]
    untied: tuple[str, ...]


def algebra_of(form: Form) -> Algebra | None:
    """Return what follows from the linear rules of a form; None where there is no example of it yet."""
    if form.version not in SOUND:
        return None
    return solve([*linear_rules(form)], tuple(form.cells))


def solve(rules: Sequence[Linear], cells: Sequence[str]) -> Algebra:
    """Return what follows from some linear rules over some figures."""
    equalities = [rule for rule in rules if rule.is_equality]
    tied = {cell for rule in equalities for cell in rule.terms}
    return Algebra(
        equalities=len(equalities),
        inequalities=len(rules) - len(equalities),
        implied=implied_among(equalities),
        only_zero=only_zero_under(rules),
        untied=tuple(cell for cell in cells if cell not in tied),
    )


def linear_rules(form: Form) -> Iterator[Linear]:
    """Yield every rule between figures of the tables, on every row of a view that it speaks about.

    One that depends on what a report says (who may issue 规章) is no rule of the form.
    """
    views = views_of(broken(SOUND[form.version]))
    for suite in read_suites(form.version):
        # The decisions of persons are looked at when all else is judged: they are no figures.
        if suite.name not in views:
            continue
        view = views[suite.name]
        for judgement in judge(suite, [view]) if any(map(_is_of_the_form, suite.rules)) else ():
            rule, rows = judgement.rule, zip(view.records, judgement.judged, strict=True)
            for row in (row for row, is_judged in rows if is_judged and _is_of_the_form(rule)):
                if terms := _terms(rule, row[KEY], view):
                    yield Linear(_name_of(rule, row, len(view.rows)), terms, rule.is_equality)


def _is_of_the_form(rule: Rule) -> bool:
    return rule.is_balance and set(rule.condition_columns) <= {KEY}


def _name_of(rule: Rule, row: Mapping[str, Any], rows: int) -> str:
    return rule.id_of(row[NUMBER]) if rule.is_numbered or rows == 1 else f"{rule.id}（{row[KEY]}）"


def _terms(rule: Rule, key: str, view: View) -> dict[str, Fraction]:
    """Return the coefficient of every figure, the sides so turned that the sum is not negative where the rule holds."""
    sign = -1 if rule.kwargs.get("comparison") == "<=" else 1
    terms: dict[str, Fraction] = {}
    for side, factor in (("left", sign), ("right", -sign)):
        for column in rule.kwargs.get(side, []):
            cells = view.places.cells(key, column)
            if not cells:
                return {}
            for cell in cells:
                terms[cell] = terms.get(cell, Fraction(0)) + factor
    return {cell: factor for cell, factor in terms.items() if factor}


@dataclass
class _Elimination:
    """Rows that no longer speak of each other's first figure, and from which rules each was made."""

    pivots: dict[str, tuple[Terms, Combination]] = field(default_factory=dict)

    def reduce(self, terms: Terms, made_of: Combination) -> tuple[Terms, Combination]:
        for pivot, (row, parts) in self.pivots.items():
            if pivot in terms:
                factor = -terms[pivot] / row[pivot]
                terms, made_of = _added(terms, row, factor), _added(made_of, parts, factor)
        return terms, made_of


def implied_among(equalities: Iterable[Linear]) -> dict[str, tuple[str, ...]]:
    """Return the rules that follow from those before them, sums of totals last, and from which."""
    found: dict[str, tuple[str, ...]] = {}
    elimination = _Elimination()
    for rule in sorted(equalities, key=_is_of_totals):
        terms, made_of = elimination.reduce(rule.terms, {rule.id: Fraction(1)})
        if terms:
            elimination.pivots[next(iter(terms))] = (terms, made_of)
        else:
            found[rule.id] = tuple(name for name in made_of if name != rule.id)
    return found


def _is_of_totals(rule: Linear) -> bool:
    return all(cell.endswith(".total") for cell in rule.terms)


def _added(terms: Mapping[str, Fraction], others: Mapping[str, Fraction], factor: Fraction) -> dict[str, Fraction]:
    names = {**terms, **others}
    summed = {name: terms.get(name, Fraction(0)) + factor * others.get(name, Fraction(0)) for name in names}
    return {name: value for name, value in summed.items() if value}


def only_zero_under(rules: Sequence[Linear]) -> tuple[str, ...]:
    """Return the figures that can only be 0 where all rules hold and no figure is negative.

    None is: all rules can hold in a report in which every figure is something. Sums that must be 0 and nothing else can
    always all hold, by a report of nothing but zeros.
    """
    cells = list(dict.fromkeys(cell for rule in rules for cell in rule.terms))
    # For each figure, as much as it can be, but no more than 1, of which as much as possible.
    matrix = np.array([[float(rule.terms.get(cell, 0)) for cell in cells] for rule in rules])
    equal, count = np.array([rule.is_equality for rule in rules]), len(cells)
    wide = np.hstack([matrix, np.zeros_like(matrix)])
    at_most = np.vstack([-wide[~equal], np.hstack([-np.eye(count), np.eye(count)])])
    found = linprog(
        np.repeat([0.0, -1.0], count),
        A_ub=at_most,
        b_ub=np.zeros(len(at_most)),
        A_eq=wide[equal],
        b_eq=np.zeros(int(equal.sum())),
        bounds=[(0, None)] * count + [(0, 1)] * count,
    )
    values = {cell: Fraction(value).limit_denominator(1000) for cell, value in zip(cells, found.x[:count], strict=True)}
    assert all(_holds(rule, values) for rule in rules), "the answer of the linear programme is not exact"
    return tuple(cell for cell in cells if not values[cell])


def _holds(rule: Linear, values: Mapping[str, Fraction]) -> bool:
    total = sum((factor * values[cell] for cell, factor in rule.terms.items()), Fraction(0))
    return total == 0 if rule.is_equality else total >= 0
