"""Read a passage: its claims, clause by clause, in time that grows with its length only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annual_report.prose.reading.changes import read_change
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.content import name_own_topic
from annual_report.prose.reading.counts import read_count
from annual_report.prose.reading.cut import cut
from annual_report.prose.reading.every import read_every
from annual_report.prose.reading.fold import Folded, fold
from annual_report.prose.reading.in_turn import read_in_turn
from annual_report.prose.reading.lex import lex
from annual_report.prose.reading.lists import close_full_lists, open_list, open_list_of, place
from annual_report.prose.reading.measure_applications import ACTS
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, DOCUMENTS, TABLE_TOPICS
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.quantities import Quantity, quantity_of
from annual_report.prose.reading.scope import Scope, read_scope
from annual_report.prose.reading.scopes_file import load_scopes
from annual_report.prose.reading.shares import read_percentage
from annual_report.prose.reading.state import State
from annual_report.prose.reading.statements import read_statement
from annual_report.prose.reading.topic import OTHER, name_topic
from annual_report.prose.reading.vocabulary import load_vocabulary

# What stands beside a number that is of the subject before it, and what such a subject may be said with.
BARE = frozenset({"filler", "total", "every"})
NAMING = frozenset({"filler", "object", "theme", "unit", "period", "year", "total", "cause"})
# 一起, 一个, 一次 are words as often as numbers.
ONE_OR_WORD = frozenset("起个次项批家种类条部名处期场张")


class PassageReading(NamedTuple):
    """What is read in a passage: its claims, in reading order, and every number in it, also those of no claim."""

    name: str
    folded: Folded
    claims: list[ClauseClaim]
    numbers: list[Token]


def read_passage(text: str, version: str, year: int, section: str = "", topic: str = APPLICATION) -> list[ClauseClaim]:
    """Return what a passage claims, in reading order.

    `version` is the form's, `topic` what the heading over the passage speaks of (依申请公开).
    """
    return read_whole_passage(text, version, year, section, topic).claims


def read_whole_passage(text: str, version: str, year: int, section: str, topic: str) -> PassageReading:
    """Return what a passage claims, with its numbers and with the places of both."""
    state = State(section, fold(text), year, load_vocabulary(version), load_scopes(), topic)
    pieces = cut(lex(state.folded.text, state.vocabulary))
    sentences: Mapping[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        sentences[piece.sentence].append(piece)
    for piece in pieces:
        state.enter(piece, sentences[piece.sentence])
        for claim in _claims_of(piece, state):
            state.claims.append(claim)
        for broken in piece.all_of("broken"):
            quote = state.folded.quote(broken.start, broken.end)
            state.claims.append(state.claim(piece, "broken", quote=quote, start=broken.start, end=broken.end))
    numbers = [piece.number for piece in pieces if piece.number and _has_quantity(piece)]
    return PassageReading(section, state.folded, state.claims, numbers)


def topic_of_heading(heading: str, version: str, topic: str = "") -> str:
    """Return what a heading says that the words under it are about; the topic given where it says nothing."""
    state = State("", fold(heading), 0, load_vocabulary(version), load_scopes())
    named = [name_topic(piece, state) for piece in cut(lex(state.folded.text, state.vocabulary))]
    if not any(named):
        return topic
    return next((name for name in reversed(named) if name in TABLE_TOPICS), "")


def _claims_of(piece: Piece, state: State) -> Iterator[ClauseClaim]:
    own = name_own_topic(piece, state) or _of_the_subject(piece, state)
    if not own and not state.topic and piece.number and piece.says("result"):
        state.topic = APPLICATION
    if not own and piece.says("outcome" if state.mentions in BOTH_ROUTES else "result"):
        state.topic = state.mentions or state.topic  # 不予处理8件，均为投诉；其他处理5件: back to what it was before
    if piece.number is None:
        _frame(piece, own, state)
        yield from read_statement(piece, own, own or state.topic, state)
    elif piece.number.match:
        quantity = quantity_of(piece.number.match)
        if quantity is None or _is_no_count(piece, quantity):
            return
        framed = state.frame if piece.says("total", "all") else ""
        yield from _numbered(piece, quantity, own, own or framed or state.topic, state)
    _keep_in_mind(piece, own, state)


def _of_the_subject(piece: Piece, state: State) -> str:
    """申请总量再创新高，达到312件: a bare number is of what the piece before it names."""
    bare = piece.number is not None and all(token.kind in BARE for token in piece.words)
    sentence, place, topic = state.subject
    return topic if bare and piece.mark == "，" and (sentence, place + 1) == (piece.sentence, piece.place) else ""


def _keep_in_mind(piece: Piece, own: str, state: State) -> None:
    if own == APPLICATION and piece.says("object", APPLICATION):
        state.spoke_of_us = piece.sentence
    if own in DOCUMENTS:
        state.documents = own
        if piece.number is None and piece.says("act"):
            state.act = piece.values("act")[-1]
    if own == APPLICATION and not piece.says("open"):
        state.named = piece.sentence
        if piece.number is None and (acts := [act for act in piece.values("act") if act in ACTS]):
            state.act = "handle" if acts[-1] == "close" else acts[-1]  # 受理申请途径：现场1件，信函7件
    if piece.number is None and own in TABLE_TOPICS and all(token.kind in NAMING for token in piece.words):
        state.subject = (piece.sentence, piece.place, own)
    if own:
        state.mentions = state.topic if own == OTHER and piece.number is None else ""
    if not _only_mentions(piece, own):
        state.topic = own or state.topic


def _only_mentions(piece: Piece, own: str) -> bool:
    """组织依申请公开业务培训，全年收到20件: without a number, training is not what follows."""
    return own == OTHER and piece.number is None and piece.says("object", APPLICATION)


def _frame(piece: Piece, own: str, state: State) -> None:
    """政府信息公开申请中，…: what follows is of these, also where a total stands between."""
    if own and piece.words[-1].text[-1:] in state.vocabulary.groups["inside"]:
        state.frame = own
        state.act = (piece.values("act") or [state.act])[-1]


def _is_no_count(piece: Piece, quantity: Quantity) -> bool:
    """Whether Chinese numerals are part of words: 一起推进, 一批重点."""
    match = piece.number.match if piece.number else None
    if match is None or not match["chinese"] or quantity.unit == "%":
        return False
    following = piece.after[0].kind if piece.after else ""
    if match["chinese"] == "一" and quantity.unit in ONE_OR_WORD:
        known = any(token.kind in ("object", "result", "outcome") for token in piece.before)
        return following in ("text", "number") or not known
    return following == "number"


def _has_quantity(piece: Piece) -> bool:
    quantity = quantity_of(piece.number.match) if piece.number and piece.number.match else None
    return quantity is not None and not _is_no_count(piece, quantity)


def _numbered(piece: Piece, quantity: Quantity, own: str, topic: str, state: State) -> Iterator[ClauseClaim]:
    close_full_lists(state)
    scope = read_scope(piece, topic, state)
    if piece.says("among"):
        open_list(piece, state)
    if quantity.unit == "个百分点":
        return
    if quantity.unit == "%":
        yield from read_percentage(piece, quantity, own, topic, scope, state)
    elif (changed := read_change(piece, quantity, own, state)) is not None:
        yield from changed
    elif (in_turn := read_in_turn(piece, quantity, state)) is not None:
        yield from in_turn
    else:
        yield from _counted(piece, quantity, own, topic, scope, state)


def _counted(
    piece: Piece, quantity: Quantity, own: str, topic: str, scope: Scope, state: State
) -> Iterator[ClauseClaim]:
    claim = read_count(piece, quantity, own, topic, scope, state)
    if claim is None:
        return
    place(piece, claim, state)
    if claim.head is not None and not own and claim.topic in BOTH_ROUTES:
        state.topic = claim.topic
    yield claim
    every = next((number for number, token in enumerate(piece.after) if token.kind == "every"), None)
    if every is not None:
        rest = Piece("，", piece.depth, piece.sentence, piece.segment, before=piece.after[every:])
        yield from read_every(rest, name_topic(rest, state), topic, claim, state)
    if piece.after and state.in_group(piece.after[-1], "inside"):
        open_list_of(claim, state)
