"""Runs of figures that stand one cell too far, and lines or columns in each other's place: the slips of a spreadsheet.

A run is a stretch of one line or column, or of several side by side. Who deletes or inserts a cell, or pastes one row
too low, moves all of it at once: where it ends one figure is lost, where it begins a gap is left, or a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from annual_report.steps.explain.board import Board, Figures
from annual_report.steps.explain.ledger import Ledger, Strip, column_name, is_of_last_year, line_name, table_of

RUN = "串{step}：{strips}从「{first}」到「{last}」整体向{way}错了一格"
COPY = "（「{step}」写了两遍）"
REPEATED = "串{step}：{strips}的「{one}」照抄了相邻的「{other}」"
PAIR = "互相写反：「{one}」和「{other}」的数字对调了"
EXCHANGED = "两{strip}对调：「{one}」和「{other}」的数字互换了位置"
ALL, SEVERAL, ONE = "各{strip}", "「{one}」到「{other}」各{strip}", "「{one}」"

# A whole line is likelier to move than a part; a gap is likelier than a copy, and that than a figure put in elsewhere.
COST_OF_A_MOVE, COST_OF_A_PART, COST_OF_A_PAIR, COST_OF_A_COPY, COST_OF_PUTTING_IN = 1.0, 0.4, 0.2, 0.1, 0.6
COST_OF_A_CELL, COST_OF_REPEATING = 0.02, 0.1

# What stands at one position of strips side by side.
Step = tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """What would stand in some cells had nothing been moved (None: to be derived), how unlikely that is, its words.

    `is_evident` where figures that read alike speak for it, whatever the equalities say.
    """

    figures: Figures
    cost: float
    say: Callable[[], str]
    is_evident: bool = False


@dataclass(frozen=True)
class Direction:
    """The columns of a table, down which figures slip, or its lines, along which they do."""

    ledger: Ledger
    strips: tuple[Strip, ...]
    is_across: bool

    @property
    def ways(self) -> tuple[str, str]:
        return ("右", "左") if self.is_across else ("下", "上")

    @property
    def words(self) -> dict[str, str]:
        """What a strip is called, and what a position in it."""
        strip, step = ("行", "列") if self.is_across else ("列", "行")
        return {"strip": strip, "step": step}

    def strip_of(self, cell: str) -> str:
        return (line_name if self.is_across else column_name)(self.ledger.places[cell])

    def step_of(self, cell: str) -> str:
        return (column_name if self.is_across else line_name)(self.ledger.places[cell])

    def bands(self) -> Iterator[tuple[Strip, ...]]:
        """Yield every strip, and all that stand side by side."""
        for first, last in combinations(range(len(self.strips) + 1), 2):
            band = self.strips[first:last]
            if len({len(strip) for strip in band}) == 1:
                yield band


def moves(board: Board, of_all: bool) -> Iterator[Move]:
    """Yield every move in the tables where an equality fails that the sums across allow.

    With `of_all`, those only that have to do with every equality that fails.
    """
    tables = dict.fromkeys(table_of(cell) for each in board.broken for cell, _ in each if not is_of_last_year(cell))
    for table in sorted(tables):
        for strips, is_across in ((board.ledger.columns, False), (board.ledger.lines, True)):
            own = tuple(each for each in strips.values() if table_of(each[0]) == table)
            direction = Direction(board.ledger, own, is_across)
            yield from _exchanges(direction)
            yield from _pairs(board, own)
            for band in direction.bands():
                if not of_all or board.concerns_all({cell for strip in band for cell in strip}):
                    yield from _runs(board, direction, list(zip(*band, strict=True)))


def _exchanges(direction: Direction) -> Iterator[Move]:
    """Put the figures of two lines, or of two columns, in each other's place: all of them, or all but a last total."""
    ledger = direction.ledger
    for one, other in combinations(direction.strips, 2):
        ends = {len(one), len(one) - (one[-1] in ledger.totals)} if len(one) == len(other) else ()
        for end in ends:
            pairs = [*zip(one[:end], other[:end], strict=True), *zip(other[:end], one[:end], strict=True)]
            figures = {target: ledger.values[source] for target, source in pairs}
            part = COST_OF_A_PART if end < len(one) else 0.0
            names = {"one": direction.strip_of(one[0]), "other": direction.strip_of(other[0])}
            if None not in figures.values():
                yield Move(
                    figures, _cost(ledger, figures) + part, partial(EXCHANGED.format, **names, **direction.words)
                )


