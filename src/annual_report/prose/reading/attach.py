"""Attach a part to its whole: what it inherits from there, and what becomes doubtful by it."""

from __future__ import annotations

from annual_report.prose.reading.claim import ClauseClaim, PartsList
from annual_report.prose.reading.measures import (
    APPLICATION,
    BOTH_ROUTES,
    CASES,
    DOCUMENTS,
    NOTHING,
    ROUTES,
    TABLE_TOPICS,
    Measure,
)
from annual_report.prose.reading.state import State


def attach(claim: ClauseClaim, current: PartsList, state: State) -> None:
    """Make a claim a part of the whole of a list."""
    head = _head_of_its_own(claim, current.head, state)
    claim.head, claim.listed, claim.wholes = head, current.number, current.others
    _take_its_topic(claim, current)
    current.add(claim)
    head.parts.append(claim)
    _doubt(claim, head)
    _inherit_scope(claim, head)
    of_the_same = claim.dimension in ("channel", "unit", "period") and claim.topic == head.topic
    if claim.measure == NOTHING and head.measure and of_the_same:
        claim.measure = head.measure


def _take_its_topic(claim: ClauseClaim, current: PartsList) -> None:
    """行政复议5件、行政诉讼2件，其中维持6件: what does not say of which cases it is may be of any, or of all."""
    if claim.named or not claim.measure or not {claim.topic, current.head.topic} <= BOTH_ROUTES:
        return
    if any(part.is_all_cases and part.topic == claim.topic for part in current.parts):
        return  # 行政争议7件，其中行政复议5件，维持4件
    beside = (each for each in current.others if each.segment == current.head.segment and each.is_all_cases)
    topics = list(dict.fromkeys(each.topic for each in (current.head, *beside)))
    claim.topic = topics[0]
    claim.measure = claim.measure._replace(topic=topics[0])
    if len(topics) > 1:
        claim.readings = tuple(claim.measure._replace(topic=each) for each in (*topics[1:], "cases"))


def _doubt(claim: ClauseClaim, head: ClauseClaim) -> None:
    """A part of what nobody can tell is such a thing itself; a part of what no table counts is counted by none.

    行政复议8件，其中政府信息公开类3件: the whole is of all reviews, the part is what the table counts.
    """
    if head.is_all_cases and head.topic == claim.topic and claim.about_us and not head.about_us:
        claim.measure, head.measure = head.measure, None
        return
    if head.measure is None and head.topic == claim.topic == "litigation" and claim.about_us and not head.about_us:
        claim.measure = claim.measure or Measure(CASES, claim.topic, "total")
        return  # 办理行政诉讼31件，其中涉信息公开的2件: of a suit the office is always the one that is sued
    if head.measure is None and claim.measure:
        claim.measure = None
    elif not head.measure and claim.stage == "result" and head.topic == APPLICATION:
        claim.measure = None  # 制发210件，其中不予公开50件: of what?
    elif claim.topic in DOCUMENTS and claim.measure and head.issued:
        return  # 印发文件41件（含规范性文件6件）
    elif not head.measure and claim.topic in TABLE_TOPICS and head.topic not in BOTH_ROUTES | {APPLICATION}:
        claim.measure = None if head.topic == claim.topic and claim.measure else NOTHING


def _inherit_scope(claim: ClauseClaim, head: ClauseClaim) -> None:
    claim.years_off = claim.years_off or head.years_off
    inherited = [each for each in head.scope if each not in claim.scope]
    if claim.names_year and "years" in head.scope:
        claim.scope = (*claim.scope, *(each for each in inherited if each != "years"))
        return  # 2019年以来收到236件，其中2024年39件
    if head.stage in ("carried_in", "carried"):
        inherited.append("carried")
    claim.scope = (*claim.scope, *inherited)
    counted_again = claim.stage in ("handled", "received") and head.topic == claim.topic == APPLICATION
    if counted_again and not claim.limits:
        claim.scope = ("part",)


def _head_of_its_own(claim: ClauseClaim, head: ClauseClaim, state: State) -> ClauseClaim:
    """行政复议5件、行政诉讼2件，其中复议维持4件: each part has the head of its own object."""
    if claim.topic not in ROUTES or head.topic not in ROUTES or claim.topic == head.topic:
        return head
    totals = (each for each in state.recent_counts(head.sentence) if each.measure and each.measure.stage == "total")
    return next((each for each in totals if each.topic == claim.topic), head)
