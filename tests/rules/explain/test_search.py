"""The search finds what trying every set of cells finds, and missing figures are solved exactly."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.rules.explain.search import Search, disjoint
from annual_report.rules.explain.system import System, Values, components, system_of
from annual_report.rules.finding import Equation

# A table of three lines and three columns with its totals; below it, a balance as in table three.
LINES, COLUMNS = ("in", "out", "sum"), ("x", "y", "z", "total")
TABLE: tuple[Equation, ...] = (
    *((*((f"{line}.{column}", 1) for column in COLUMNS[:-1]), (f"{line}.total", -1)) for line in LINES),
    *(((f"in.{column}", 1), (f"out.{column}", 1), (f"sum.{column}", -1)) for column in COLUMNS),
)
CELLS = [f"{line}.{column}" for line in LINES for column in COLUMNS]


def never_negative(values: Values):
    def admits(system: System, chosen: frozenset[str]) -> bool:
        return all((values[cell] or 0) + (system.difference(cell) or 0) >= 0 for cell in chosen)

    return admits


def by_trying_all(values: Values) -> tuple[int, set[frozenset[str]]]:
    """Return the smallest sets of cells, and their size, without any cleverness."""
    system, admits = system_of(TABLE, values), never_negative(values)
    for size in range(1, 7):
        freed = {frozenset(cells): system.let_vary(*cells) for cells in itertools.combinations(CELLS, size)}
        found = {
            cells
            for cells, each in freed.items()
            if not each.broken and all(each.difference(cell) for cell in cells) and admits(each, cells)
        }
        if found:
            return size, found
    raise AssertionError(values)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=len(CELLS), max_size=len(CELLS)))
def test_every_smallest_set_is_found(figures: list[int]) -> None:
    values = dict(zip(CELLS, figures, strict=True))
    system = system_of(TABLE, values)
    if system.broken:
        search = Search(system, never_negative(values), math.inf).run()
        assert search.complete
        assert (search.size, {frozenset(each) for each in search.found}) == by_trying_all(values)


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=len(CELLS), max_size=len(CELLS)))
def test_what_is_found_makes_every_equality_hold(figures: list[int]) -> None:
    values = dict(zip(CELLS, figures, strict=True))
    search = Search(system_of(TABLE, values), lambda *_: True, math.inf).run()
    for differences in search.found:
        corrected = {cell: value + differences.get(cell, 0) for cell, value in values.items()}
        assert not any(sum(sign * corrected[cell] for cell, sign in equation) for equation in TABLE)


def test_missing_figures_are_free_and_follow_where_they_can() -> None:
    values = dict(zip(CELLS, (1, None, 3, 9, 4, 5, None, None, 5, 10, 9, 24), strict=True))
    system = system_of(TABLE, values)
    assert not system.broken
    assert {cell: system.difference(cell) for cell in system.solved} == {"in.y": 5, "out.z": 6, "out.total": 15}


def test_missing_figures_that_only_follow_from_each_other_stay_open() -> None:
    system = system_of([(("a", 1), ("b", 1), ("c", -1))], {"a": None, "b": None, "c": 5})
    assert [system.difference(cell) for cell in ("a", "b")] == [None, None]


def test_fractions_stay_exact() -> None:
    tenth = Fraction(1, 10)
    system = system_of([(("a", 1), ("b", 1), ("c", -1))], {"a": tenth, "b": 2 * tenth, "c": None})
    assert system.difference("c") == 3 * tenth


def test_balances_without_a_common_cell_need_a_change_each() -> None:
    broken = system_of(TABLE, dict.fromkeys(CELLS, 1)).broken
    assert len(disjoint(broken)) == 4


@pytest.mark.parametrize(("shared", "count"), [("c", 1), ("d", 2)])
def test_equalities_that_share_a_cell_belong_together(shared: str, count: int) -> None:
    assert len(components([(("a", 1), ("c", -1)), (("b", 1), (shared, -1))])) == count
