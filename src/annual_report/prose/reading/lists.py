"""Of which whole: lists are opened by 其中, 含, a bracket; a part belongs to the list that it can add up to."""

from __future__ import annotations

from annual_report.prose.reading.attach import attach
from annual_report.prose.reading.claim import ClauseClaim, PartsList
from annual_report.prose.reading.fitting import fits
from annual_report.prose.reading.measures import CARRIED, NOTHING
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import MEMORY, State

STAGES = frozenset({"closed", "handled", "received", "new"})


def open_list(piece: Piece, state: State) -> None:
    """Open a list under the nearest earlier count that can be the whole; 按…分 goes back to the first."""
    if piece.says("among", "in_turn"):
        return
    depth = piece.depth - 1 if piece.mark == "（" else piece.depth
    by = piece.says("among", "by")
    for claim in state.recent_counts(piece.sentence - 1):
        if by and claim.limits:
            continue  # 从渠道看，网上5件、当面2件。从主体看，…: no whole was said
        in_the_middle = claim.sentence != piece.sentence and state.claims[-1].sentence == piece.sentence
        if claim.depth <= depth and not in_the_middle:
            while by and claim.head is not None:
                claim = claim.head
            open_list_of(claim, state)
            return


def open_list_of(head: ClauseClaim, state: State) -> None:
    """Open a list of the parts of a whole. Of brackets in brackets, only so many are kept in mind."""
    state.list_number += 1
    state.lists = [*state.lists[1 - MEMORY :], PartsList(head, state.list_number)]


def close_full_lists(state: State) -> None:
    """A list that adds up is over, and with it the unit or the period it spoke of."""
    if state.lists and state.lists[-1].full and not state.lists[-1].parallel:
        state.release(*(name for name, scope in state.scopes.items() if scope.reach == "segment"))


def place(piece: Piece, claim: ClauseClaim, state: State) -> None:
    """Find the whole of a part, and end a list where something begins that cannot be a part of it."""
    _open_unsaid(piece, claim, state)
    while state.lists:
        current = state.lists[-1]
        if _is_over(current, piece, claim):
            state.lists.pop()
        elif better := _better_head(current, claim, state):
            current.head = better  # 结转148件。其中，予以公开…: the whole of results is what was closed
        elif not current.completed_by(claim) and not fits(claim, current.head, piece):
            if claim.stage in CARRIED or claim.limits or piece.mark == "（":
                current.parallel = current.parallel or bool(claim.limits)
                return  # a stage of the same whole, or of the same part: the list goes on behind it
            state.lists.pop()
        elif _goes_to_the_outer(current, piece, claim, state):
            state.lists.pop()
        else:
            attach(claim, current, state)
            return


def _open_unsaid(piece: Piece, claim: ClauseClaim, state: State) -> None:
    """A bracket opens a list of what stands before it; a total may, without 其中."""
    if piece.mark == "（" and not piece.borrowed and not piece.says("among"):
        outside = (each for each in state.recent_counts(piece.sentence) if each.depth < piece.depth)
        before = next(outside, None)
        if before is not None:
            open_list_of(before, state)
    elif piece.mark == "：" and (whole := next(state.recent_counts(piece.sentence), None)) and _can_hold(whole, claim):
        open_list_of(whole, state)
    elif not state.lists and state.claims and _lists_directly(piece, claim, state.claims[-1]):
        open_list_of(state.claims[-1], state)


def _can_hold(whole: ClauseClaim, claim: ClauseClaim) -> bool:
    """行政复议6件：维持4件, …: what is told apart stands behind a colon."""
    apart = claim.dimension in ("applicant", "outcome", "result", "channel", "unit", "period")
    return apart and whole.dimension != claim.dimension and claim.low <= whole.high


def _lists_directly(piece: Piece, claim: ClauseClaim, last: ClauseClaim) -> bool:
    """共70条，工作动态66条，其他信息4条."""
    beside = last.kind == "count" and (last.sentence, last.depth) == (piece.sentence, piece.depth)
    both_uncounted = last.measure == NOTHING and claim.measure == NOTHING and last.totals and not claim.totals
    follows = piece.mark in "，：" and not piece.says("act")
    return beside and both_uncounted and follows and last.unit == claim.unit and claim.low < last.low


def _is_over(current: PartsList, piece: Piece, claim: ClauseClaim) -> bool:
    again = claim.dimension in current.dimensions or claim.dimension == "label"
    return current.full and (again or piece.mark == "；" or piece.says("act"))


def _better_head(current: PartsList, claim: ClauseClaim, state: State) -> ClauseClaim | None:
    if current.parts or current.head.stage not in CARRIED or claim.dimension not in ("result", "applicant"):
        return None
    before = state.recent_counts(current.head.sentence)
    return next((each for each in before if each.stage in STAGES and not each.limits), None)


def _goes_to_the_outer(current: PartsList, piece: Piece, claim: ClauseClaim, state: State) -> bool:
    """不予公开2件，其中1件因…；无法提供29件: 29 is no part of 2, but stands beside it."""
    if not current.overflows_with(claim) or piece.says("among"):
        return False
    outer = len(state.lists) > 1 and not state.lists[-2].full and fits(claim, state.lists[-2].head, piece)
    # as does a number as large as the whole: 其中…公开2件；全部公开25件
    as_large = piece.mark == "；" and claim.low == current.head.high
    return outer or as_large or current.head.stage == claim.stage == "result"
