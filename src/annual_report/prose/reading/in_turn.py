"""制发、废止、现行有效规范性文件分别为5件、2件、41件: the labels stand before, the numbers follow in turn."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.counts import read_count
from annual_report.prose.reading.cut import LABELS
from annual_report.prose.reading.measures import TABLE_TOPICS
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import read_scope
from annual_report.prose.reading.state import State
from annual_report.prose.reading.topic import name_topic
from annual_report.prose.reading.years import YEAR

KINDS = ("year", "result", "outcome", "applicant", "act", "object", "channel", "period")
NAMED = frozenset({"result", "outcome", "applicant", "year", "channel", "period", "unit", "object"})
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
    return [(label, Piece("", 0, 0, before=_words_of(label, labels, shared))) for label in labels]


def _words_of(label: Token, labels: Sequence[Token], shared: Sequence[Token]) -> list[Token]:
    """Return what stands beside a label, before all of them and behind all of them.

    全年新收申请、上年结转申请分别为…: the year is of the second only; 制发、废止规范性文件分别为…: what, of both.
    """
    place = shared.index(label)
    links = [number for number, token in enumerate(shared) if token.kind == "link"]
    start = max((number + 1 for number in links if number < place), default=0)
    end = min((number for number in links if number > place), default=len(shared))
    first, last = shared.index(labels[0]), shared.index(labels[-1])
    if label is not labels[0] and first and shared[first - 1].kind == YEAR and label.kind == "act":
        first -= 1  # 上年结转、新收的申请分别为: nor is the year right before the first label of all
    return [
        token
        for number, token in enumerate(shared)
        if (number < first or start <= number < end or number > last) and token.kind not in ("among", "link")
    ]


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
    before = [token for token in shared.before if token is label or token.kind != label.kind]
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
