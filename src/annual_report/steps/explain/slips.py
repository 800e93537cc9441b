"""Tell the slips of a report apart: for each the smallest sets of changes that explain it, whatever the others are."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import prod

from annual_report.model.findings import Equation
from annual_report.steps.explain.hypotheses import hypotheses_that_hold
from annual_report.steps.explain.ledger import PREVIOUS, Ledger
from annual_report.steps.explain.search import LARGEST_SET, MOST_SETS, Search
from annual_report.steps.explain.system import Number, System, components, system_of

TIME_IS_UP = "时间所限，没有找完全部可能，以下只是一部分"
TOO_MANY_SETS = "可能的改法太多，以下只是一部分"
NOTHING_IN_TIME = "时间所限没有找完：改动少于 {size} 格解释不了"
NO_TIME = "时间所限，没有找到解释"
OUT_OF_REACH = "改动不超过 {size} 格解释不了，请逐格核对"
NO_OTHER = "除所列以外，改动不超过 {size} 格解释不了"
NO_FIGURE = "按其他数字推出来的「{cells}」小于 0 或不是整数：其他数字里也有错"

# From so many cells on, one slip of a whole line is likelier than as many separate ones.
MANY_CELLS = 3
SECONDS_BESIDE_A_LINE = 0.3

Changes = dict[str, Number]


@dataclass(frozen=True)
class Part:
    """What one mistake comes to: every smallest set of changes, and the slips of a whole line or column that fit.

    `equations` and `missing` are the equalities and the missing figures that it is about.
    """

    equations: tuple[Equation, ...]
    smallest: tuple[Changes, ...]
    whole: tuple[tuple[Changes, str], ...] = ()
    remark: str = ""
    missing: frozenset[str] = frozenset()


@dataclass
class Inquiry:
    """An inquiry into all equalities of a ledger: the parts it came to, and the missing figures that follow."""

    ledger: Ledger
    deadline: float
    parts: list[Part] = field(default_factory=list)
    fills: Changes = field(default_factory=dict)

    def run(self) -> list[Part]:
        """Return a part for every independent mistake, and a last one for the missing figures that follow."""
        systems = [(each, system_of(each, self.ledger.values)) for each in components(self.ledger.equations)]
        # What is quickly explained comes first, in case time runs out.
        for equations, system in sorted(systems, key=lambda each: len(each[1].broken)):
            if system.broken:
                self._look_into(tuple(equations), system)
            else:
                self.fills |= self._settled(system)
        return [*self.parts, *self._filling()]

    def _look_into(self, equations: tuple[Equation, ...], system: System) -> None:
        search = Search(system, self._admits, self.deadline, largest=1).run()
        shapes = []
        if not search.found:
            # Where a single cell explains everything, nearly any slip of a whole line would fit as well.
            half = (time.monotonic() + self.deadline) / 2
            shapes = list(hypotheses_that_hold(self.ledger, equations, half))
            # Where one slip of a whole line explains everything, other sets of cells are worth less time.
            until = min(self.deadline, time.monotonic() + SECONDS_BESIDE_A_LINE) if shapes else self.deadline
            search = Search(system, self._admits, until).run()
        suspects = {cell for each in search.found for cell in each} or {
            cell for balance in system.broken for cell in balance.terms
        }
        settled = self._settled(system.freed(*sorted(suspects)))
        smallest = [self._changes(system, each, settled) for each in search.found]
        whole = [(_without(changes, settled), cause) for changes, cause in shapes]
        if is_many(smallest):
            smallest = [each for each in smallest if each not in [changes for changes, _ in whole]]
        else:
            whole = [each for each in whole if each[0] not in smallest]
        self.fills |= settled
        remark = _remark(search, bool(whole))
        self.parts += (self._with_missing(each) for each in _parts(equations, smallest, whole, remark))

    def _with_missing(self, part: Part) -> Part:
        cells = (cell for changes in (*part.smallest, *(each for each, _ in part.whole)) for cell in changes)
        return replace(part, missing=frozenset(cell for cell in cells if self.ledger.values[cell] is None))

    def _admits(self, system: System, chosen: frozenset[str]) -> bool:
        """Whether every changed and every derived figure may stand in its cell."""
        return all(
            self.ledger.admits(cell, (self.ledger.values[cell] or 0) + difference)
            for cell in system.solved
            if (difference := system.difference(cell)) is not None
        )

    def _changes(self, system: System, differences: Changes, settled: Changes) -> Changes:
        """Return what the cells of a set would hold, and the missing figures that only follow from that."""
        derived = self._settled(system.freed(*differences))
        changed = {cell: (self.ledger.values[cell] or 0) + each for cell, each in differences.items()}
        return {**changed, **_without(derived, settled)}

    def _settled(self, system: System) -> Changes:
        """Return the missing figures of this year that follow from a system."""
        missing = (cell for cell in system.solved if self.ledger.values[cell] is None)
        values = ((cell, system.difference(cell)) for cell in missing if not cell.startswith(PREVIOUS))
        return {cell: value for cell, value in values if value is not None}

    def _filling(self) -> Iterator[Part]:
        fills = {cell: value for cell, value in self.fills.items() if self.ledger.admits(cell, value)}
        names = "、".join(self.ledger.places[cell].label for cell in self.fills if cell not in fills)
        if self.fills:
            remark = NO_FIGURE.format(cells=names) if names else ""
            yield Part((), (fills,) if fills else (), remark=remark, missing=frozenset(self.fills))


def is_many(smallest: Sequence[Changes]) -> bool:
    """Whether the smallest sets are so large, or out of reach, that one slip of a whole line is likelier."""
    return not smallest or min(map(len, smallest)) >= MANY_CELLS


def _without(changes: Changes, settled: Changes) -> Changes:
    return {cell: value for cell, value in changes.items() if cell not in settled}


def _remark(search: Search, whole: bool) -> str:
    """Say why there may be more explanations than are listed; nothing where all smallest ones are."""
    if search.found:
        return "" if search.complete else TOO_MANY_SETS if len(search.found) >= MOST_SETS else TIME_IS_UP
    if not search.complete:
        return NOTHING_IN_TIME.format(size=search.size) if search.size > 1 else NO_TIME
    return (NO_OTHER if whole else OUT_OF_REACH).format(size=LARGEST_SET)


def _parts(
    equations: tuple[Equation, ...], smallest: list[Changes], whole: list[tuple[Changes, str]], remark: str
) -> list[Part]:
    """Split explanations into independent parts, unless one slip of a whole line accounts for many cells."""
    groups = _independent(equations, smallest)
    if len(groups) > 1 and not (whole and is_many(smallest)):
        return [Part(_touching(equations, group), _projected(smallest, group), remark=remark) for group in groups]
    return [Part(equations, tuple(smallest), tuple(whole), remark)]


def _independent(equations: tuple[Equation, ...], smallest: list[Changes]) -> list[frozenset[str]]:
    """Return the finest groups of cells such that every explanation of one goes with every one of the others.

    Cells of one equality stay together: what mends it may be shared between them.
    """
    suspects = {cell for changes in smallest for cell in changes}
    shared = [{cell for cell, _ in equation} & suspects for equation in equations]
    groups = _merged([*shared, *({cell} for cell in suspects)])
    dependent = [
        one | other for one, other in combinations(groups, 2) if not _is_product(smallest, (one, other), one | other)
    ]
    groups = _merged([*groups, *dependent])
    return groups if _is_product(smallest, groups, frozenset(suspects)) else [frozenset(suspects)]


def _is_product(smallest: list[Changes], groups: Iterable[frozenset[str]], all_cells: frozenset[str]) -> bool:
    return prod(len(_projected(smallest, group)) for group in groups) == len(_projected(smallest, all_cells))


def _projected(smallest: list[Changes], group: frozenset[str]) -> tuple[Changes, ...]:
    """Return the different ways in which explanations change the cells of a group."""
    ways = ({cell: value for cell, value in changes.items() if cell in group} for changes in smallest)
    return tuple({tuple(sorted(way.items())): way for way in ways}.values())


def _merged(groups: Iterable[Iterable[str]]) -> list[frozenset[str]]:
    """Put groups that have a cell in common together."""
    merged: list[frozenset[str]] = []
    for group in map(frozenset, groups):
        if group:
            touching = [each for each in merged if each & group]
            merged = [*(each for each in merged if not each & group), group.union(*touching)]
    return merged


def _touching(equations: Iterable[Equation], cells: frozenset[str]) -> tuple[Equation, ...]:
    return tuple(each for each in equations if any(cell in cells for cell, _ in each))
