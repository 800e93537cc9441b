"""Shares and rates: 占93.1%, 办结率100%, 纠错率。"""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.prose.reading.changes import read_growth
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measure import name_measure, unknown_between
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, RATES, ROUTES, Measure
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import Scope
from annual_report.prose.reading.state import State

# With one of these before 占, the share is not of the count before.
OTHER_PART = frozenset({"channel", "unit", "period", "mind", "object", "total"})


def read_percentage(
    piece: Piece, quantity: Quantity, own: str, topic: str, scope: Scope, state: State
) -> Iterator[ClauseClaim]:
    """Yield what a percentage claims: a growth, a rate or a share; else that it is one, of whatever it may be."""
    found = [*_known_percentage(piece, quantity, own, topic, scope, state)]
    yield from found or [state.claim(piece, "percent", quantity=quantity)]


def _known_percentage(
    piece: Piece, quantity: Quantity, own: str, topic: str, scope: Scope, state: State
) -> Iterator[ClauseClaim]:
    if piece.says("change") and not piece.says("share"):
        yield from read_growth(piece, quantity, own, state)
    elif piece.says("rate", "online"):
        yield from _rate_of_a_part(piece, quantity, state)
    elif piece.says("rate"):
        if scope == Scope() and not piece.says("mind", "on_time"):
            yield from _rate(piece, quantity, topic, state)
    elif piece.says("share") and not _of_an_unknown_whole(piece):
        yield from _share(piece, quantity, topic, scope, state)


def _rate(piece: Piece, quantity: Quantity, topic: str, state: State) -> Iterator[ClauseClaim]:
    known = [name for name in piece.values("rate") if name != "other"]
    if known and (topic == APPLICATION if known[-1] == "closed" else topic in BOTH_ROUTES):
        measure = Measure(RATES, topic, known[-1])
        yield state.claim(piece, "rate", quantity=quantity, measure=measure, topic=topic)


def _rate_of_a_part(piece: Piece, quantity: Quantity, state: State) -> Iterator[ClauseClaim]:
    """受理30万余件，其中线上受理28万余件，网办率95.37%."""
    last = next(state.recent_counts(piece.sentence), None)
    if last is not None and last.head is not None and "channel" in last.scope:
        yield state.claim(piece, "rate_of", quantity=quantity, subject=last)


def _of_an_unknown_whole(piece: Piece) -> bool:
    """占全部复议案件, 占…的: of a whole that nobody gave."""
    if set(piece.values("object")) & (ROUTES | {"cases", "other", "information"}):
        return True
    place = next(place for place, token in enumerate(piece.words) if token.kind == "share")
    if any(token.kind == "unit" for token in piece.words[place:]):
        return True  # 占全区申请总量的15.3%
    return unknown_between(piece) and not piece.says("result") and not piece.says("applicant")


def _share(piece: Piece, quantity: Quantity, topic: str, scope: Scope, state: State) -> Iterator[ClauseClaim]:
    last = next(state.recent_counts(piece.sentence), None)
    if piece.says("result") or piece.says("applicant") or piece.says("outcome"):
        about = topic if topic in BOTH_ROUTES else APPLICATION
        measure = name_measure(piece, about, state, explicit=False)
        if measure and scope == Scope():
            yield state.claim(piece, "share", quantity=quantity, measure=measure, topic=topic)
    elif last is not None and not _names_another_part(piece):
        yield state.claim(piece, "share", quantity=quantity, subject=last, measure=last.measure, topic=last.topic)


def _names_another_part(piece: Piece) -> bool:
    place = next(place for place, token in enumerate(piece.words) if token.kind == "share")
    return any(token.kind in OTHER_PART or token.unknown for token in piece.words[:place])
