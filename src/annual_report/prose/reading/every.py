"""All: 均, 全部, 已办结. It speaks of the count before it, if that is a total; in a bracket, of its head."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, CARRIED
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State


def read_every(piece: Piece, own: str, topic: str, last: ClauseClaim, state: State) -> Iterator[ClauseClaim]:
    """Yield what is said of all that was counted last."""
    if last.rest or piece.says("total", "rest") or (not own and last.topic in BOTH_ROUTES and not last.measure):
        return  # 其余14件均已答复, 其余均由自然人提出; of cases that nobody knows
    labelled = piece.says("result") or piece.says("applicant")
    if last.stage == "result" and (labelled or piece.depth > last.depth):
        return
    if last.limits or last.stage in CARRIED:
        if last.stage in CARRIED and topic == APPLICATION and piece.says("act", "close"):
            yield state.claim(piece, "all", topic=topic, dimension="carried_closed")
        if not _of_a_whole(last, topic):
            return
    beside = _cases_beside(piece, last, state)
    if topic in BOTH_ROUTES or (piece.says("outcome") and beside):
        yield from _all_cases(piece, own, last, topic, beside, state)
    elif topic == APPLICATION:
        yield from _all_applications(piece, topic, state)


def read_every_case(piece: Piece, own: str, state: State) -> Iterator[ClauseClaim]:
    """Yield what is said of all cases where no number of them stands before: 行政复议、行政诉讼均获维持."""
    yield from _all_cases(piece, own, None, own, [], state)


def _of_a_whole(last: ClauseClaim, topic: str) -> bool:
    return last.head is not None and not last.head.limits and last.head.topic == topic


def _cases_beside(piece: Piece, last: ClauseClaim, state: State) -> list[str]:
    """复议1件、诉讼2件，均维持: of all heads in the same segment."""
    segment = last.segment if piece.mark in "。；" else piece.segment
    counts = (each for each in state.recent_counts(piece.sentence - 1) if each.segment == segment)
    return [each.topic for each in counts if each.topic in BOTH_ROUTES]


def _all_cases(
    piece: Piece, own: str, last: ClauseClaim | None, topic: str, beside: list[str], state: State
) -> Iterator[ClauseClaim]:
    if own in ("direct_suit", "suit_after_review"):
        yield state.claim(piece, "all", topic=own, dimension="only")
        return
    about = {*beside, own} if own in BOTH_ROUTES else {*beside}
    if own in ("review", "litigation"):
        about = {own}
    elif "cases" in about:
        about = {"review", "litigation"}
    outcome = piece.values("outcome")[-1] if piece.says("outcome") else ""
    if not outcome and piece.says("act", "close"):
        outcome = "decided"
    if outcome:
        decided = last is not None and last.measure is not None and last.measure.stage == "decided"
        about_all = (*sorted(about), outcome)
        yield state.claim(piece, "all", topic=topic, dimension="outcome", topics=about_all, within=decided)


def _all_applications(piece: Piece, topic: str, state: State) -> Iterator[ClauseClaim]:
    applicants, results = set(piece.values("applicant")), piece.values("result")
    if len(applicants) == 1:
        yield state.claim(piece, "all", topic=topic, dimension="applicant", topics=(*applicants,))
    elif len(results) == 1 and not piece.says("link"):
        yield state.claim(piece, "all", topic=topic, dimension="result", topics=(results[0],))
    elif piece.says("act", "close"):
        in_time = piece.says("mind", "on_time") and not _is_over(piece, state)
        yield state.claim(piece, "all", topic=topic, dimension="closed_in_time" if in_time else "closed")


def _is_over(piece: Piece, state: State) -> bool:
    """已全部按时答复到位: they are over; 均按期答复 says nothing about those whose time is not up."""
    return state.has(piece, "finished", "act") and state.has(piece, "already")
