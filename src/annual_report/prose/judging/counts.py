"""Counts beside their cells: compared where they are totals of the year, bounded where they are less."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.prose.judging.agreeing import STAGES_OF_ALL, agreeing_values, completes_a_whole, is_of_another_whole
from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.figures import FormFigures, MeasureSide
from annual_report.prose.judging.verdicts import ClaimVerdict, agrees, beside_blanks, differs_from, unclear
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import DECISIONS
from annual_report.prose.reading.state import MEMORY

# A part of these kinds cannot be more than the whole; what others did, or what is planned, can.
FAR, FAR_TIMES = 20, 10
PARTS, ELSEWHERE = frozenset({"channel", "period", "unit", "carried"}), frozenset({"actor", "plan", "helping"})


def judge_count(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of a count. A difference counts only where every word of the clause is known."""
    if claim.measure is None:
        yield unclear(claim, beside.now.rule_of_unclear(claim.topic))
    elif claim.years_off:
        if not claim.scope and claim.years_off == -1:
            yield from _of_last_year(claim, beside)
    else:
        yield from _of_this_year(claim, beside)


def judge_previous(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of a number that is quoted from the year before."""
    yield from _of_last_year(claim, beside)


def _of_this_year(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    side, known = beside.now.side(claim.measure), beside.now.at_least(claim.measure)
    if claim.scope and not beside.speaks_of_itself(claim):
        yield from _part(claim, side, beside) if side else ()
    elif side and (not side.missing or _agrees(claim, side, beside, beside.now)):
        yield _total(claim, side, beside)
    elif known:
        yield beside_blanks(claim, known, known.rule)


def _part(claim: ClauseClaim, side: MeasureSide, beside: Beside) -> Iterator[ClaimVerdict]:
    scopes = set(claim.scope)
    most = max(agreeing_values(claim, side, beside, beside.now))
    if claim.low > max(most, side.most) and scopes & PARTS and not scopes & ELSEWHERE:
        of_us = claim.understood and not claim.unknown and not claim.of_others
        yield differs_from(claim, side) if of_us and not _is_far(claim, side) else unclear(claim, side.rule)


def _total(claim: ClauseClaim, side: MeasureSide, beside: Beside) -> ClaimVerdict:
    readings = (side, *map(beside.now.side, claim.readings))
    found = next((each for each in readings if each and _agrees(claim, each, beside, beside.now)), None)
    if found is not None:
        return agrees(claim, found)
    only_some = claim.within or _of_the_received(claim, beside)
    if only_some:
        return differs_from(claim, side) if claim.low > side.most else unclear(claim, side.rule)
    if claim.rest and (claim.stage in STAGES_OF_ALL or claim.parts):
        return unclear(claim, side.rule)  # 其余25件均已答复, 其余6件中，维持5件…: the rest of what?
    if not claim.explicit and _is_far(claim, side):
        return unclear(claim, side.rule)
    if _some_of_those_beside(claim, side, beside) or is_of_another_whole(claim, beside):
        return unclear(claim, side.rule)
    if claim.unknown or not claim.understood or (claim.loose and not _beside_results(claim, beside)):
        return unclear(claim, side.rule)
    return differs_from(claim, side)


def _of_last_year(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    if beside.before is None and claim.measure:
        yield unclear(claim, beside.now.rules.last_year)
    side = beside.before.side(claim.measure) if beside.before else None
    if side is not None and beside.before is not None:
        same = _agrees(claim, side, beside, beside.before)
        yield agrees(claim, side) if same else differs_from(claim, side, beside.now.rules.last_year)


def _agrees(claim: ClauseClaim, side: MeasureSide, beside: Beside, figures: FormFigures) -> bool:
    if side.bound or (claim.stage == "closed" and completes_a_whole(claim)):
        return claim.low <= side.most
    if _completes_its_parts(claim, side, beside):
        return True
    return any(claim.low <= value <= claim.high for value in agreeing_values(claim, side, beside, figures))


def _some_of_those_beside(claim: ClauseClaim, side: MeasureSide, beside: Beside) -> bool:
    """收到申请7件，受理6件: the second is less than the first, which agrees, so it may be some of them."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    others = (each for each in near if each is not claim and each.measure == claim.measure and not each.limits)
    either = claim.topic in DECISIONS  # 行政处罚立案88件，作出决定80件
    return any(each.low in side.values and (either or each.low > claim.low) for each in others)


def _completes_its_parts(claim: ClauseClaim, side: MeasureSide, beside: Beside) -> bool:
    """以县政府名义出台8件，县级部门出台13件: together they are what the table counts."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    alike = [each for each in near if each.measure == claim.measure and each.head is claim.head]
    parts = any(each.limits for each in alike)
    return parts and len(alike) > 1 and sum(each.low for each in alike) in side.values


def _is_far(claim: ClauseClaim, side: MeasureSide) -> bool:
    """Whether a number is so far from the tables that it is rather of something else: 全年办件12000件 beside 27."""
    near = min(side.values, key=lambda value: abs(value - claim.low))
    less, more = sorted((near, claim.low))
    return claim.low > 0 and more - less >= FAR and more > less * FAR_TIMES


def _of_the_received(claim: ClauseClaim, beside: Beside) -> bool:
    """Results of the applications received this year only: the tables count those carried in as well.

    新收20件，上年结转2件，其中予以公开12件 is of both.
    """
    head = claim.head if claim.stage == "result" else None
    if head is None or head.stage not in ("new", "received") or not beside.now.total("applications.carried_in.total"):
        return False
    beside_it = (each for each in beside.near[head.passage, head.sentence] if each.segment == head.segment)
    carried = (each for each in beside_it if each.stage == "carried_in" and not each.parts)
    return claim.depth > head.depth or not any(each.start < claim.start for each in carried)


def _beside_results(claim: ClauseClaim, beside: Beside) -> bool:
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    return any(each is not claim and each.stage == "result" and not each.loose for each in near)
