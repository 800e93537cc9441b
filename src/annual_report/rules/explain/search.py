"""Find every smallest set of cells whose change makes all equalities hold (Fellegi and Holt, 1976)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from annual_report.rules.explain.system import Balance, Rational, System

# A set of changes, by cell: what each must change by.
Differences = dict[str, Rational]

LARGEST_SET = 8
MOST_SETS = 500


class OutOfTimeError(Exception):
    """The search was stopped; what it has found so far stands."""


@dataclass
class Search:
    """A search for the smallest sets of one system: what it found, of which size, and whether it came to its end.

    `admits` says whether changes lead to figures that may stand in the cells.
    """

    system: System
    admits: Callable[[System, frozenset[str]], bool]
    deadline: float
    largest: int = LARGEST_SET
    found: list[Differences] = field(default_factory=list)
    size: int = 0
    complete: bool = False
    _seen: set[frozenset[str]] = field(default_factory=set)

    def run(self) -> Search:
        """Look among sets of one cell, of two, …: the first size that explains anything is the smallest.

        Sets whose changes are not determined are left out: there, fewer cells would do.
        """
        try:
            for size in range(len(disjoint(self.system.broken)), self.largest + 1):
                self.size = size
                self._seen.clear()
                self._extend(self.system, frozenset(), size)
                if self.found:
                    break
            self.complete = True
        except OutOfTimeError:
            pass
        return self

    def _extend(self, system: System, chosen: frozenset[str], left: int) -> None:
        if time.monotonic() > self.deadline or len(self.found) >= MOST_SETS:
            raise OutOfTimeError
        if not left:
            self._keep(system, chosen)
            return
        apart = disjoint(system.broken)
        if len(apart) > left:
            return
        for cell in _candidates(system.broken, apart, left):
            extended = chosen | {cell}
            if extended not in self._seen:
                self._seen.add(extended)
                # With no cell to spare, each of these balances is mended by one cell only, and by as much as it is off.
                tight = len(apart) == left
                self._extend(system.mended(apart[0], cell) if tight else system.let_vary(cell), extended, left - 1)

    def _keep(self, system: System, chosen: frozenset[str]) -> None:
        if system.broken:
            return
        differences = {cell: system.difference(cell) or 0 for cell in sorted(chosen)}
        if all(differences.values()) and self.admits(system, chosen):
            self.found.append(differences)


def _candidates(broken: tuple[Balance, ...], apart: list[Balance], left: int) -> Iterator[str]:
    """Yield the cells of which one has to change; those that touch the most of what is wrong come first."""
    if not apart:
        return
    touched: dict[str, int] = dict.fromkeys(apart[0].terms, 0)
    for balance in broken:
        for cell in touched.keys() & balance.terms.keys():
            touched[cell] += 1
    for cell in sorted(touched, key=lambda each: (-touched[each], each)):
        if left > 1 or touched[cell] == len(broken):
            yield cell


def disjoint(broken: tuple[Balance, ...]) -> list[Balance]:
    """Return broken balances without a common cell, as many as are easily found: each needs a change of its own.

    The shortest are tried first, then the longest: in a table of sums, that is all lines or all columns.
    """
    return max(_are_apart(broken), _are_apart(reversed(broken)), key=len)


def _are_apart(balances: Iterable[Balance]) -> list[Balance]:
    taken: set[str] = set()
    apart = []
    for balance in balances:
        if taken.isdisjoint(balance.terms):
            taken.update(balance.terms)
            apart.append(balance)
    return sorted(apart, key=lambda each: len(each.terms))
