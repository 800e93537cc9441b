"""To what: the topic of a piece, which is its last object word as a rule; the head noun wins."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from annual_report.prose.reading.measures import (
    APPLICATION,
    BOTH_ROUTES,
    DECISIONS,
    DOCUMENTS,
    FEE,
    NOBODY_KNOWS,
    PROCESSING_FEE,
    ROUTES,
    TABLE_TOPICS,
)
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.state import State

INFORMATION, OTHER = "information", "other"
SUITS = frozenset({"direct_suit", "suit_after_review"})
# Words that end what unknown text before 申请 could belong to.
ENDS_UNKNOWN = frozenset({"unit", "period", "year", "total", "among", "cause"})


def name_topic(piece: Piece, state: State) -> str:
    """Return the topic that a piece itself names; empty where it names none, ? where nobody can tell.

    Words for the carrier (来信, 办件) count only beside 公开申请; 依申请公开业务培训 is training, 收到申请的部门有18个
    counts departments.
    """
    objects = piece.all_of("object")
    if piece.says("outcome") and (court := _who_decides(piece, state)):
        return court
    if not objects and _is_before_a_court(piece, state):
        return OTHER
    if not objects:
        return _documents_again(piece, state) or _published(piece, state)
    if _describes_another_noun(piece, objects[-1]):
        return NOBODY_KNOWS
    values = [token.value for token in objects]
    if set(values) & ROUTES and values[-1] not in (OTHER, PROCESSING_FEE):
        return _routes(set(values))
    return _by_last_object(piece, objects, values, state)


def _who_decides(piece: Piece, state: State) -> str:
    """复议机关纠正…1件, 法院判决维持2件: who decides names the route, where nothing else does."""
    ours = state.topic == APPLICATION or piece.says("theme")
    if not ours or set(piece.values("object")) & ROUTES:
        return ""
    if state.has(piece, "reviewers"):
        return "review"
    lost = piece.says("theme") and state.has(piece, "lost")
    return "litigation" if lost or state.has(piece, "courts") else ""


def _documents_again(piece: Piece, state: State) -> str:
    """宣布废止2件, 现行有效58件: of the documents that were named last, whatever stands between."""
    again = piece.says("act", "repealed") or piece.says("act", "in_force")
    return state.documents if again and piece.number and state.topic not in DOCUMENTS else ""


def _is_before_a_court(piece: Piece, state: State) -> bool:
    """全市法院受理政府信息公开案件12件: a court counts its own."""
    took = any(piece.says("act", act) for act in ("receive", "new", "handle"))
    return piece.number is not None and took and state.has(piece, "courts")


def whole_of_suits(piece: Piece, state: State) -> str:
    """直接起诉3件、复议后起诉2件，维持4件: once both were told apart, how they ended is of all of them."""
    if state.topic not in SUITS or not piece.says("outcome"):
        return ""
    cases = list(itertools.takewhile(lambda each: each.topic in SUITS, state.recent_counts(piece.sentence)))
    both = {each.topic for each in cases} == SUITS and all(each.is_all_cases for each in cases)
    return "litigation" if both else ""


def _published(piece: Piece, state: State) -> str:
    """公开1200条 without an object is information, where nothing of the tables is spoken of."""
    publishes = piece.says("act", "publish") and not piece.says("theme") and piece.number
    return INFORMATION if publishes and state.topic not in TABLE_TOPICS else ""


def _describes_another_noun(piece: Piece, last: Token) -> bool:
    """收到申请的部门有18个: what stands behind 的 is counted."""
    if piece.number is None or last.start >= piece.number.start:
        return False
    behind = [token for token in piece.before if token.start > last.start]
    of = next((place for place, token in enumerate(behind) if token.text == "的"), None)
    return of is not None and any(token.kind in ("unit", "channel") or token.unknown for token in behind[of:])


def _routes(names: set[str]) -> str:
    names = names & ROUTES
    if names & SUITS and "review" not in names:
        return "litigation" if names >= SUITS else next(iter(names & SUITS))
    names -= SUITS
    return "cases" if len(names) > 1 else names.pop()


def _by_last_object(piece: Piece, objects: Sequence[Token], values: list[str], state: State) -> str:
    last, strong = values[-1], APPLICATION in values
    if state.topic == FEE and state.in_group(objects[-1], "fees"):
        return FEE  # 行政事业性收费项目3项，全年收费52万元
    if last == "mail":
        return APPLICATION if strong else OTHER
    if last == "bare_application":
        return _bare_application(piece, objects, values, state)
    if last == "bare_document":
        again = state.topic == "normative_documents" and (
            piece.says("act", "repealed") or piece.says("act", "in_force")
        )
        return "normative_documents" if again or "normative_documents" in values else INFORMATION
    if last == INFORMATION and strong:
        return APPLICATION
    if last == INFORMATION and piece.number is None and state.in_group(objects[-1], "of_work"):
        # 规范性文件动态管理方面：新增3件
        return next((value for value in reversed(values) if value in DOCUMENTS), last)
    return INFORMATION if last == INFORMATION and set(values) & (DECISIONS | DOCUMENTS) else last


def _bare_application(piece: Piece, objects: Sequence[Token], values: list[str], state: State) -> str:
    """申请 alone: of public information, unless something else or something unknown stands before it."""
    if APPLICATION in values or "mail" in values:
        return APPLICATION
    if state.topic in BOTH_ROUTES and piece.says("outcome"):
        return ""  # 行政复议6件，其中驳回申请2件
    if state.in_group(objects[-1], "any_matter") and state.spoke_of_us != piece.sentence:
        return NOBODY_KNOWS  # 全年办件12000件: of all services
    if set(values[:-1]) & (DECISIONS | {OTHER}):
        return OTHER
    return NOBODY_KNOWS if _unknown_before(piece, objects[-1]) else APPLICATION


def _unknown_before(piece: Piece, target: Token) -> bool:
    """Whether unknown words stand right before 申请: 道路挖掘申请 is none of ours."""
    size, acted = 0, False
    for token in piece.words:
        if token.start >= target.start:
            break
        if token.kind == "text":
            size += len(token.text)
        elif token.kind in ENDS_UNKNOWN or (token.kind == "act" and not acted):
            size = 0
        acted = acted or token.kind == "act"
    return size > 1
