"""Find every smallest set of cells whose change makes all equalities hold (Fellegi and Holt, 1976)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from annual_report.steps.explain.system import Balance, Number, System

# A set of changes, by cell: what each must change by.
Differences = dict[str, Number]

LARGEST_SET = 6
MOST_SETS = 2000


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
    found: list[Differences] = field(default_factory=list)
    size: int = 0
    complete: bool = False
    _seen: set[frozenset[str]] = field(default_factory=set)

    def run(self) -> Search:
        """Look among sets of one cell, of two, …: the first size that explains anything is the smallest.

        Sets whose changes are not determined are left out: there, fewer cells would do.
        """
        try:
            for size in range(max(1, at_least(self.system.broken)), LARGEST_SET + 1):
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
        for cell in _candidates(system.broken, left):
            extended = chosen | {cell}
            if extended not in self._seen:
                self._seen.add(extended)
                freed = system.freed(cell)
                if _within_reach(freed.broken, left - 1):
                    self._extend(freed, extended, left - 1)

    def _keep(self, system: System, chosen: frozenset[str]) -> None:
        differences = {cell: system.difference(cell) or 0 for cell in sorted(chosen)}
        if all(differences.values()) and self.admits(system, chosen):
            self.found.append(differences)


def _candidates(broken: tuple[Balance, ...], left: int) -> Iterator[str]:
    """Yield the cells of which one has to change; those that touch the most of what is wrong come first."""
    if not broken:
        return
    touched: dict[str, int] = dict.fromkeys(broken[0].terms, 0)
    for balance in broken:
        for cell in touched.keys() & balance.terms.keys():
            touched[cell] += 1
    for cell in sorted(touched, key=lambda each: (-touched[each], each)):
        if left > 1 or touched[cell] == len(broken):
            yield cell


def _within_reach(broken: tuple[Balance, ...], left: int) -> bool:
    return not broken if left == 0 else at_least(broken) <= left


def at_least(broken: Iterable[Balance]) -> int:
    """Return how many cells have to change at least: as many as there are broken balances without a common cell."""
    taken: set[str] = set()
    count = 0
    for balance in broken:
        if not balance.terms:  # nothing can mend it any more
            return LARGEST_SET + 1
        if taken.isdisjoint(balance.terms):
            taken.update(balance.terms)
            count += 1
    return count
