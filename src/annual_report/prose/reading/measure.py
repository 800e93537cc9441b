"""What a count is in the tables: which stage or result of applications, which outcome of cases, which line of 表二."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.prose.reading.measure_applications import measure_of_applications
from annual_report.prose.reading.measures import (
    APPLICATION,
    BOTH_ROUTES,
    CASES,
    DECISIONS,
    DISCLOSURE,
    DOCUMENTS,
    FEE,
    NOTHING,
    Measure,
)
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.state import State

# A total is of cases only where nothing but these stands beside it: 共5件.
NEUTRAL = frozenset({"total", "filler", "every", "period"})


def name_measure(piece: Piece, topic: str, state: State, *, explicit: bool) -> Measure | None:
    """Return the measure of a piece; None where nobody can tell, NOTHING where the tables do not count it.

    `explicit` says that the piece names the topic itself.
    """
    if topic in BOTH_ROUTES:
        return _of_cases(piece, topic, state, explicit=explicit)
    if topic == APPLICATION:
        return measure_of_applications(piece, state, explicit=explicit)
    if topic in DOCUMENTS:
        return _of_documents(piece, topic, state, explicit=explicit)
    if topic in DECISIONS or topic == FEE:
        return Measure(DISCLOSURE, topic) if explicit else NOTHING
    return NOTHING


def _of_documents(piece: Piece, topic: str, state: State, *, explicit: bool) -> Measure | None:
    acts = piece.values("act") or ([state.act] if _goes_on(piece, state, explicit=explicit) else [])
    known = ["issued" if act == "new" else act for act in acts if act in ("issued", "repealed", "in_force", "new")]
    if not known:
        return None if explicit and not acts and not _is_published(state, piece) else NOTHING
    return NOTHING if acts[-1] == "document_other" else Measure(DISCLOSURE, topic, known[-1])


def _is_published(state: State, piece: Piece) -> bool:
    """公开动态382条、规范性文件3件: what was published, not what was issued."""
    last = next(state.recent_counts(piece.sentence), None)
    return last is not None and last.topic in ("information", "other") and not last.issued


def _goes_on(piece: Piece, state: State, *, explicit: bool) -> bool:
    """现行有效规章34件、规范性文件188件; 印发文件41件（含规范性文件6件）: the act was said before.

    公布现行有效规范性文件目录，共收录19件: what is said before the first number is of it.
    """
    if not explicit:
        first = piece.says("total", "all") and not any(state.recent_counts(piece.sentence))
        return first and state.act in ("repealed", "in_force")
    inside = (piece.mark == "（" or piece.says("among")) and state.act == "issued"
    return inside or (piece.mark == "、" and state.act in ("issued", "repealed", "in_force"))


def _of_cases(piece: Piece, topic: str, state: State, *, explicit: bool) -> Measure | None:
    acts, outcomes = piece.values("act"), piece.values("outcome")
    total = Measure(CASES, topic, "total")
    if not explicit and _goes_on_with_unclear(piece, topic, state):
        return None
    if piece.says("mind", "unrelated"):
        return NOTHING
    if outcomes:
        return Measure(CASES, topic, "pending" if "pending" in outcomes else outcomes[-1])
    if "carry" in acts or "carry_out" in acts:
        pending = piece.number and "carry_out" in acts and not piece.says("year")
        return Measure(CASES, topic, "pending") if pending else None
    if explicit:
        return None if _is_of_others(piece, state) or _stands_beside_unclear(piece, state) else total
    return _of_cases_before(piece, acts, topic, state)


def _of_cases_before(piece: Piece, acts: list[str], topic: str, state: State) -> Measure:
    """Return what a piece counts that goes on with the cases named before it."""
    total = Measure(CASES, topic, "total")
    if "close" in acts:
        return Measure(CASES, topic, "decided")
    if piece.says("total", "rest") and _follows_outcome(piece, topic, state):
        return Measure(CASES, topic, "rest")
    if piece.says("reach"):
        return _risen(topic, state) or total
    return total if "receive" in acts or _is_first_total(piece, topic, state) else NOTHING


def _risen(topic: str, state: State) -> Measure | None:
    """结果纠正由上年的2件降为1件: what it fell to counts what it fell from."""
    last = state.claims[-1] if state.claims else None
    return last.measure if last and last.kind == "previous" and last.topic == topic else None


def _follows_outcome(piece: Piece, topic: str, state: State) -> bool:
    """维持6件、纠正2件、其他1件: the rest is one of outcomes."""
    last = next(state.recent_counts(piece.sentence), None)
    measure = last.measure if last and last.topic == topic else None
    return bool(measure and measure.table == CASES and measure.stage != "total")


def _goes_on_with_unclear(piece: Piece, topic: str, state: State) -> bool:
    """受理行政复议88件，审结80件: whose the 88 are nobody can tell, nor whose the 80."""
    before = [each for each in state.recent_counts(piece.sentence) if each.topic == topic]
    return bool(before) and before[0].measure is None and not any(each.about_us for each in before)


def _stands_beside_unclear(piece: Piece, state: State) -> bool:
    """因工伤认定被申请行政复议9件、提起行政诉讼4件: the cause is that of both."""
    last = next(state.recent_counts(piece.sentence), None)
    coordinate = piece.mark == "、" and last is not None and last.topic in BOTH_ROUTES
    unclear = last is not None and (last.measure is None or bool(last.unknown))
    return coordinate and unclear and not piece.says("theme")


def _is_of_others(piece: Piece, state: State) -> bool:
    """受理行政复议30件 without 政府信息公开: whose?"""
    ours = piece.says("theme") or piece.says("object", APPLICATION) or piece.says("object", "bare_application")
    return state.has(piece, "taken_on", "act") and not ours and not piece.says("cause")


def _is_first_total(piece: Piece, topic: str, state: State) -> bool:
    """Whether this is 共5件, and no total of the same cases stands before it in the sentence."""
    plain = piece.says("total", "all") and all(token.kind in NEUTRAL for token in piece.words)
    return plain and not any(each.topic == topic and each.is_all_cases for each in state.recent_counts(piece.sentence))


def unknown_between(piece: Piece) -> bool:
    """Whether unknown words stand between the last word that is understood and the number."""
    return _unknown_size(piece.before) > 1


def _unknown_size(tokens: Sequence[Token]) -> int:
    size = 0
    for token in tokens:
        if token.kind == "text":
            size += len(token.text)
        elif token.kind in ("object", "act", "result", "outcome", "applicant"):
            size = 0
    return size


def modified_by_unknown(piece: Piece) -> bool:
    """环保类行政处罚5件: some of them only."""
    known = [token for token in piece.before if token.kind != "filler"]
    place = next((place for place, token in enumerate(known) if token.kind == "object"), 0)
    return place > 0 and known[place - 1].kind in ("text", "mind")
