"""Whether a clause is understood: whether it says itself what it counts, and no word of it could narrow that."""

from __future__ import annotations

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import DECISIONS, DOCUMENTS, NOTHING
from annual_report.prose.reading.nouns import Piece
from annual_report.prose.reading.state import State

NAMING = ("act", "object", "result", "outcome", "applicant")
LABELS = ("applicant", "outcome", "result")
# What makes a clause say more than its act and object: 上年未办结, 占…件, 行政许可（含备案）.
DOUBTFUL = (("none", ""), ("mind", ""), ("share", ""), ("filler", "bracket"), ("reason", ""))
STAGES = frozenset({"receive", "new", "handle", "close", "carry", "carry_out", "due"})


def is_understood(claim: ClauseClaim, piece: Piece, state: State) -> bool:
    """Whether nothing in a clause could make its number a count of something less or something else."""
    doubtful = _may_lack_the_carried(claim, piece) or _has_two_results(piece) or piece.qualified
    begun = _may_be_of_the_reviewed(claim, piece, state) or _is_not_decided(claim, piece, state)
    return _is_known(piece) and not doubtful and not begun


def goes_on_with_others(claim: ClauseClaim, last: ClauseClaim | None) -> bool:
    """清理规范性文件16件，继续有效13件: of those that were looked through."""
    of_documents = claim.measure is not None and claim.measure.stage == "in_force"
    beside = last is not None and last.topic == claim.topic and last.measure == NOTHING and claim.low <= last.high
    return of_documents and beside


def is_explicit(piece: Piece, own: str) -> bool:
    """Whether a piece itself says what it counts, and every word of it is known.

    办结85件 does not: it may be 85 of what was spoken of before.
    """
    carried = piece.says("act", "carry") or piece.says("act", "carry_out")
    if any(token.unknown for token in piece.words) or any(piece.says(*meaning) for meaning in DOUBTFUL):
        return False
    if (not carried and len({*piece.values("act")} & STAGES) > 1) or len({*piece.values("result")}) > 1:
        return False
    return (bool(own) and piece.says("act")) or carried or any(piece.says(kind) for kind in LABELS)


def _is_known(piece: Piece) -> bool:
    """Whether every word that could narrow the count is known: 延期答复3件 is not."""
    label = next((place for place, token in enumerate(piece.before) if token.kind in NAMING), None)
    if label is not None:
        return not any(token.unknown for token in piece.before[max(0, label - 1) :])
    first = next((place for place, token in enumerate(piece.after) if token.kind in NAMING), 0)
    if any(token.unknown for token in (*piece.after[: first + 1], *piece.before[-1:])):
        return False
    named_by_noun = first > 0 and not piece.says("act") and not piece.says("outcome")
    return not (named_by_noun and any(token.unknown for token in piece.after))


def _has_two_results(piece: Piece) -> bool:
    """因不属于本机关公开范围不予公开2件: which line it was put in, nobody can tell."""
    results = set(piece.values("result"))
    return bool(results & {"not_ours", "known"}) and len(results) > 1


def _may_lack_the_carried(claim: ClauseClaim, piece: Piece) -> bool:
    """新发生行政复议5件: the table counts those of the year before as well."""
    return claim.is_all_cases and piece.says("act", "new")


def _may_be_of_the_reviewed(claim: ClauseClaim, piece: Piece, state: State) -> bool:
    """审查各部门文件81件，建议废止11件: not what the office itself repealed."""
    if claim.topic not in DOCUMENTS or piece.says("object", claim.topic):
        return False
    *_, first = [None, *state.recent_counts(claim.sentence)]
    return first is not None and first.reviewed


def _is_not_decided(claim: ClauseClaim, piece: Piece, state: State) -> bool:
    """行政处罚立案88件: how many were decided is not said."""
    return claim.topic in DECISIONS and state.has(piece, "undecided")
