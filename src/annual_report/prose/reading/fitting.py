"""Whether a count can be a part of another: by measure word, topic and stage."""

from __future__ import annotations

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.inherited import is_labelled
from annual_report.prose.reading.measures import (
    APPLICATION,
    APPLICATIONS,
    CARRIED,
    CASES,
    DISCLOSURE,
    NOBODY_KNOWS,
    TABLE_TOPICS,
    Measure,
)
from annual_report.prose.reading.nouns import Piece

PIECES = frozenset({"件", "起", "宗", "例", "件次"})
TEXTS = PIECES | {"条", "篇", "份", "个", "则", "项", "幅", "次"}
CAME_IN, CAME_OUT = frozenset({"received", "new", "handled"}), frozenset({"closed", "handled"})


def fits(claim: ClauseClaim, head: ClauseClaim, piece: Piece) -> bool:
    """Whether a claim can be a part of a head."""
    among = piece.says("among")
    if not _same_unit(claim, head) and not (among and _are_texts(claim, head)):
        return False
    if claim.totals and not among and (not is_labelled(piece) or piece.says("act")):
        return False
    if head.topic not in TABLE_TOPICS and not any(piece.says("act", act) for act in ("receive", "new", "close")):
        return True
    if claim.measure:
        return _measure_fits(claim, claim.measure, head, piece)
    foreign = claim.topic != head.topic and claim.topic in ("other", NOBODY_KNOWS)
    return not (foreign and piece.mark in "；，" and not among and piece.says("act"))


def _same_unit(claim: ClauseClaim, head: ClauseClaim) -> bool:
    units = {claim.unit, head.unit}
    same = len(units) == 1 or "" in units or units <= PIECES
    return same or bool(claim.measure and claim.topic == head.topic)


def _are_texts(claim: ClauseClaim, head: ClauseClaim) -> bool:
    """公开信息372条，其中公文8件: measure words of information change freely."""
    return head.topic == "information" and {claim.unit, head.unit} <= TEXTS


def _measure_fits(claim: ClauseClaim, measure: Measure, head: ClauseClaim, piece: Piece) -> bool:
    if measure.table == APPLICATIONS:
        return _application_fits(claim, measure, head, piece)
    if measure.table == CASES and measure.stage == "total" and claim.topic not in ("direct_suit", "suit_after_review"):
        return head.topic == "cases"
    if measure.table == DISCLOSURE:
        same = head.topic == claim.topic and (not head.measure or head.measure == measure)
        return same or head.topic == "information"
    return True


def _application_fits(claim: ClauseClaim, measure: Measure, head: ClauseClaim, piece: Piece) -> bool:
    """Stages (结转, 办结, 新收) are never parts of another stage."""
    if measure.stage in CARRIED:
        return False
    if measure.stage not in CAME_IN | CAME_OUT:
        return head.topic in (APPLICATION, "information")
    if claim.rest and piece.mark != "。" and claim.low <= head.high:
        return head.topic == APPLICATION  # 其余39件均已答复
    same = same_stage(head.stage, measure.stage)
    plain = not claim.limits and claim.dimension == "label" and piece.says("act")
    if plain and not (same and piece.says("among")):
        return False
    alike = not head.measure or same or head.stage == measure.stage
    return head.topic == APPLICATION and alike


def same_stage(first: str, second: str) -> bool:
    """Whether two stages of applications may be counts of the same ones; 办理 is of both."""
    pair = {first, second}
    return "" not in pair and (pair <= CAME_IN or pair <= CAME_OUT)


def same_measure(first: Measure, second: Measure) -> bool:
    """Whether two measures may be counts of the same things."""
    if first == second:
        return True
    both = first.table == second.table == APPLICATIONS and first.applicant == second.applicant
    return both and same_stage(first.stage, second.stage)
