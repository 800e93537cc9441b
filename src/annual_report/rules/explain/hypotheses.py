"""Test slips of many cells directly: they may change many more cells than the smallest set does.

Who pastes two lines in the wrong order changes fourteen figures with one slip of the hand; some smaller set of
changes may mend the sums as well, but nobody made it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from annual_report.rules.explain.accounts import Accounts, Strip, line_name, table_of
from annual_report.rules.explain.board import Board, Figures
from annual_report.rules.explain.moves import Move, moves
from annual_report.rules.explain.system import Rational, system_of
from annual_report.rules.finding import COUNTED, Equation

SPLIT = "拆格：「{line}」里的 {whole} 被拆成 {left} 和 {right} 两格，后面的数字随之错位"

# A slip that stands beside other mistakes has to mend so many equalities to be believed.
MENDS_ENOUGH, WORTH_OF_AN_EQUALITY = 3, 0.5
MOST_BESIDE = 4
COST_OF_A_SPLIT, COST_OF_A_BLANK = 0.9, 1.5
# No equality tells of the figures that were moved, nor are they much more like last year's where they would stand.
COST_OF_GUESSING = 12.0
LIKE_ENOUGH, WEIGHT_OF_LIKENESS = 4.0, 0.25

Changes = dict[str, Rational]


class Whole(NamedTuple):
    """One slip of many cells: what they should hold, the words for it, and how unlikely it is."""

    changes: Changes
    cause: str
    cost: float

    def leaving(self, missing: set[str]) -> Whole:
        """Return it less likely where some figures are missing and it does not say why."""
        return self if missing <= self.changes.keys() else self._replace(cost=self.cost + COST_OF_A_BLANK)


def slips_that_hold(accounts: Accounts, equations: tuple[Equation, ...], deadline: float) -> list[Whole]:
    """Return every slip of many cells after which all of some equalities hold, the likeliest first."""
    board = Board(accounts, equations)
    whole = (move for move in _until_deadline(deadline, _all_moves(board)) if board.concerns_all(move.figures))
    fitting = (move for move in whole if board.mended(move.figures) == board.broken and not board.spoils(move.figures))
    return _derivable(board, fitting)


def slips_that_help(accounts: Accounts, equations: tuple[Equation, ...], deadline: float) -> list[Whole]:
    """Return the slips of many cells that mend the most equalities and spoil none, if they mend enough."""
    board = Board(accounts, equations)
    mending = ((_worth_of_mending(board, move), move) for move in _until_deadline(deadline, moves(board, of_all=False)))
    enough = sorted((each for each in mending if each[0]), key=lambda each: each[1].cost - each[0])
    return _derivable(board, [move for _, move in enough[:MOST_BESIDE]])


def _worth_of_mending(board: Board, move: Move) -> float:
    """Return how much speaks for a move that mends some equalities and not all; nought if too little.

    Those that it leaves without a figure to be derived count only where last year's figures speak for the move.
    """
    mended = board.mended(move.figures)
    if len(mended) < MENDS_ENOUGH:
        return 0.0
    certain, likeness = len(mended & board.verified(move.figures)), board.accounts.likeness(move.figures)
    if certain < MENDS_ENOUGH and likeness < LIKE_ENOUGH:
        return 0.0
    return WORTH_OF_AN_EQUALITY * certain + WEIGHT_OF_LIKENESS * likeness


def _until_deadline(deadline: float, candidates: Iterable[Move]) -> Iterator[Move]:
    for candidate in candidates:
        if time.monotonic() > deadline:
            return
        yield candidate


def _all_moves(board: Board) -> Iterator[Move]:
    lines = [strip for strip in board.accounts.lines.values() if table_of(strip[0]) in board.tables]
    return chain(moves(board, of_all=True), *(_splits(board.accounts, strip) for strip in lines))


def _derivable(board: Board, candidates: Iterable[Move]) -> list[Whole]:
    """Return what can be derived in full, each set of changes once, with its likeliest cause."""
    known: dict[tuple[tuple[str, Rational], ...], Whole] = {}
    for move in candidates:
        changes = _derive(board, move.figures)
        if len(changes) > 1:
            words = move.say() + COUNTED.format(count=len(changes))
            is_told = move.is_evident or board.verified(move.figures) or board.accounts.likeness(changes) > LIKE_ENOUGH
            guessed = 0 if is_told else COST_OF_GUESSING
            whole = Whole(changes, words, move.cost + guessed)
            key = tuple(sorted(changes.items()))
            known[key] = min(whole, known.get(key, whole), key=lambda each: each.cost)
    return sorted(known.values(), key=lambda each: each.cost)


def _derive(board: Board, figures: Figures) -> Changes:
    """Return all cells that differ, what had to be derived included; nothing where that cannot be."""
    accounts = board.accounts
    lost = [cell for cell, value in figures.items() if value is None]
    equations = dict.fromkeys(each for cell in lost for each in board.about.get(cell, ()))
    values = {**accounts.values, **figures}
    system = system_of(equations, values)
    found = {cell: system.difference(cell) if value is None else value for cell, value in figures.items()}
    differing = {cell: value for cell, value in found.items() if value != accounts.values[cell]}
    changes = {cell: value for cell, value in differing.items() if value is not None and accounts.admits(cell, value)}
    return changes if len(changes) == len(differing) and not system.broken else {}


def _splits(accounts: Accounts, strip: Strip) -> Iterator[Move]:
    """Glue two neighbouring figures together and move the rest up; the last one was pushed out."""
    for position, (one, other) in enumerate(pairwise(strip)):
        left, right = accounts.values[one], accounts.values[other]
        if isinstance(left, int) and isinstance(right, int) and left > 0 <= right:
            whole, rest = int(f"{left}{right}"), strip[position + 1 :]
            moved = {target: accounts.values[source] for target, source in pairwise(rest)}
            words = {"line": line_name(accounts.places[one]), "whole": whole, "left": left, "right": right}
            yield Move({one: whole, **moved, rest[-1]: None}, COST_OF_A_SPLIT, partial(SPLIT.format, **words))
