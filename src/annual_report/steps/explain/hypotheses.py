"""Slips of a whole line or column, tested directly: they may move many more cells than the smallest set would.

Who pastes two lines in the wrong order changes fourteen figures with one slip of the hand; some smaller set of
changes may mend the sums as well, but nobody made it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from annual_report.model.findings import Equation, Place
from annual_report.steps.explain.ledger import Ledger, Strip, column_name, line_name, table_of
from annual_report.steps.explain.system import Number, residual_of, system_of

LINES_SWAPPED = "两行对调：「{one}」和「{other}」的数字互换了位置"
COLUMNS_SWAPPED = "两列对调：「{one}」和「{other}」的数字互换了位置"
LINE_SHIFTED = "串列：「{line}」从「{column}」起整体{way}错了一格"
COLUMN_SHIFTED = "串行：「{column}」从「{line}」起整体{way}错了一格"
LINE_REPEATED = "串行：「{one}」照抄了相邻一行「{other}」的数字"
COLUMN_REPEATED = "串列：「{one}」照抄了相邻一列「{other}」的数字"
SPLIT = "拆格：「{line}」里的 {whole} 被拆成 {left} 和 {right} 两格，后面的数字随之错位"

Figures = dict[str, Number | None]
Changes = dict[str, Number]
Namer = Callable[[Place], str]


@dataclass(frozen=True)
class Hypothesis:
    """What would stand in some cells had a slip not been made (None: to be derived), and what the slip was."""

    figures: Figures
    cause: str


def hypotheses_that_hold(
    ledger: Ledger, equations: tuple[Equation, ...], deadline: float
) -> Iterator[tuple[Changes, str]]:
    """Yield the changes and the cause of every hypothesis after which all of some equalities hold."""
    values = {cell: ledger.values[cell] for equation in equations for cell, _ in equation}
    broken = [{cell for cell, _ in each} for each in equations if _is_broken(each, values)]
    tables = dict.fromkeys(table_of(cell) for cells in broken for cell in cells)
    for hypothesis in (each for table in tables for each in _hypotheses(ledger, table)):
        if time.monotonic() > deadline:
            return
        changed = {cell for cell, value in hypothesis.figures.items() if value != ledger.values[cell]}
        if all(not changed.isdisjoint(cells) for cells in broken):
            changes = _derived(ledger, equations, {**values, **hypothesis.figures})
            if changes:
                yield changes, hypothesis.cause


def _is_broken(equation: Equation, values: Figures) -> bool:
    """Whether an equality fails; with a missing figure, that cannot be said."""
    return all(values[cell] is not None for cell, _ in equation) and residual_of(equation, values) != 0


def _derived(ledger: Ledger, equations: tuple[Equation, ...], values: Figures) -> Changes:
    """Return all cells that differ, what had to be derived included; nothing where the equalities do not hold."""
    if any(_is_broken(equation, values) for equation in equations):
        return {}
    system = system_of(equations, values)
    found = {cell: system.difference(cell) if value is None else value for cell, value in values.items()}
    differing = {cell: value for cell, value in found.items() if value != ledger.values[cell]}
    changes = {cell: value for cell, value in differing.items() if value is not None and ledger.admits(cell, value)}
    return changes if len(changes) == len(differing) and not system.broken else {}


def _hypotheses(ledger: Ledger, table: str) -> Iterator[Hypothesis]:
    lines = [strip for strip in ledger.lines.values() if table_of(strip[0]) == table]
    columns = [strip for strip in ledger.columns.values() if table_of(strip[0]) == table]
    yield from _swaps(ledger, lines, LINES_SWAPPED, line_name)
    yield from _swaps(ledger, columns, COLUMNS_SWAPPED, column_name)
    yield from _repetitions(ledger, lines, LINE_REPEATED, line_name)
    yield from _repetitions(ledger, columns, COLUMN_REPEATED, column_name)
    for strip in lines:
        yield from _shifts(ledger, strip, LINE_SHIFTED, ("向右", "向左"))
        yield from _splits(ledger, strip)
    for strip in columns:
        for part in _up_to_totals(ledger, strip):
            yield from _shifts(ledger, part, COLUMN_SHIFTED, ("向下", "向上"))


def _swaps(ledger: Ledger, strips: list[Strip], cause: str, name: Namer) -> Iterator[Hypothesis]:
    """Put the figures of two lines, or of two columns, in each other's place."""
    for one, other in combinations(strips, 2):
        if len(one) == len(other):
            figures = {**_moved(ledger, one, other), **_moved(ledger, other, one)}
            yield Hypothesis(figures, cause.format(one=_named(ledger, one, name), other=_named(ledger, other, name)))


def _repetitions(ledger: Ledger, strips: list[Strip], cause: str, name: Namer) -> Iterator[Hypothesis]:
    """Take a line that reads like its neighbour for unknown."""
    for first, second in pairwise(strips):
        values = [[ledger.values[cell] for cell in strip] for strip in (first, second)]
        if values[0] == values[1] and any(values[0]):
            for one, other in ((second, first), (first, second)):
                words = cause.format(one=_named(ledger, one, name), other=_named(ledger, other, name))
                yield Hypothesis(dict.fromkeys(one), words)


def _shifts(ledger: Ledger, strip: Strip, cause: str, ways: tuple[str, str]) -> Iterator[Hypothesis]:
    """Move everything from some cell on back by one; what was pushed out or skipped is unknown."""
    for start in range(len(strip) - 1):
        part, place = strip[start:], ledger.places[strip[start]]
        forth, back = (cause.format(line=line_name(place), column=column_name(place), way=way) for way in ways)
        yield Hypothesis({**_moved(ledger, part[1:], part[:-1]), part[-1]: None}, forth)
        yield Hypothesis({**_moved(ledger, part[:-1], part[1:]), part[0]: None}, back)


def _splits(ledger: Ledger, strip: Strip) -> Iterator[Hypothesis]:
    """Glue two neighbouring figures together and move the rest up; the last one was pushed out."""
    for position, (one, other) in enumerate(pairwise(strip)):
        left, right = ledger.values[one], ledger.values[other]
        if isinstance(left, int) and isinstance(right, int) and left > 0 <= right:
            whole, rest = int(f"{left}{right}"), strip[position + 1 :]
            words = SPLIT.format(line=line_name(ledger.places[one]), whole=whole, left=left, right=right)
            yield Hypothesis({one: whole, **_moved(ledger, rest[1:], rest[:-1]), rest[-1]: None}, words)


def _up_to_totals(ledger: Ledger, strip: Strip) -> Iterator[Strip]:
    """Yield a column as a whole, and every stretch of it that ends at a total."""
    yield strip
    for position, (before, cell) in enumerate(pairwise(strip[:-1]), 2):
        if cell in ledger.totals and before not in ledger.totals:
            yield strip[:position]


def _moved(ledger: Ledger, sources: Strip, targets: Strip) -> Figures:
    return {target: ledger.values[source] for source, target in zip(sources, targets, strict=True)}


def _named(ledger: Ledger, strip: Strip, name: Namer) -> str:
    return name(ledger.places[strip[0]])
