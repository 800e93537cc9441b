"""Runs of figures that stand one cell too far, and lines or columns in each other's place: the slips of a spreadsheet.

A run is a stretch of one line or column, or of several side by side. Who deletes or inserts a cell, or pastes one row
too low, moves all of it at once: where it ends one figure is lost, where it begins a gap is left, or a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations, groupby

from annual_report.filing.place import PREVIOUS
from annual_report.rules.explain.accounts import Accounts, Strip, column_name, line_name, table_of
from annual_report.rules.explain.board import Board, Figures

RUN = "串{step}：{strips}从「{first}」到「{last}」整体向{way}错了一格"
COPY = "（「{step}」写了两遍）"
REPEATED = "串{step}：{strips}的「{one}」照抄了相邻的「{other}」"
AS_LAST_YEAR = "照抄上年：{strips}从「{first}」到「{last}」和上年的数字一样"
LEFT_OUT = "漏填：{strips}从「{first}」到「{last}」都写成 0"
PAIR = "互相写反：「{one}」和「{other}」的数字对调了"
EXCHANGED = "两{strip}对调：「{one}」和「{other}」的数字互换了位置"
ALL, SEVERAL, ONE = "各{strip}", "「{one}」到「{other}」各{strip}", "「{one}」"

# A whole line is likelier to move than a part; a gap is likelier than a copy, and that than a figure put in elsewhere.
COST_OF_A_MOVE, COST_OF_A_PART, COST_OF_A_PAIR, COST_OF_A_COPY, COST_OF_PUTTING_IN = 1.0, 0.4, 0.2, 0.1, 0.6
COST_OF_A_CELL, COST_OF_REPEATING = 0.02, 0.1
# So many figures other than nought that are the same as last year's, one beside the other, are no chance.
MOST_BY_CHANCE = 3

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
    """The columns of a table, down which figures slip, or its lines, along which they do; or all of it as one line."""

    accounts: Accounts
    strips: tuple[Strip, ...]
    is_across: bool
    is_one_line: bool = False

    @property
    def ways(self) -> tuple[str, str]:
        return ("右", "左") if self.is_across else ("下", "上")

    @property
    def words(self) -> dict[str, str]:
        """What a strip is called, and what a position in it."""
        strip, step = ("行", "列") if self.is_across else ("列", "行")
        return {"strip": strip, "step": step}

    def strip_of(self, cell: str) -> str:
        return (line_name if self.is_across else column_name)(self.accounts.places[cell])

    def step_of(self, cell: str) -> str:
        if self.is_one_line:
            return self.accounts.places[cell].label
        return (column_name if self.is_across else line_name)(self.accounts.places[cell])

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
    for table in board.tables:
        yield from _along_the_print(board, table)
        for strips, is_across in ((board.accounts.columns, False), (board.accounts.lines, True)):
            own = tuple(strip for strip in strips.values() if table_of(strip[0]) == table)
            direction = Direction(board.accounts, own, is_across)
            yield from _exchanges(direction)
            yield from _pairs(board, own)
            yield from _moves_of_wrong_stretches(direction)
            for band in direction.bands():
                if not of_all or board.concerns_all({cell for strip in band for cell in strip}):
                    slack = 0 if of_all or 1 < len(band) < len(own) else 1
                    yield from _runs(board, direction, list(zip(*band, strict=True)), slack)


def _along_the_print(board: Board, table: str) -> Iterator[Move]:
    """Move figures from line to line of a table whose lines no equality joins: it is printed as one line."""
    lines = [strip for strip in board.accounts.lines.values() if table_of(strip[0]) == table]
    if len(lines) > 1 and board.has_lines_apart(table):
        cells = tuple(chain(*lines))
        yield from _runs(
            board, Direction(board.accounts, (cells,), True, is_one_line=True), [(cell,) for cell in cells], 0
        )


def _moves_of_wrong_stretches(direction: Direction) -> Iterator[Move]:
    """Take for unknown what reads like last year's report, and a line or a column that holds nothing but nought."""
    accounts = direction.accounts
    for strip in direction.strips:
        for stretch in _stretches(
            strip, lambda cell: accounts.values[cell] == accounts.values.get(PREVIOUS + cell, "")
        ):
            if sum(bool(accounts.values[cell]) for cell in stretch) > MOST_BY_CHANCE:
                yield replace(_unknown(direction, stretch, AS_LAST_YEAR), is_evident=True)
        if all(accounts.values[cell] == 0 for cell in strip):
            yield _unknown(direction, strip, LEFT_OUT)


def _stretches(strip: Strip, holds: Callable[[str], bool]) -> Iterator[Strip]:
    """Yield the longest stretches of a strip of which something holds."""
    return (tuple(cells) for is_held, cells in groupby(strip, holds) if is_held)


def _unknown(direction: Direction, stretch: Strip, words: str) -> Move:
    first, last = direction.step_of(stretch[0]), direction.step_of(stretch[-1])
    figures: Figures = dict.fromkeys(stretch)
    say = partial(words.format, strips=f"「{direction.strip_of(stretch[0])}」", first=first, last=last)
    return Move(figures, _cost(direction.accounts, figures), say)


