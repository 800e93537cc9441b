"""Statements without a number: none, all, unchanged, and the state of the only case."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.reading.changes import read_change_without_number
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.every import read_every, read_every_case
from annual_report.prose.reading.lists import close_full_lists, open_list
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, CASES, Measure
from annual_report.prose.reading.none import read_none, read_zero
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import Scope, read_scope
from annual_report.prose.reading.state import State

ONE = Quantity(Decimal(1), Decimal(1), "件")


def read_statement(piece: Piece, own: str, topic: str, state: State) -> Iterator[ClauseClaim]:
    """Yield what a piece without a number says, and take in what it opens for the pieces behind it."""
    _take_in(piece, state)
    scope = read_scope(piece, topic, state)
    if piece.says("none"):
        yield from read_none(piece, scope, state)
    elif piece.says("zero"):
        yield from read_zero(piece, topic, scope, state)
    elif (changed := read_change_without_number(piece, own, state)) is not None:
        yield from changed
    elif scope == Scope():
        yield from _of_the_last_count(piece, own, topic, state)


def _take_in(piece: Piece, state: State) -> None:
    close_full_lists(state)
    if piece.says("open") and state.lists and state.lists[-1].parts:
        state.lists[-1].parts[-1].open_list = True
    if piece.says("compare") and piece.says("year"):
        state.base = state.years_in(piece)[-1]
    if piece.says("among"):
        open_list(piece, state)


def _of_the_last_count(piece: Piece, own: str, topic: str, state: State) -> Iterator[ClauseClaim]:
    last = next(state.recent_counts(piece.sentence - (piece.mark == "。")), None)
    if last is None and own in BOTH_ROUTES and piece.says("every"):
        yield from read_every_case(piece, own, state)
    if last is None:
        return
    if piece.says("every"):
        yield from read_every(piece, own, topic, last, state)
    elif topic in BOTH_ROUTES and piece.says("outcome"):
        yield from _only_case(piece, topic, last, state)
    elif topic == APPLICATION and not own and _says_some_were_closed(piece, last):
        yield state.claim(piece, "all", topic=topic, dimension="some_closed")


def _only_case(piece: Piece, topic: str, last: ClauseClaim, state: State) -> Iterator[ClauseClaim]:
    """诉讼1件，目前审理中: a state without number after exactly one case is that case's outcome."""
    if last.exact and last.low == 1 and last.measure == Measure(CASES, topic, "total"):
        measure = Measure(CASES, topic, piece.values("outcome")[-1])
        yield state.claim(piece, "count", quantity=ONE, measure=measure, topic=topic, explicit=True)


def _says_some_were_closed(piece: Piece, last: ClauseClaim) -> bool:
    limited = piece.says("mind", "on_time") or piece.says("mind", "plan") or last.limits
    return last.topic == APPLICATION and piece.says("act", "close") and not limited
