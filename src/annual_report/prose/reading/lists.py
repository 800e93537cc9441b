"""Of which whole: lists are opened by 其中, 含, a bracket; a part belongs to the list that it can add up to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from annual_report.prose.reading.attach import attach
from annual_report.prose.reading.claim import ClauseClaim, PartsList
from annual_report.prose.reading.fitting import fits
from annual_report.prose.reading.measures import BOTH_ROUTES, CARRIED, NOTHING
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import MEMORY, State

MOST = 8
STAGES = frozenset({"closed", "handled", "received", "new"})


def open_list(piece: Piece, state: State) -> None:
    """Open a list under the nearest earlier count that can be the whole; 按…分 goes back to the first."""
    if (piece.says("among", "in_turn") and not _tells_parts(piece, state)) or piece.label_first:
        return
    by = piece.says("among", "by")
    before = [*itertools.islice((each for each in _counts_before(piece, state) if not (by and each.limits)), MOST)]
    # 从渠道看，网上5件、当面2件。从主体看，…: no whole was said. 行政复议5件、诉讼0件，其中…: nothing is a part of 0.
    head = next((each for each in before if each.high), None)
    while by and head and head.head is not None:
        head = head.head
    if head is not None:
        whole = (each for each in before if each.head is None or not by)
        open_list_of(head, state, [] if piece.mark == "（" else whole)


def _tells_parts(piece: Piece, state: State) -> bool:
    """上年结转3件，分别予以公开1件、无法提供2件: right behind a stage, 分别 opens a list as 其中 does."""
    last = state.claims[-1] if state.claims else None
    opens = bool(piece.before) and (piece.before[0].kind, piece.before[0].value) == ("among", "in_turn")
    stage = last is not None and last.kind == "count" and last.stage in STAGES | CARRIED
    return opens and stage and piece.number is not None and piece.says("result")


def _counts_before(piece: Piece, state: State) -> Iterator[ClauseClaim]:
    """Yield what a list may be of, the nearest first: counts of the sentence before only where this one has none."""
    depth = piece.depth - 1 if piece.mark == "（" else piece.depth
    for claim in state.recent_counts(piece.sentence - 1):
        in_the_middle = claim.sentence != piece.sentence and state.claims[-1].sentence == piece.sentence
        if claim.depth <= depth and not in_the_middle:
            yield claim


def open_list_of(head: ClauseClaim, state: State, before: Iterable[ClauseClaim] = ()) -> None:
    """Open a list of the parts of a whole, or of one of the counts `before` it.

    Of brackets in brackets, only so many are kept in mind.
    """
    state.list_number += 1
    wholes = tuple(each for each in before if each is not head and each.high and _alike(each, head))
    opened = PartsList(head, state.list_number, wholes, depth=len(state.outside))
    state.lists = [*state.lists[1 - MEMORY :], opened]


def _alike(first: ClauseClaim, second: ClauseClaim) -> bool:
    cases = first.topic in BOTH_ROUTES and second.topic in BOTH_ROUTES
    return first.unit == second.unit and (first.topic == second.topic or cases)


def close_full_lists(state: State) -> None:
    """A list that adds up is over, and with it the unit or the period it spoke of."""
    if state.lists and state.lists[-1].full and not state.lists[-1].parallel:
        state.release(*(name for name, scope in state.scopes.items() if scope.reach == "segment"))


def place(piece: Piece, claim: ClauseClaim, state: State) -> None:
    """Find the whole of a part, and end a list where something begins that cannot be a part of it."""
    _open_unsaid(piece, claim, state)
    while state.lists:
        current = state.lists[-1]
        _let_hold(current, claim)
        if _is_over(current, piece, claim, state):
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
            _begin_anew(current, claim, state)
            attach(claim, state.lists[-1], state)
            return


def _let_hold(current: PartsList, claim: ClauseClaim) -> None:
    """收到20件，结转1件，其中网上12件: no part is more than its whole, so it is one of the counts before."""
    if not current.parts and claim.low > current.head.high:
        held = next((each for each in current.others if each.high >= claim.low), current.head)
        current.others = (*(each for each in (current.head, *current.others) if each is not held),)
        current.head = held


def _begin_anew(current: PartsList, claim: ClauseClaim, state: State) -> None:
    """行政诉讼3件，其中上年2件、本年1件；维持2件，未结1件: where all is told apart, another way to tell it begins."""
    if current.full and claim.dimension not in current.dimensions:
        state.lists.pop()
        open_list_of(current.head, state, current.others)


def _open_unsaid(piece: Piece, claim: ClauseClaim, state: State) -> None:
    """A bracket opens a list of what stands before it; a total may, without 其中."""
    if piece.mark == "（" and not piece.borrowed and not piece.label_first and not piece.says("among"):
        outside = (each for each in state.recent_counts(piece.sentence) if each.depth < piece.depth)
        before = next(outside, None)
        if before is not None:
            open_list_of(before, state)
    elif (
        piece.mark == "："
        and not _just_opened(state)
        and (whole := next(state.recent_counts(piece.sentence), None))
        and _can_hold(whole, claim)
    ):
        open_list_of(whole, state)
    elif not state.lists and state.claims and _lists_directly(piece, claim, state.claims[-1]):
        open_list_of(state.claims[-1], state)


def _just_opened(state: State) -> bool:
    return bool(state.lists) and not state.lists[-1].parts


def _can_hold(whole: ClauseClaim, claim: ClauseClaim) -> bool:
    """行政复议6件：维持4件, …: what is told apart stands behind a colon."""
    apart = claim.dimension in ("applicant", "outcome", "result", "channel", "unit", "period")
    return apart and (whole.totals or whole.dimension != claim.dimension) and claim.low <= whole.high


def _lists_directly(piece: Piece, claim: ClauseClaim, last: ClauseClaim) -> bool:
    """共70条，工作动态66条，其他信息4条."""
    beside = last.kind == "count" and (last.sentence, last.depth) == (piece.sentence, piece.depth)
    both_uncounted = last.measure == NOTHING and claim.measure == NOTHING and last.totals and not claim.totals
    follows = piece.mark in "，：" and not piece.says("act")
    return beside and both_uncounted and follows and last.unit == claim.unit and claim.low < last.low


def _is_over(current: PartsList, piece: Piece, claim: ClauseClaim, state: State) -> bool:
    again = claim.dimension in current.dimensions or claim.dimension == "label"
    return (
        current.full
        and not _goes_on(current, piece, claim, state)
        and (again or piece.mark == "；" or piece.says("act"))
    )


def _goes_on(current: PartsList, piece: Piece, claim: ClauseClaim, state: State) -> bool:
    """答复19件，其中予以公开12件，部分公开7件，不予公开1件: the last can be of nothing else: a wrong sum."""
    head, told = current.head, claim.dimension in ("result", "outcome") and bool(claim.low)
    alone = len(state.lists) == 1 and claim.topic == head.topic and piece.mark in ("、", "，")
    return told and alone and claim.dimension in current.dimensions and (head.stage in STAGES or head.is_all_cases)


def _better_head(current: PartsList, claim: ClauseClaim, state: State) -> ClauseClaim | None:
    if current.parts or current.head.stage not in CARRIED or claim.dimension not in ("result", "applicant"):
        return None
    before = state.recent_counts(current.head.sentence)
    return next((each for each in before if each.stage in STAGES and not each.limits), None)


def _goes_to_the_outer(current: PartsList, piece: Piece, claim: ClauseClaim, state: State) -> bool:
    """不予公开2件，其中1件因…；无法提供29件: 29 is no part of 2, but stands beside it."""
    if not current.overflows_with(claim) or piece.says("among") or _is_alone_in_bracket(piece, state):
        return False
    outer = len(state.lists) > 1 and not state.lists[-2].full and fits(claim, state.lists[-2].head, piece)
    # as does a number as large as the whole: 其中…公开2件；全部公开25件
    as_large = piece.mark == "；" and claim.low == current.head.high
    return outer or as_large or current.head.stage == claim.stage == "result"


def _is_alone_in_bracket(piece: Piece, state: State) -> bool:
    """收到20件（网上15件，信函9件）: what a bracket lists stays inside of it."""
    *_, current = state.lists
    outer = state.lists[-2].depth if len(state.lists) > 1 else 0
    return current.depth == piece.depth and outer < piece.depth
