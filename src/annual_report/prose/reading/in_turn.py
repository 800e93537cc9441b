"""制发、废止、现行有效规范性文件分别为5件、2件、41件: the labels stand before, the numbers follow in turn."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.counts import read_count
from annual_report.prose.reading.cut import LABELS
from annual_report.prose.reading.measures import TABLE_TOPICS
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import YEAR, read_scope
from annual_report.prose.reading.state import State
from annual_report.prose.reading.topic import name_topic

KINDS = ("year", "result", "outcome", "applicant", "act", "object", "channel", "period")
NAMED = frozenset({"result", "outcome", "applicant", "year"})
MOST = 12


def read_in_turn(piece: Piece, quantity: Quantity, state: State) -> list[ClauseClaim] | None:
    """Return the count whose label stands before; None where no such row is read.

    Where nobody knows which label it is, the count is of nothing that anybody can tell.
    """
    starts = _starting_place(piece)
    if starts is not None and any(token.kind in NAMED for token in piece.before[starts:]):
        state.in_turn = []  # 分别作出予以公开22件、不予公开3件: every number has its own label
    elif starts is not None:
        state.in_turn = _pair(piece, piece.before[:starts], state)
    elif any(token.kind in LABELS for token in piece.before):
        state.in_turn = []
    if not state.in_turn:
        return None
    labelled = state.in_turn.pop(0)
    if labelled:
        return _count_of(piece, *labelled, quantity, state)
    doubtful = state.topic in TABLE_TOPICS
    return [state.claim(piece, "count", quantity=quantity, measure=None, topic=state.topic)] if doubtful else []


def _starting_place(piece: Piece) -> int | None:
    places = (place for place, each in enumerate(piece.before) if (each.kind, each.value) == ("among", "in_turn"))
    return next(places, None)


def _pair(piece: Piece, shared: list[Token], state: State) -> list[tuple[Token, Piece] | None]:
    """Return a label for every number; where there are more of the one than of the other, nobody knows."""
    labels, numbers = labels_in(shared), 1
    for each in state.neighbours[piece.place + 1 : piece.place + MOST + 1]:
        if each.number is None or each.mark not in "、，" or any(token.kind in LABELS for token in each.before):
            break
        numbers += 1
    if len(labels) < 2 or len(labels) != numbers:
        return [None] * numbers
    return [(label, Piece("", 0, 0, before=_around(label, labels, shared))) for label in labels]


def _around(label: Token, labels: list[Token], shared: list[Token]) -> list[Token]:
    """Return a label with what is said of all labels: 上年 in 新收、上年结转、办结的申请分别为 is of 结转 alone."""
    own = {each: _begins(each, shared) for each in labels}
    first, last = own[labels[0]], labels[-1].end
    return [each for each in shared if each.end <= first or each.start >= last or own[label] <= each.start < label.end]


def _begins(label: Token, shared: list[Token]) -> int:
    """Return where the words of a label begin: behind the link before it, or with the year right before it."""
    before = [token for token in shared if token.end <= label.start]
    links = [token.end for token in before if token.kind == "link"]
    if links:
        return links[-1]
    return before[-1].start if before and before[-1].kind == YEAR and label.kind == "act" else label.start


def labels_in(tokens: Sequence[Token]) -> list[Token]:
    """Return the longest run of coordinated words of one kind."""
    linked = sum(token.kind == "link" for token in tokens)
    best: list[Token] = []
    for kind in KINDS:
        found = [token for token in tokens if token.kind == kind]
        if len(found) > max(1, len(best)) and linked >= len(found) - 1:
            best = found
    return best


def _count_of(piece: Piece, label: Token, shared: Piece, quantity: Quantity, state: State) -> list[ClauseClaim]:
    left_out = {"among", "link", label.kind}
    before = [token for token in shared.before if token is label or token.kind not in left_out]
    alone = Piece(
        piece.mark, piece.depth, piece.sentence, piece.segment, piece.place, before, piece.number, piece.after
    )
    own = name_topic(alone, state)
    state.release(YEAR)
    topic = own or state.topic
    claim = read_count(alone, quantity, own, topic, read_scope(alone, topic, state), state)
    if claim is None:
        return []
    claim.start, claim.end = piece.span
    claim.quote = state.folded.quote(*piece.span)
    state.topic = topic
    return [claim]
