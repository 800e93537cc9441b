"""What a reader keeps in mind of a piece for those behind it: which topic, which act, what a bare number is of."""

from __future__ import annotations

from annual_report.prose.reading.measures import ACTS, APPLICATION, BOTH_ROUTES, DOCUMENTS, TABLE_TOPICS
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State
from annual_report.prose.reading.topic import OTHER

# What stands beside a number that is of the subject before it, and what such a subject may be said with.
BARE = frozenset({"filler", "total", "every"})
NAMING = frozenset({"filler", "object", "theme", "unit", "period", "year", "total", "cause"})


def keep_in_mind(piece: Piece, own: str, state: State) -> None:
    """Take in what a piece that has been read leaves."""
    if own == APPLICATION:
        _keep_applications(piece, state)
    if own in DOCUMENTS:
        state.documents = own
        if piece.number is None and piece.says("act"):
            state.act = piece.values("act")[-1]
    if piece.number is None and own in TABLE_TOPICS and all(token.kind in NAMING for token in piece.words):
        state.subject = (piece.sentence, piece.place, own)
    if own:
        state.mentions = state.topic if own == OTHER and piece.number is None else ""
    if not _only_mentions(piece, own) and not (own == OTHER and _is_percentage(piece)):
        state.topic = own or state.topic


def return_from_mention(piece: Piece, own: str, state: State) -> None:
    """不予处理8件，均为投诉；其他处理5件: the last is of what was spoken of before 投诉."""
    if not own and piece.says("outcome" if state.mentions in BOTH_ROUTES else "result"):
        state.topic = state.mentions or state.topic


def topic_of_subject(piece: Piece, state: State) -> str:
    """申请总量再创新高，达到312件: a bare number is of what the piece before it names."""
    bare = piece.number is not None and all(token.kind in BARE for token in piece.words)
    sentence, place, topic = state.subject
    return topic if bare and piece.mark == "，" and (sentence, place + 1) == (piece.sentence, piece.place) else ""


def frame(piece: Piece, own: str, state: State) -> None:
    """政府信息公开申请中，…: what follows is of these, also where a total stands between."""
    if own and piece.words[-1].text[-1:] in state.vocabulary.groups["inside"]:
        state.frame = own
        state.act = (piece.values("act") or [state.act])[-1]


def _keep_applications(piece: Piece, state: State) -> None:
    if piece.says("object", APPLICATION):
        state.spoke_of_us = piece.sentence
    if not piece.says("open"):
        state.named = piece.sentence
        if piece.number is None and (acts := [act for act in piece.values("act") if act in ACTS]):
            state.act = "handle" if acts[-1] == "close" else acts[-1]  # 受理申请途径：现场1件，信函7件


def _only_mentions(piece: Piece, own: str) -> bool:
    """组织依申请公开业务培训，全年收到20件: without a number, training is not what follows."""
    return own == OTHER and piece.number is None and piece.says("object", APPLICATION)


def _is_percentage(piece: Piece) -> bool:
    """办理满意率98%，受理39件: what follows is not of the satisfaction."""
    return bool(piece.number and piece.number.match and piece.number.match["unit"] == "%")