def _pairs(board: Board, strips: Sequence[Strip]) -> Iterator[Move]:
    """Put two figures of a line or a column in each other's place."""
    ledger = board.ledger
    suspects = {cell for each in board.broken for cell, _ in each}
    for one, other in (pair for strip in strips for pair in combinations([c for c in strip if c in suspects], 2)):
        figures = {one: ledger.values[other], other: ledger.values[one]}
        names = {"one": ledger.places[one].label, "other": ledger.places[other].label}
        if None not in figures.values():
            yield Move(figures, _cost(ledger, figures) + COST_OF_A_PAIR, partial(PAIR.format, **names))


def _runs(board: Board, direction: Direction, steps: Sequence[Step]) -> Iterator[Move]:
    """Put everything from one step to another back by one, as long as the sums across allow it."""
    for way, ordered in zip(direction.ways, (steps, steps[::-1]), strict=True):
        held = [[board.ledger.values[cell] for cell in step] for step in ordered]
        for at in (each for each in range(1, len(steps)) if any(held[each]) and held[each] == held[each - 1]):
            yield _repetition(direction, ordered, at)
        back = [dict(zip(step, its, strict=True)) for step, its in zip(ordered, held[1:], strict=False)]
        fits = [board.holds_across(figures, direction.is_across) for figures in back]
        for start in (each for each in range(len(steps) - 1) if held[each] != held[each + 1]):
            end = start
            while end < len(back) and fits[end]:
                end += 1
                figures = {cell: value for figures in back[start:end] for cell, value in figures.items()}
                yield _run(direction, ordered, (start, end), figures, way)


def _repetition(direction: Direction, steps: Sequence[Step], at: int) -> Move:
    """Take a step that reads like the one before it for unknown."""
    figures: Figures = dict.fromkeys(steps[at])
    one, other = (direction.step_of(steps[each][0]) for each in (at, at - 1))
    words = {"one": one, "other": other, "strips": _strips(direction, steps[0]), **direction.words}
    cost = _cost(direction.ledger, figures) + COST_OF_REPEATING
    return Move(figures, cost + _part(direction, steps[0]), partial(REPEATED.format, **words), is_evident=True)


def _run(direction: Direction, steps: Sequence[Step], span: tuple[int, int], back: Figures, way: str) -> Move:
    """Return the move of a run: its last figure is lost, unless it stands where there is neither a gap nor a copy."""
    (start, end), ledger = span, direction.ledger
    gap = [ledger.values[cell] for cell in steps[start]]
    copied = bool(start and any(gap)) and gap == [ledger.values[cell] for cell in steps[start - 1]]
    put_in = any(gap) and not copied
    figures = {**back, **dict(zip(steps[end], gap if put_in else [None] * len(gap), strict=True))}
    cost = _cost(ledger, figures) + COST_OF_A_COPY * copied + COST_OF_PUTTING_IN * put_in
    return Move(
        figures, cost + _part(direction, steps[0]), partial(_words, direction, steps, span, way, copied), copied
    )


def _words(direction: Direction, steps: Sequence[Step], span: tuple[int, int], way: str, copied: bool) -> str:
    printed = span if way == direction.ways[0] else span[::-1]
    first, last = (direction.step_of(steps[at][0]) for at in printed)
    words = RUN.format(strips=_strips(direction, steps[0]), first=first, last=last, way=way, **direction.words)
    return words + (COPY.format(step=direction.step_of(steps[span[0]][0])) if copied else "")


def _strips(direction: Direction, step: Step) -> str:
    whole = len(step) == len(direction.strips)
    names = {"one": direction.strip_of(step[0]), "other": direction.strip_of(step[-1])}
    return (ONE if len(step) == 1 else ALL if whole else SEVERAL).format(**names, **direction.words)


def _part(direction: Direction, step: Step) -> float:
    return COST_OF_A_PART if 1 < len(step) < len(direction.strips) else 0.0


def _cost(ledger: Ledger, figures: Figures) -> float:
    return COST_OF_A_MOVE + COST_OF_A_CELL * sum(ledger.values[cell] != value for cell, value in figures.items())
