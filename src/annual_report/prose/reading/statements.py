"""Statements without a number: none, all, unchanged, and the state of the only case."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.reading.changes import read_change_without_number
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.every import read_every, read_every_case
from annual_report.prose.reading.lists import close_full_lists, open_list
from annual_report.prose.reading.measure_applications import measure_of_applications
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, CASES, NOTHING, Measure, received
from annual_report.prose.reading.none import read_none, read_zero
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import Scope, read_scope
from annual_report.prose.reading.state import State
from annual_report.prose.reading.topic import SUITS
from annual_report.prose.reading.years import carries_over

ONE = Quantity(Decimal(1), Decimal(1), "件")


def read_statement(piece: Piece, own: str, topic: str, state: State) -> Iterator[ClauseClaim]:
    """Yield what a piece without a number says, and take in what it opens for the pieces behind it."""
    _take_in(piece, state)
    scope = read_scope(piece, topic, state)
    _narrow_the_last_count(piece, scope, state)
    if piece.says("mind", "unrelated"):
        _take_back_cases(piece, state)
    elif piece.says("none"):
        yield from read_none(piece, scope, state)
    elif piece.says("zero"):
        yield from read_zero(piece, topic, scope, state)
    elif _labels_the_last_count(piece, own, topic, state):
        return
    elif (changed := read_change_without_number(piece, own, state)) is not None:
        yield from changed
    elif scope == Scope() or (scope == Scope(("channel",)) and piece.says("every")):
        yield from _of_the_last_count(piece, own, topic, state)


def _narrow_the_last_count(piece: Piece, scope: Scope, state: State) -> None:
    """收到申请236件（自2019年以来）: a period in the bracket behind a number is that of the number."""
    last = state.claims[-1] if state.claims else None
    if last and piece.mark == "（" and last.sentence == piece.sentence:
        last.scope = (*last.scope, *(name for name in ("period", "years") if name in scope.names))


def _take_back_cases(piece: Piece, state: State) -> None:
    """行政复议9件、行政诉讼4件，均与政府信息公开无关: no table counts them."""
    for claim in state.recent_counts(piece.sentence):
        if claim.topic in BOTH_ROUTES and claim.segment == piece.segment:
            claim.measure = NOTHING


def _labels_the_last_count(piece: Piece, own: str, topic: str, state: State) -> bool:
    """1件因征求第三方意见，结转下年度: what became of a count without a label may follow it."""
    last = state.claims[-1] if state.claims else None
    if own or last is None or topic != APPLICATION or not _lacks_a_label(last, piece):
        return False
    if carries_over(piece, state):
        last.measure, last.scope = received("carried_out"), ()
    elif piece.says("result") and not piece.says("link"):
        last.measure, last.scope = measure_of_applications(piece, state, explicit=False), ()
    else:
        return False
    last.unknown += tuple(token.text for token in state.unknown_in(piece))
    return True


def _lacks_a_label(last: ClauseClaim, piece: Piece) -> bool:
    beside = (last.sentence, last.depth) == (piece.sentence, piece.depth) and piece.mark == "，"
    return beside and last.kind == "count" and last.topic == APPLICATION and not last.measure and not last.explicit


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
    counted = last.measure and last.measure.table == CASES and last.is_all_cases and not last.limits
    near = (each for each in state.recent_counts(last.sentence) if each.segment == last.segment and each is not last)
    alone = not any(each.topic in BOTH_ROUTES and each.low and not each.parts for each in near)
    if last.exact and last.low == 1 and counted and alone and _may_be_the_same(last.topic, topic):
        measure = Measure(CASES, last.topic, piece.values("outcome")[-1])
        yield state.claim(piece, "count", quantity=ONE, measure=measure, topic=topic, explicit=True)


def _may_be_the_same(counted: str, topic: str) -> bool:
    """行政诉讼1件，系未经复议直接起诉，判决驳回: the one suit is told more of."""
    return counted == topic or (counted == "litigation" and topic in SUITS)


def _says_some_were_closed(piece: Piece, last: ClauseClaim) -> bool:
    limited = piece.says("mind", "on_time") or piece.says("mind", "plan") or last.limits
    return last.topic == APPLICATION and piece.says("act", "close") and not limited
