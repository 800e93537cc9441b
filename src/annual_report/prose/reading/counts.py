"""A count: how many of what, and whether every word that could narrow it is known."""

from __future__ import annotations

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measure import modified_by_unknown, name_measure, unknown_between
from annual_report.prose.reading.measures import (
    APPLICATION,
    APPLICATIONS,
    DECISIONS,
    FEE,
    NOBODY_KNOWS,
    NOTHING,
    PROCESSING_FEE,
    TABLE_TOPICS,
    Measure,
)
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.quantities import Quantity
from annual_report.prose.reading.scope import Scope
from annual_report.prose.reading.state import State
from annual_report.prose.reading.understood import goes_on_with_others, is_explicit, is_understood

OF_THE_LIST = ("issued", "repealed", "in_force")
ABOUT_US = (("theme", ""), ("object", "application"))
DIMENSIONS = (("applicant", "applicant"), ("outcome", "outcome"), ("result", "result"))


def read_count(
    piece: Piece, quantity: Quantity, own: str, topic: str, scope: Scope, state: State
) -> ClauseClaim | None:
    """Return the count that a piece states; None where its measure word is none of a count."""
    words = state.vocabulary.measure_words
    money = quantity.unit in words["money"]
    if topic == PROCESSING_FEE:
        return _claim(piece, "fee", quantity, topic, NOTHING, scope, state) if money else None
    if piece.says("act"):
        state.act = piece.values("act")[-1]
    if money != (topic == FEE) or quantity.unit in words["others"] or _counts_units(piece, quantity, state):
        return None
    measure = _measure(piece, quantity, own, topic, state)
    claim = _claim(piece, "count", quantity, topic, measure, scope, state)
    _describe(claim, piece, own, state)
    return claim


def _claim(
    piece: Piece, kind: str, quantity: Quantity, topic: str, measure: Measure | None, scope: Scope, state: State
) -> ClauseClaim:
    given = {"quantity": quantity, "topic": topic, "measure": measure}
    return state.claim(piece, kind, **given, scope=scope.names, years_off=scope.years_off)


def _describe(claim: ClauseClaim, piece: Piece, own: str, state: State) -> None:
    first = piece.words[0].text if piece.words else ""
    claim.explicit = is_explicit(piece, own)
    last = next(state.recent_counts(piece.sentence), None)
    claim.understood = is_understood(claim, piece, state) and not goes_on_with_others(claim, last)
    claim.about_us = any(piece.says(*meaning) for meaning in ABOUT_US)
    claim.named = bool(own)
    claim.among = piece.says("among")
    claim.reviewed = piece.says("act", "document_other") and not any(piece.says("act", act) for act in OF_THE_LIST)
    claim.names_year = piece.says("year")
    claim.names_unit = piece.says("unit")
    claim.issued = piece.says("act", "issued") or (piece.mark == "、" and state.act == "issued")
    claim.withdrawn = claim.topic == APPLICATION and state.has(piece, "withdrawn", "outcome")
    claim.totals = piece.says("total", "all")
    claim.rest = piece.says("total", "rest") or any(
        first.startswith(word) for word in state.vocabulary.groups["others"]
    )
    claim.open_list = piece.says("open") and not (claim.measure and claim.measure.table == APPLICATIONS)
    claim.within = piece.says("mind", "on_time") and claim.stage == "closed"
    claim.dimension = _dimension(piece, own, claim.scope)
    claim.loose = piece.says("act", "publish") and claim.topic == APPLICATION


def _measure(piece: Piece, quantity: Quantity, own: str, topic: str, state: State) -> Measure | None:
    """Return the measure of a count, as far as its measure word and the words around it leave it sure."""
    if topic not in TABLE_TOPICS:
        return None if topic == NOBODY_KNOWS else NOTHING
    words = state.vocabulary.measure_words
    if topic in DECISIONS and (unsure := _unsure_decision(piece, quantity, words["decisions"])) is not None:
        return None if unsure else NOTHING
    if any(token.kind == "share" for token in piece.before):
        return NOTHING  # 占全部复议案件（21件）的三分之一: a whole
    measure = name_measure(piece, topic, state, explicit=bool(own))
    if measure == NOTHING and topic == APPLICATION and quantity.unit in words["cases"] and _has_no_label(piece):
        return None
    if not measure or topic == FEE:
        return measure
    if quantity.unit not in words["cases"] | {""} or not (quantity.unit or own or _names_what(piece)):
        return NOTHING
    named = piece.says("result") or piece.says("outcome")
    return None if topic not in DECISIONS and unknown_between(piece) and not named else measure


def _unsure_decision(piece: Piece, quantity: Quantity, decisions: frozenset[str]) -> bool | None:
    """Return whether nobody can tell which decisions are counted; False where none are; None where it is sure."""
    if quantity.unit not in decisions:
        return False
    return True if unknown_between(piece) or modified_by_unknown(piece) else None


def _counts_units(piece: Piece, quantity: Quantity, state: State) -> bool:
    """36个市直部门共受理…: departments are counted."""
    following = state.next_to(piece)
    behind = piece.after or (following.before if following and following.mark == "" else [])
    units = bool(behind) and (behind[0].kind == "unit" or state.in_group(behind[0], "institutions"))
    return units and quantity.unit in ("个", "")


def _has_no_label(piece: Piece) -> bool:
    """总数为71件, 达到60件: of something that was said before."""
    return all(token.kind in ("filler", "compare", "reach") or _is_total(token) for token in piece.words)


def _is_total(token: Token) -> bool:
    return (token.kind, token.value) == ("total", "all")


def _names_what(piece: Piece) -> bool:
    return any(piece.says(kind) for kind in ("result", "outcome", "applicant", "act", "zero"))


def _dimension(piece: Piece, own: str, scope: tuple[str, ...]) -> str:
    """Return by what a part is told from the other parts of its list."""
    for kind, dimension in DIMENSIONS:
        if piece.says(kind):
            return dimension
    if own in ("direct_suit", "suit_after_review"):
        return "route"
    if own in ("review", "litigation"):
        return "case"
    return next((name for name in ("channel", "period", "unit") if name in scope), "label")
