"""Tell the slips of a report apart: for each the smallest sets of changes that explain it, whatever the others are."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import inf, prod

from annual_report.rules.explain.accounts import Accounts, is_of_last_year, table_of
from annual_report.rules.explain.board import Board
from annual_report.rules.explain.causes import weigh
from annual_report.rules.explain.hypotheses import (
    COST_OF_A_BLANK,
    COST_OF_GUESSING,
    Whole,
    slips_that_help,
    slips_that_hold,
)
from annual_report.rules.explain.search import LARGEST_SET, MOST_SETS, Search
from annual_report.rules.explain.system import Rational, System, components, system_of
from annual_report.rules.finding import Equation

TIME_IS_UP = "时间所限，没有找完全部可能，以下只是一部分"
TOO_MANY_SETS = "可能的改法太多，以下只是一部分"
NOTHING_IN_TIME = "时间所限没有找完：改动少于 {size} 格解释不了"
NO_TIME = "时间所限，没有找到解释"
OUT_OF_REACH = "改动不超过 {size} 格解释不了，请逐格核对"
NO_FIGURE = "按其他数字推出来的「{cells}」小于 0 或不是整数：其他数字里也有错"

# Where one slip of many cells is known, other sets of cells are worth less time; so is what may stand beside one.
SECONDS_BESIDE, SECONDS_TO_MOVE = 0.3, 0.8
# From so many cells on, one slip of many cells and another mistake may be likelier.
MANY_CELLS = 3
MUCH_LESS_LIKELY = 0.6  # what is not worth naming beside the likeliest slip of many cells

Changes = dict[str, Rational]


@dataclass(frozen=True)
class Part:
    """What one mistake comes to: every smallest set of changes, and the slips of many cells that fit.

    `equations` and `missing` are the equalities and the missing figures that it is about.
    """

    equations: tuple[Equation, ...]
    smallest: tuple[Changes, ...]
    whole: tuple[Whole, ...] = ()
    remark: str = ""
    missing: frozenset[str] = frozenset()


@dataclass
class Inquiry:
    """An inquiry into all equalities of a ledger: the parts it came to, and the missing figures that follow.

    `is_rest` where a slip of many cells has been put right already.
    """

    accounts: Accounts
    deadline: float
    parts: list[Part] = field(default_factory=list)
    fills: Changes = field(default_factory=dict)
    is_rest: bool = False

    def run(self) -> list[Part]:
        """Return a part for every independent mistake, and a last one for the missing figures that follow."""
        systems = [
            (component, system_of(component, self.accounts.values, self.accounts.fixed))
            for component in components(self.accounts.equations)
        ]
        # What is quickly explained comes first, in case time runs out.
        systems.sort(key=lambda each: len(each[1].broken))
        across = [self._across_lines(table, systems) for table in _tables_of_lines_apart(systems)]
        for equations, system in systems:
            if not any(equations[0] in part.equations for part in across if part):
                self._look_at(tuple(equations), system)
        self.parts += filter(None, across)
        return [*self.parts, *self._fill_rows()]

    def _look_at(self, equations: tuple[Equation, ...], system: System) -> None:
        if system.broken:
            self._look_into(equations, system)
        else:
            self.fills |= self._solve_missing(system)

    def _across_lines(self, table: str, systems: Sequence[tuple[list[Equation], System]]) -> Part | None:
        """Return the slip of many cells in a table whose lines no equality joins, if it is likelier than one a line."""
        own = [each for each in systems if _tables([each]) == {table}]
        equations = tuple(equation for equations, _ in own for equation in equations)
        missing = self._missing(equations)
        if not missing and not any(system.broken for _, system in own):
            return None
        apart = Inquiry(self.accounts, min(self.deadline, time.monotonic() + SECONDS_BESIDE), is_rest=True)
        for each, system in own:
            apart._look_at(tuple(each), system)
        cost = sum(map(self._cost, (*apart.parts, *apart._fill_rows())))
        whole = slips_that_hold(self.accounts, equations, min(self.deadline, time.monotonic() + SECONDS_BESIDE))
        likelier = [
            each
            for each in whole
            if missing <= each.changes.keys() and self._cost_of(each) < min(cost, COST_OF_GUESSING)
        ]
        likelier.sort(key=self._cost_of)
        return self._with_missing(Part(equations, (), tuple(likelier))) if likelier else None

    def _cost_of(self, whole: Whole) -> float:
        return weigh(self.accounts, whole.changes, whole).cost

    def _look_into(self, equations: tuple[Equation, ...], system: System) -> None:
        search, whole = self._search(equations, system)
        if not whole and is_many(search.found) and (parts := self._beside_a_move(equations)):
            self.parts += parts
            return
        suspects = {cell for each in search.found for cell in each} or {
            cell for balance in system.broken for cell in balance.terms
        }
        settled = self._solve_missing(system.let_vary(*sorted(suspects)))
        smallest = [self._changes(system, each, settled) for each in search.found]
        parts = self._parts(equations, smallest, whole, _remark(search, bool(whole)))
        self.fills |= _without(settled, {cell: 0 for part in parts for each in part.whole for cell in each.changes})
        self.parts += map(self._with_missing, parts)

    def _search(self, equations: tuple[Equation, ...], system: System) -> tuple[Search, list[Whole]]:
        """Look for a single cell that explains everything; else for a slip of many cells, and for the smallest sets."""
        search = Search(system, self._admits, self.deadline, largest=1).run()
        if search.found and not self._missing(equations):
            # Nearly any slip of many cells would fit as well.
            return search, []
        half = (time.monotonic() + self.deadline) / 2
        whole = slips_that_hold(self.accounts, equations, half)
        until = min(self.deadline, time.monotonic() + SECONDS_BESIDE) if whole else half
        return search if search.found else Search(system, self._admits, until).run(), whole

    def _beside_a_move(self, equations: tuple[Equation, ...]) -> list[Part]:
        """Return the parts of a slip of many cells and of the mistakes beside it, the likeliest of those found."""
        if self.is_rest:
            return []
        found: list[tuple[float, list[Part], Changes]] = []
        for whole in slips_that_help(self.accounts, equations, min(self.deadline, time.monotonic() + SECONDS_TO_MOVE)):
            rest = replace(self.accounts, values={**self.accounts.values, **whole.changes})
            inquiry = Inquiry(rest, min(self.deadline, time.monotonic() + SECONDS_BESIDE), is_rest=True)
            left = system_of(equations, rest.values, rest.fixed)
            inquiry._look_into(equations, left)
            if all(part.whole or (part.smallest and not is_many(part.smallest)) for part in inquiry.parts):
                cost = self._cost_of(whole) + sum(map(inquiry._cost, inquiry.parts))
                mended = Board(self.accounts, equations).mended(dict(whole.changes))
                own = self._with_missing(
                    Part(tuple(equation for equation in equations if equation in mended), (), (whole,))
                )
                beside = [
                    replace(part, equations=tuple(equation for equation in part.equations if equation not in mended))
                    for part in inquiry.parts
                ]
                found.append((cost, [own, *beside], inquiry.fills))
        _, parts, fills = min(found, key=lambda each: each[0], default=(0.0, [], {}))
        self.fills |= fills
        return parts

    def _cost(self, part: Part) -> float:
        """Return how unlikely the likeliest explanation of a part is."""
        return min(
            (*map(self._cost_of, part.whole), *(weigh(self.accounts, each).cost for each in part.smallest)), default=inf
        )

    def _parts(
        self, equations: tuple[Equation, ...], smallest: list[Changes], whole: list[Whole], remark: str
    ) -> list[Part]:
        """Split explanations into independent parts, unless one slip of many cells is likelier than those together."""
        groups = _independent(equations, smallest)
        projected = [_project(smallest, group) for group in groups]
        missing = self._missing(equations)
        cost = sum(min(weigh(self.accounts, each).cost for each in sets) for sets in projected) if smallest else inf
        cost += COST_OF_A_BLANK if missing else 0.0
        whole = [each.leaving(missing) for each in whole]
        costs = [*map(self._cost_of, whole)]
        most = min(cost, min(costs, default=inf) + MUCH_LESS_LIKELY)
        likelier = tuple(each for each, its in zip(whole, costs, strict=True) if its < most)
        if likelier or len(groups) < 2:
            known = [each.changes for each in likelier]
            return [Part(equations, tuple(each for each in smallest if each not in known), likelier, remark)]
        return [
            Part(_touching(equations, group), sets, remark=remark)
            for group, sets in zip(groups, projected, strict=True)
        ]

    def _missing(self, equations: Iterable[Equation]) -> set[str]:
        cells = {cell for equation in equations for cell, _ in equation if not is_of_last_year(cell)}
        return {cell for cell in cells if self.accounts.values[cell] is None}

    def _with_missing(self, part: Part) -> Part:
        cells = (cell for changes in (*part.smallest, *(each.changes for each in part.whole)) for cell in changes)
        return replace(part, missing=frozenset(cell for cell in cells if self.accounts.values[cell] is None))

    def _admits(self, system: System, _: frozenset[str]) -> bool:
        """Whether every changed and every derived figure may stand in its cell."""
        return all(
            self.accounts.admits(cell, (self.accounts.values[cell] or 0) + difference)
            for cell in system.solved
            if (difference := system.difference(cell)) is not None
        )

    def _changes(self, system: System, differences: Changes, settled: Changes) -> Changes:
        """Return what the cells of a set would hold, and the missing figures that only follow from that."""
        derived = self._solve_missing(system.let_vary(*differences))
        changed = {cell: (self.accounts.values[cell] or 0) + each for cell, each in differences.items()}
        return {**changed, **_without(derived, settled)}

    def _solve_missing(self, system: System) -> Changes:
        """Return the missing figures of this year that follow from a system."""
        missing = (cell for cell in system.solved if self.accounts.values[cell] is None)
        values = ((cell, system.difference(cell)) for cell in missing if not is_of_last_year(cell))
        return {cell: value for cell, value in values if value is not None}

    def _fill_rows(self) -> Iterator[Part]:
        """Yield a part for every row with missing figures that follow."""
        rows: dict[tuple[str, int], list[str]] = {}
        for cell in (each for each in self.accounts.places if each in self.fills):
            place = self.accounts.places[cell]
            rows.setdefault((place.file, place.row), []).append(cell)
        yield from map(self._fill, rows.values())

    def _fill(self, cells: list[str]) -> Part:
        fills = {cell: self.fills[cell] for cell in cells if self.accounts.admits(cell, self.fills[cell])}
        names = "、".join(self.accounts.places[cell].label for cell in cells if cell not in fills)
        remark = NO_FIGURE.format(cells=names) if names else ""
        return Part((), (fills,) if fills else (), remark=remark, missing=frozenset(cells))


def _tables_of_lines_apart(systems: Sequence[tuple[list[Equation], System]]) -> list[str]:
    """Return the tables that several systems speak of, each of nothing else."""
    tables = [table for system in systems if len(mine := _tables([system])) == 1 for table in mine]
    return [table for table in dict.fromkeys(tables) if tables.count(table) > 1]


def _tables(systems: Iterable[tuple[list[Equation], System]]) -> set[str]:
    return {table_of(cell) for equations, _ in systems for equation in equations for cell, _ in equation}


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
    return "" if whole else OUT_OF_REACH.format(size=LARGEST_SET)


def _independent(equations: tuple[Equation, ...], smallest: list[Changes]) -> list[frozenset[str]]:
    """Return the finest groups of cells such that every explanation of one goes with every one of the others.

    Cells of one equality stay together: what mends it may be shared between them.
    """
    suspects = {cell for changes in smallest for cell in changes}
    shared = [{cell for cell, _ in equation} & suspects for equation in equations]
    groups = _merge([*shared, *({cell} for cell in suspects)])
    dependent = [
        one | other for one, other in combinations(groups, 2) if not _is_product(smallest, (one, other), one | other)
    ]
    groups = _merge([*groups, *dependent])
    return groups if _is_product(smallest, groups, frozenset(suspects)) else [frozenset(suspects)]


def _is_product(smallest: list[Changes], groups: Iterable[frozenset[str]], all_cells: frozenset[str]) -> bool:
    return prod(len(_project(smallest, group)) for group in groups) == len(_project(smallest, all_cells))


def _project(smallest: list[Changes], group: frozenset[str]) -> tuple[Changes, ...]:
    """Return the different ways in which explanations change the cells of a group."""
    ways = ({cell: value for cell, value in changes.items() if cell in group} for changes in smallest)
    return tuple({tuple(sorted(way.items())): way for way in ways}.values())


def _merge(groups: Iterable[Iterable[str]]) -> list[frozenset[str]]:
    """Put groups that have a cell in common together."""
    merged: list[frozenset[str]] = []
    for group in map(frozenset, groups):
        if group:
            touching = [each for each in merged if each & group]
            merged = [*(each for each in merged if not each & group), group.union(*touching)]
    return merged


def _touching(equations: Iterable[Equation], cells: frozenset[str]) -> tuple[Equation, ...]:
    return tuple(equation for equation in equations if any(cell in cells for cell, _ in equation))
