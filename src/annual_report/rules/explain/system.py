"""The equalities of a report as a system of exact balances, from which cells can be set free.

Freeing a cell is one step of elimination: one balance now gives its value, the others no longer speak of it. A missing
figure is a free cell from the start; a suspect is a cell that the search sets free. Where nothing is out of balance
any more, the freed cells explain everything, and what each must change by can be read off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Any

from annual_report.filing.place import Place
from annual_report.rules.finding import Equation

Rational = int | Fraction
Values = Mapping[str, Rational | None]


@dataclass(frozen=True)
class Balance:
    """An equality, given or implied: the coefficient of every cell, and what its two sides differ by."""

    terms: Mapping[str, int]
    residual: Rational

    def without(self, cell: str, pivot: Balance) -> Balance:
        """Return the combination of this balance and another in which a cell cancels out."""
        mine, other = self.terms.get(cell, 0), pivot.terms[cell]
        if not mine:
            return self
        common = gcd(mine, other)
        times, minus = other // common, mine // common
        terms = {each: times * coefficient for each, coefficient in self.terms.items()}
        for each, coefficient in pivot.terms.items():
            terms[each] = terms.get(each, 0) - minus * coefficient
        left = {each: coefficient for each, coefficient in terms.items() if coefficient}
        return Balance(left, times * self.residual - minus * pivot.residual)

    def change_of(self, cell: str) -> Rational:
        """Return by how much a cell would have to change, were it to set this right alone."""
        difference = Fraction(-self.residual) / self.terms[cell]
        return int(difference) if difference.denominator == 1 else difference

    def substitute(self, differences: Mapping[str, Rational]) -> Balance:
        """Return what is left of this balance once it is known by how much some cells change."""
        if self.terms.keys().isdisjoint(differences):
            return self
        terms = {cell: coefficient for cell, coefficient in self.terms.items() if cell not in differences}
        known = (self.terms[cell] * each for cell, each in differences.items() if each and cell in self.terms)
        return Balance(terms, self.residual + sum(known, 0))


@dataclass(frozen=True)
class System:
    """Balances between the cells that are not free, and the balance that gives each free cell; `loose` have none."""

    balances: tuple[Balance, ...]
    solved: Mapping[str, Balance] = field(default_factory=dict)
    loose: frozenset[str] = frozenset()

    @cached_property
    def broken(self) -> tuple[Balance, ...]:
        """The balances that do not hold, the shortest first."""
        return tuple(
            sorted((balance for balance in self.balances if balance.residual), key=lambda each: len(each.terms))
        )

    def let_vary(self, *cells: str) -> System:
        """Return the system in which some cells may hold any value."""
        system = self
        for cell in cells:
            system = system._without(cell)
        return system

    def _without(self, cell: str) -> System:
        touching = [balance for balance in self.balances if cell in balance.terms]
        if not touching:
            return replace(self, loose=self.loose | {cell})
        # The shortest leaves the shortest implied balances behind.
        pivot = min(touching, key=lambda each: len(each.terms))
        others = (balance.without(cell, pivot) for balance in self.balances if balance is not pivot)
        solved = {each: balance.without(cell, pivot) for each, balance in self.solved.items()}
        return System(
            tuple(each for each in others if each.terms or each.residual), {**solved, cell: pivot}, self.loose
        )

    def mended(self, broken: Balance, cell: str) -> System:
        """Return the system in which this cell alone, of all in a broken balance, changes, by as much as it takes."""
        known: dict[str, Rational] = {**dict.fromkeys(broken.terms, 0), cell: broken.change_of(cell)}
        balances = (balance.substitute(known) for balance in self.balances)
        solved = {each: balance.substitute(known) for each, balance in self.solved.items()}
        remaining = tuple(balance for balance in balances if balance.terms or balance.residual)
        return System(remaining, {**solved, cell: Balance({cell: broken.terms[cell]}, broken.residual)}, self.loose)

    def difference(self, cell: str) -> Rational | None:
        """Return what a free cell must change by; None where it does not follow."""
        balance = self.solved.get(cell)
        if balance is None or not self.loose.isdisjoint(balance.terms):
            return None
        return balance.change_of(cell)


def system_of(equations: Iterable[Equation], values: Values, fixed: frozenset[str] = frozenset()) -> System:
    """Return the system of some equalities with these figures; what is missing is free, what is fixed cannot change."""
    balances = tuple(_balance(equation, values, fixed) for equation in equations)
    missing = dict.fromkeys(cell for balance in balances for cell in balance.terms if values[cell] is None)
    return System(balances).let_vary(*missing)


def residual_of(equation: Equation, values: Values) -> Rational:
    """Return what the two sides of an equality differ by; a missing figure counts as nothing."""
    return sum((coefficient * (values[cell] or 0) for cell, coefficient in equation), 0)


def _balance(equation: Equation, values: Values, fixed: frozenset[str]) -> Balance:
    terms: dict[str, int] = {}
    for cell, coefficient in equation:
        terms[cell] = terms.get(cell, 0) + (0 if cell in fixed else coefficient)
    return Balance({cell: each for cell, each in terms.items() if each}, residual_of(equation, values))


def values_of(places: Mapping[str, Place]) -> dict[str, Rational | None]:
    """Return the figures of a report as exact numbers; cells that hold something else are left out."""
    return {
        address: exact(place.value)
        for address, place in places.items()
        if place.value is None or isinstance(place.value, int | Decimal)
    }


def exact(value: Any) -> Rational | None:
    """Return a figure as a number that sums exactly."""
    return Fraction(value) if isinstance(value, Decimal) else value


def as_figure(value: Rational, place: Place) -> int | Decimal | None:
    """Return a number as it would stand in a cell: whole unless the cell holds money, never below zero, else None."""
    if value < 0:
        return None
    if not isinstance(place.value, Decimal):
        return int(value) if value == int(value) else None
    figure = Decimal(value.numerator) / Decimal(value.denominator)
    return figure if Fraction(figure) == value else None


def components(equations: Iterable[Equation]) -> list[list[Equation]]:
    """Put equalities that share cells, directly or through others, together."""
    groups: list[tuple[set[str], list[Equation]]] = []
    for equation in equations:
        cells, members = {cell for cell, _ in equation}, [equation]
        apart = []
        for group in groups:
            if cells.isdisjoint(group[0]):
                apart.append(group)
            else:
                cells, members = cells | group[0], [*group[1], *members]
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]
