"""The accounts in which a cause is searched for: what stands where, next to what, and what is a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import log

from annual_report.filing.place import PREVIOUS, Place
from annual_report.rules.explain.system import Rational, Values, as_figure, residual_of, values_of
from annual_report.rules.finding import Equation, Evidence
from annual_report.rules.findings import Findings

CHANCE = 1.0  # so much more or less like last year says nothing

# A row of cells, along a line or down a column, in printed order.
Strip = tuple[str, ...]


@dataclass(frozen=True)
class Accounts:
    """Every figure of two years by address, in the printed order of the form, and the equalities they have to meet."""

    places: Mapping[str, Place]
    values: Values
    equations: tuple[Equation, ...]
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def lines(self) -> dict[str, Strip]:
        """The cells of every line, by table and line."""
        return _group((address.rpartition(".")[0], address) for address in self.values)

    @cached_property
    def columns(self) -> dict[str, Strip]:
        """The cells of every column, by table and column."""
        return _group((_column_of(address), address) for address in self.values)

    @cached_property
    def totals(self) -> frozenset[str]:
        """The cells that stand alone on their side of an equality, against two or more others."""
        return frozenset(cell for equation in self.equations for cell in _each_alone(equation))

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The figures of last year's report, which has been published: none is doubted without evidence.

        The evidence are its own sums: they do not hold, and would, as this year's do, were that one figure another.
        """
        stated = {cell for equation in self.equations for cell, _ in equation if is_of_last_year(cell)}
        return frozenset(cell for cell in stated if self.values[cell] is not None and not self._is_doubted(cell))

    def _is_doubted(self, cell: str) -> bool:
        told = [equation for equation in self.equations if dict(equation).get(cell)] + self._own_sums(cell)
        differences = {-residual_of(each, self.values) / Fraction(dict(each)[cell]) for each in told}
        return bool(self._own_sums(cell)) and len(differences) == 1 and 0 not in differences

    def _own_sums(self, cell: str) -> list[Equation]:
        """Return what this year's sums say of last year's figures, where all of those are known."""
        mine = cell.removeprefix(PREVIOUS)
        sums = (
            equation
            for equation in self.equations
            if mine in dict(equation) and not any(is_of_last_year(one) for one, _ in equation)
        )
        theirs = (tuple((PREVIOUS + one, sign) for one, sign in each) for each in sums)
        return [each for each in theirs if all(self.values.get(one) is not None for one, _ in each)]

    def likeness(self, changes: Mapping[str, Rational | None]) -> float:
        """Return how much more like last year's some figures would be (below nought: less), in powers of e.

        The same offices do the same work year after year: a figure that slipped from one line to another stands out.
        """
        gained = sum(self._gained(cell, value) for cell, value in changes.items())
        return max(0.0, gained - CHANCE) + min(0.0, gained + CHANCE)

    def _gained(self, cell: str, value: Rational | None) -> float:
        before = self.values.get(PREVIOUS + cell)
        if before is None or value is None:
            return 0.0
        return _distance(self.values[cell] or 0, before) - _distance(value, before)

    def strips(self, address: str) -> tuple[Strip, Strip]:
        """Return the line and the column that a cell stands in."""
        return self.lines[address.rpartition(".")[0]], self.columns[_column_of(address)]

    def beside(self, address: str) -> Iterator[str]:
        """Yield the neighbours of a cell in its line and in its column."""
        for strip in self.strips(address):
            position = strip.index(address)
            yield from strip[max(0, position - 1) : position]
            yield from strip[position + 1 : position + 2]

    def sibling(self, address: str, line: str) -> str:
        """Return the address in the same column of another line."""
        table, _, column = address.rsplit(".", 2)
        return f"{table}.{line}.{column}"

    def admits(self, cell: str, value: Rational | None) -> bool:
        """Whether a value may stand in a cell."""
        return value is not None and as_figure(value, self.places[cell]) is not None


def accounts_of(findings: Findings) -> Accounts:
    """Return the figures and the equalities of a report; a waived rule is none, nor one about what is no figure."""
    values = values_of(findings.places)
    failed = (each.equation for each in findings.found if each.outcome == "failed")
    stated = dict.fromkeys(each for each in (*failed, *findings.sound, *findings.open) if each)
    known = tuple(each for each in stated if all(cell in values for cell, _ in each))
    return Accounts(findings.places, values, known, findings.evidence)


def is_of_last_year(cell: str) -> bool:
    """Whether an address is one of last year's report."""
    return cell.startswith(PREVIOUS)


def line_name(place: Place) -> str:
    """Return how an office names the line of a cell."""
    return place.label.rpartition(" × ")[0] or place.label


def column_name(place: Place) -> str:
    """Return how an office names the column of a cell."""
    return place.label.rpartition(" × ")[2]


def table_of(address: str) -> str:
    """Return the table of an address; last year's is another one."""
    return address.rsplit(".", 2)[0]


def _column_of(address: str) -> str:
    return f"{table_of(address)}.{address.rpartition('.')[2]}"


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, Strip]:
    groups: dict[str, list[str]] = {}
    for key, address in pairs:
        groups.setdefault(key, []).append(address)
    return {key: tuple(addresses) for key, addresses in groups.items()}


def _each_alone(equation: Equation) -> list[str]:
    sides = ([cell for cell, sign in equation if sign > 0], [cell for cell, sign in equation if sign < 0])
    left, right = sides
    if len(equation) < 3:
        return []
    return left if len(left) == 1 else right if len(right) == 1 else []


def _distance(one: Rational, other: Rational) -> float:
    return abs(log((one + 1) / (other + 1))) if one >= 0 <= other else 0.0
