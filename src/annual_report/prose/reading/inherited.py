"""What a clause about applications goes on counting, where it names neither act nor object: 共计29件, 信函8件."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import ACTS, APPLICATION, NOTHING, Measure, received
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.scope import restricts_channel
from annual_report.prose.reading.state import State

STAGES = frozenset({"received", "handled", "new", "closed"})
LESS = frozenset({"channel", "unit", "period", "subset"})
# Without an object of its own, a piece with one of these goes on with the act before: 信函申请8件, 2023年10件.
GOES_ON = (("unit", ""), ("period", ""), ("total", "all"), ("year", ""), ("reach", ""))
# What only joins a number to what was named before it.
JOINS = frozenset({"total", "year", "reach", "compare"})


def inherited_measure(piece: Piece, state: State) -> Measure:
    """Return what a piece without act and object goes on counting."""
    if piece.says("reach") and (counted := _counted_last(piece, state)):
        return counted._replace(applicant="")
    if piece.says("total", "all") and not is_labelled(piece) and (whole := _whole_of_parts(piece, state)):
        return whole
    if _sums_up_the_named(piece, state):
        return received(ACTS.get(state.act, "handled"))
    goes_on = restricts_channel(piece, state) or any(piece.says(*meaning) for meaning in GOES_ON)
    if goes_on and state.act in ACTS:
        return received(ACTS[state.act])
    last = next(state.recent_counts(piece.sentence), None)
    again = piece.says("year") and last is not None and last.topic == APPLICATION and last.stage in STAGES
    return last.measure or NOTHING if again and last else NOTHING  # 分别为2022年41件、2023年52件


def _counted_last(piece: Piece, state: State) -> Measure | None:
    counted = (each.subject or each for each in state.recent(piece.sentence) if each.topic == APPLICATION)
    return next((each.measure for each in counted if each.measure), None)


def _whole_of_parts(piece: Piece, state: State) -> Measure | None:
    """新收58件，上年结转4件，共计62件: what a total is of, by the parts before it."""
    if _said_with_carried(piece, state):
        return received("to_handle")
    if listed := _listed_before(state, piece):
        return received("closed" if listed == "result" else "received")
    said = next(_said_in_parts(piece, state), None)
    return said.measure._replace(applicant="") if said is not None and said.measure else None


def _sums_up_the_named(piece: Piece, state: State) -> bool:
    """申请均由自然人提出，共计29件: the first number of a sentence that names them."""
    plain = all(token.kind in JOINS or state.in_group(token, "linking") for token in piece.words)
    first = not any(each.measure for each in state.recent_counts(piece.sentence))
    return plain and first and state.named == piece.sentence


def _listed_before(state: State, piece: Piece) -> str:
    """予以公开5件、信息不存在3件，合计8件: what kind of parts the total is of."""
    kinds = {claim.dimension for claim in state.recent_counts(piece.sentence)}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"result", "applicant"} else ""


def _said_with_carried(piece: Piece, state: State) -> bool:
    """新收58件，上年结转4件，共计62件: the total is of both."""
    stages = [claim.stage for claim in state.recent_counts(piece.sentence) if not claim.limits]
    return len(stages) > 1 and "carried_in" in stages[:2] and bool({"new", "received"} & set(stages[:2]))


def _said_in_parts(piece: Piece, state: State) -> Iterator[ClauseClaim]:
    """线上申请23件，线下申请14件，总计37件: the total is of what its parts are."""
    for claim in state.recent_counts(piece.sentence - 1):
        if claim.topic == APPLICATION and claim.stage in STAGES and not claim.years_off and set(claim.scope[:1]) & LESS:
            yield claim


def is_labelled(piece: Piece) -> bool:
    """Whether a piece says what its number counts."""
    return any(piece.says(kind) for kind in ("object", "text", "result", "applicant", "outcome", "channel", "unit"))
