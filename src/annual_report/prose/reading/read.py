"""Read a passage: its claims, clause by clause, in time that grows with its length only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
from annual_report.prose.reading.measures import APPLICATION, BOTH_ROUTES, TABLE_TOPICS
from annual_report.prose.reading.mind import frame, keep_in_mind, return_from_mention, topic_of_subject
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.own_names import with_names
from annual_report.prose.reading.quantities import Quantity, quantity_of
from annual_report.prose.reading.scope import SEVERAL, Scope, read_scope
from annual_report.prose.reading.scopes_file import load_scopes
from annual_report.prose.reading.shares import read_percentage
from annual_report.prose.reading.state import State
from annual_report.prose.reading.statements import read_statement
from annual_report.prose.reading.topic import name_topic, whole_of_suits
from annual_report.prose.reading.vocabulary import load_vocabulary

# 一起, 一个, 一次 are words as often as numbers.
ONE_OR_WORD = frozenset("起个次项批家种类条部名处期场张")


class PassageReading(NamedTuple):
    """What is read in a passage: its claims, in reading order, and every number in it, also those of no claim."""

    name: str
    folded: Folded
    claims: list[ClauseClaim]
    numbers: list[Token]


def read_passage(
    text: str, version: str, year: int, section: str = "", topic: str = APPLICATION, own_names: Sequence[str] = ()
) -> list[ClauseClaim]:
    """Return what a passage claims, in reading order.

    `version` is the form's, `topic` what the heading over the passage speaks of (依申请公开), `own_names` those of the
    office that reports: a unit of such a name is the office itself; where they are given, any other is a part.
    """
    return read_whole_passage(text, version, year, section, topic, own_names).claims


def read_whole_passage(
    text: str, version: str, year: int, section: str, topic: str, own_names: Sequence[str] = ()
) -> PassageReading:
    """Return what a passage claims, with its numbers and with the places of both."""
    vocabulary = with_names(load_vocabulary(version), tuple(own_names))
    state = State(section, fold(text), year, vocabulary, load_scopes(), topic, knows_itself=bool(own_names))
    pieces = cut(lex(state.folded.text, state.vocabulary))
    sentences: Mapping[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        sentences[piece.sentence].append(piece)
    for piece in pieces:
        state.enter(piece, sentences[piece.sentence])
        for claim in _claims_of(piece, state):
            several = state.held.get("unit") == SEVERAL
            claim.of_others = "unit" in claim.scope and (several or state.names_another(piece))
            state.claims.append(claim)
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
    own = name_own_topic(piece, state) or topic_of_subject(piece, state)
    if not own and not state.topic and piece.number and piece.says("result"):
        state.topic = APPLICATION
    return_from_mention(piece, own, state)
    if piece.number is None:
        frame(piece, own, state)
        yield from read_statement(piece, own, own or state.topic, state)
    elif piece.number.match:
        quantity = quantity_of(piece.number.match)
        if quantity is None or _is_no_count(piece, quantity):
            return
        framed = state.frame if piece.says("total", "all") else whole_of_suits(piece, state)
        yield from _numbered(piece, quantity, own, own or framed or state.topic, state)
    keep_in_mind(piece, own, state)


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