def _exchanges(direction: Direction) -> Iterator[Move]:
    """Put the figures of two lines, or of two columns, in each other's place: all of them, or all but a last total."""
    accounts = direction.accounts
    for one, other in combinations(direction.strips, 2):
        ends = {len(one), len(one) - (one[-1] in accounts.totals)} if len(one) == len(other) else ()
        for end in ends:
            pairs = [*zip(one[:end], other[:end], strict=True), *zip(other[:end], one[:end], strict=True)]
            figures = {target: accounts.values[source] for target, source in pairs}
            part = COST_OF_A_PART if end < len(one) else 0.0
            names = {"one": direction.strip_of(one[0]), "other": direction.strip_of(other[0])}
            if None not in figures.values():
                yield Move(
                    figures, _cost(accounts, figures) + part, partial(EXCHANGED.format, **names, **direction.words)
                )


def _pairs(board: Board, strips: Sequence[Strip]) -> Iterator[Move]:
    """Put two figures of a line or a column in each other's place."""
    accounts = board.accounts
    suspects = {cell for each in board.broken for cell, _ in each}
    for one, other in (pair for strip in strips for pair in combinations([c for c in strip if c in suspects], 2)):
        figures = {one: accounts.values[other], other: accounts.values[one]}
        names = {"one": accounts.places[one].label, "other": accounts.places[other].label}
        if None not in figures.values():
            yield Move(figures, _cost(accounts, figures) + COST_OF_A_PAIR, partial(PAIR.format, **names))


def _runs(board: Board, direction: Direction, steps: Sequence[Step], slack: int) -> Iterator[Move]:
    """Put everything from one step to another back by one, as long as the sums across allow it.

    With `slack`, so many steps on the way may have a mistake of their own.
    """
    for way, ordered in zip(direction.ways, (steps, steps[::-1]), strict=True):
        held = [[board.accounts.values[cell] for cell in step] for step in ordered]
        for at in (each for each in range(1, len(steps)) if any(held[each]) and held[each] == held[each - 1]):
            yield _repetition(direction, ordered, at)
        back = [dict(zip(step, its, strict=True)) for step, its in zip(ordered, held[1:], strict=False)]
        fits = [board.holds_across(figures, direction.is_across) for figures in back]
        for start in (each for each in range(len(steps) - 1) if held[each] != held[each + 1]):
            end, misfits = start, 0
            while end < len(back) and (misfits := misfits + (not fits[end])) <= slack:
                end += 1
                figures = {cell: value for figures in back[start:end] for cell, value in figures.items()}
                yield _run(direction, ordered, (start, end), figures, way)


def _repetition(direction: Direction, steps: Sequence[Step], at: int) -> Move:
    """Take a step that reads like the one before it for unknown."""
    figures: Figures = dict.fromkeys(steps[at])
    one, other = (direction.step_of(steps[each][0]) for each in (at, at - 1))
    words = {"one": one, "other": other, "strips": _strips(direction, steps[0]), **direction.words}
    cost = _cost(direction.accounts, figures) + COST_OF_REPEATING
    return Move(figures, cost + _part(direction, steps[0]), partial(REPEATED.format, **words), is_evident=True)


def _run(direction: Direction, steps: Sequence[Step], span: tuple[int, int], back: Figures, way: str) -> Move:
    """Return the move of a run: its last figure is lost, unless it stands where there is neither a gap nor a copy."""
    (start, end), accounts = span, direction.accounts
    gap = [accounts.values[cell] for cell in steps[start]]
    copied = bool(start and any(gap)) and gap == [accounts.values[cell] for cell in steps[start - 1]]
    put_in = any(gap) and not copied
    figures = {**back, **dict(zip(steps[end], gap if put_in else [None] * len(gap), strict=True))}
    cost = _cost(accounts, figures) + COST_OF_A_COPY * copied + COST_OF_PUTTING_IN * put_in
    return Move(
        figures, cost + _part(direction, steps[0]), partial(_words, direction, steps, span, way, copied), copied
    )


def _words(direction: Direction, steps: Sequence[Step], span: tuple[int, int], way: str, copied: bool) -> str:
    printed = span if way == direction.ways[0] else span[::-1]
    first, last = (direction.step_of(steps[at][0]) for at in printed)
    words = RUN.format(strips=_strips(direction, steps[0]), first=first, last=last, way=way, **direction.words)
    return words + (COPY.format(step=direction.step_of(steps[span[0]][0])) if copied else "")


def _strips(direction: Direction, step: Step) -> str:
    if direction.is_one_line:
        return ""
    whole = len(step) == len(direction.strips)
    names = {"one": direction.strip_of(step[0]), "other": direction.strip_of(step[-1])}
    return (ONE if len(step) == 1 else ALL if whole else SEVERAL).format(**names, **direction.words)


def _part(direction: Direction, step: Step) -> float:
    return COST_OF_A_PART if 1 < len(step) < len(direction.strips) else 0.0


def _cost(accounts: Accounts, figures: Figures) -> float:
    return COST_OF_A_MOVE + COST_OF_A_CELL * sum(accounts.values[cell] != value for cell, value in figures.items())
