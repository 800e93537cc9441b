"""Counts beside their cells: compared where they are totals of the year, bounded where they are less."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.figures import FormFigures, MeasureSide
from annual_report.prose.judging.verdicts import ClaimVerdict, agrees, beside_blanks, differs_from, unclear
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import DECISIONS, received
from annual_report.prose.reading.state import MEMORY

# What a result of the tables holds and prose may count beside it: 已主动公开 in 予以公开, 不属于本机关 in 无法提供.
SAID_APART = {"granted": "known", **dict.fromkeys(("absent", "unavailable", "not_held"), "not_ours")}
# Applications that end without an answer.
NO_ANSWERS = frozenset({"not_processed", "repeated", "correction_overdue", "fee_unpaid", "otherwise_closed"})
# A part of these kinds cannot be more than the whole; what others did, or what is planned, can.
STAGES_OF_ALL = frozenset({"received", "handled", "new", "closed"})
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
        yield from _part(claim, side) if side else ()
    elif side and (not side.missing or _agrees(claim, side, beside, beside.now)):
        yield _total(claim, side, beside)
    elif known:
        yield beside_blanks(claim, known, known.rule)


def _part(claim: ClauseClaim, side: MeasureSide) -> Iterator[ClaimVerdict]:
    scopes = set(claim.scope)
    if claim.low > side.most and scopes & PARTS and not scopes & ELSEWHERE:
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
    if claim.rest and claim.stage in STAGES_OF_ALL:
        return unclear(claim, side.rule)  # 其余25件均已答复: the rest of what?
    if not claim.explicit and _is_far(claim, side):
        return unclear(claim, side.rule)
    if _some_of_those_beside(claim, side, beside):
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
    if side.bound or (claim.stage == "closed" and _completes_a_whole(claim)):
        return claim.low <= side.most
    return any(claim.low <= value <= claim.high for value in _values(claim, side, beside, figures))


def _values(claim: ClauseClaim, side: MeasureSide, beside: Beside, figures: FormFigures) -> list[Decimal]:
    """Return every value that agrees, with what the prose says apart taken off or counted in."""
    values = [*side.values]
    if claim.stage == "received" and beside.carried_apart(claim):
        values = values[:1]
    if claim.totals and claim.stage in STAGES_OF_ALL:
        values += _listed_before(claim, beside)
    if claim.rest and claim.stage == "result":
        values += _rest_of_results(claim, beside, figures)
    less = [_inner_results(claim)]
    for apart in {SAID_APART.get(result, "") for result in (claim.measure.results if claim.measure else ())}:
        less.append(beside.apart.get((claim.passage, apart), Decimal(0)))
    if claim.stage == "closed":
        less.append(_results_apart(claim, beside))
        less.append(beside.withdrawn.get(claim.passage, Decimal(0)))
        carried = figures.side(claim.measure._replace(stage="carried_in")) if claim.measure else None
        apart = beside.carried_were_closed or _tells_of_the_carried_before(claim, beside)
        less.append(carried.values[0] if carried and apart else Decimal(0))
    return [*values, *(value - each for each in less if each for value in values)]


def _tells_of_the_carried_before(claim: ClauseClaim, beside: Beside) -> bool:
    """对跨年办理的3件申请，已办结；新受理44件，办结42件: what became of the carried stands in a segment before."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    return any(each.stage == "carried_in" and each.segment < claim.segment for each in near)


def _listed_before(claim: ClauseClaim, beside: Beside) -> list[Decimal]:
    """予以公开5件、部分公开1件，合计6件: a total may be of what was listed only."""
    near = [each for each in beside.near[claim.passage, claim.sentence][:MEMORY] if each.start < claim.start]
    listed = near and all(each.dimension in ("result", "applicant") for each in near)
    return [sum((each.low for each in near), Decimal(0))] if listed else []


def _rest_of_results(claim: ClauseClaim, beside: Beside, figures: FormFigures) -> list[Decimal]:
    """予以公开12件，其他7件: what is left of all that were closed."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    said = sum((each.low for each in near if each.stage == "result" and each is not claim), Decimal(0))
    closed = figures.side(received("closed"))
    return [closed.values[0] - said] if closed else []


def _results_apart(claim: ClauseClaim, beside: Beside) -> Decimal:
    """答复36件，2件逾期不补正: what was closed otherwise is said beside, and no part of it."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    beside_it = (each for each in near if each.stage == "result" and not each.limits and each.head is claim.head)
    apart = (each for each in beside_it if each.measure and NO_ANSWERS & {*each.measure.results})
    return sum((each.low for each in apart), Decimal(0))


def _inner_results(claim: ClauseClaim) -> Decimal:
    """予以公开6件（含部分公开2件）: 6 is 2 more than 予以公开 of the table. Negative: to be added."""
    own = set(claim.measure.results) if claim.measure and claim.stage == "result" else set()
    inner = (part for part in claim.parts if part.stage == "result" and own and part.measure)
    return -sum((part.low for part in inner if part.measure and not own & set(part.measure.results)), Decimal(0))


def _completes_a_whole(claim: ClauseClaim) -> bool:
    """收到90件，其中撤回3件，不明确2件，已答复85件: together they are the whole, so none is all that was closed."""
    head = claim.head
    parts = [part for part in head.parts if part.listed == claim.listed] if head else []
    others = [part for part in parts if part is not claim and part.stage != "carried_out"]
    return bool(head and others) and sum(part.low for part in parts) == (head.low if head else 0)


def _some_of_those_beside(claim: ClauseClaim, side: MeasureSide, beside: Beside) -> bool:
    """收到申请7件，受理6件: the second is less than the first, which agrees, so it may be some of them."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    others = (each for each in near if each is not claim and each.measure == claim.measure and not each.limits)
    either = claim.topic in DECISIONS  # 行政处罚立案88件，作出决定80件
    return any(each.low in side.values and (either or each.low > claim.low) for each in others)


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
