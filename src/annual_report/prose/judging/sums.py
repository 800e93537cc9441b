"""Parts added up: more than the whole is always wrong, less only where the list is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from annual_report.prose.judging.agreeing import STAGES_OF_ALL
from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, cells_in, differs, unclear
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.fitting import CAME_IN, same_measure
from annual_report.prose.reading.measures import APPLICATIONS, Measure

# Kinds of parts that are listed completely: who applied, how cases ended, by which route, in which half of the year.
COMPLETE = frozenset({"applicant", "outcome", "route", "case", "period"})
# What is so near to the whole was meant to be it.
COME_TOGETHER = ({"new", "carried_in"}, {"received", "carried_in"})
NEAR = Decimal("0.15")
SCATTERED = frozenset({"channel", "period", "unit"})


def judge_sums(beside: Beside, agreed: Container[int]) -> Iterator[ClaimVerdict]:
    """Yield what comes of every list under its whole.

    `agreed` are the claims, by identity, that the tables agree with. Where whole and parts all do, what is missing is
    only not said.
    """
    for head in beside.claims:
        if head.kind == "count" and head.parts and head.measure is not None:
            for parts in _lists_of(head):
                known = all(id(each) in agreed for each in (head, *parts))
                if not _are_of_its_whole(head, parts):
                    yield from _sum(head, parts, beside.now.rules.sum, agreed=known)


def judge_scattered(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of parts without a whole: 上半年9件、下半年11件 add up to the year, or to a total near them."""
    groups: dict[tuple[str, int, Measure, str], list[ClauseClaim]] = defaultdict(list)
    for claim in beside.claims:
        apart = claim.head is None and not claim.years_off and len(claim.scope) == 1 and claim.scope[0] in SCATTERED
        if claim.kind in ("count", "none") and claim.measure and apart:
            groups[claim.passage, claim.sentence, _alike(claim.measure), claim.scope[0]].append(claim)
    for (_, _, measure, dimension), parts in groups.items():
        if len(parts) > 1 and all(part.exact for part in parts):
            yield from _scattered(parts, measure, dimension, beside)


def _are_of_its_whole(head: ClauseClaim, parts: Sequence[ClauseClaim]) -> bool:
    """收到9件，其中直接受理7件，其中公开6件，不予公开3件: the last two are of the 9."""
    return head.head is not None and head.high < sum(part.low for part in parts) == head.head.low


def _alike(measure: Measure) -> Measure:
    """受理网上申请5件、信函申请2件: the second is received as well, though only the first says so."""
    came_in = measure.table == APPLICATIONS and measure.stage in CAME_IN
    return measure._replace(stage="received") if came_in else measure


def _lists_of(head: ClauseClaim) -> Iterator[list[ClauseClaim]]:
    """Yield the lists under a whole; one whose labels are partly unknown is one with its known ones."""
    by_list: dict[int, dict[str, list[ClauseClaim]]] = defaultdict(lambda: defaultdict(list))
    for part in head.parts:
        by_list[part.listed][part.dimension].append(part)
    for dimensions in by_list.values():
        if any(part.rest and part.stage in STAGES_OF_ALL for parts in dimensions.values() for part in parts):
            yield [part for parts in dimensions.values() for part in parts]  # 3件撤回，…其余39件均已答复
            continue
        known = set(dimensions) - {"label"}
        told = [part for name in known for part in dimensions[name]]
        if known == {"applicant"} and "label" in dimensions and sum(part.low for part in told) == head.low:
            yield told  # 涉企申请6件，自然人37件、企业3件: who applied is told completely
        elif ("label" in dimensions and len(known) == 1) or known == {"unit", "channel"}:
            yield [part for parts in dimensions.values() for part in parts]
        else:
            yield from dimensions.values()


def _sum(head: ClauseClaim, parts: Sequence[ClauseClaim], rule: str, *, agreed: bool) -> Iterator[ClaimVerdict]:
    # The results of what was received are left to the cells: carry-over makes the sums differ.
    left = all(part.dimension == "result" for part in parts) and head.stage in ("received", "new", "handled")
    if len(parts) < 2 or left:
        return
    low, high = sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0))
    if any(low <= whole.high and high >= whole.low for whole in (head, *parts[0].wholes)):
        return  # of which count it is the list, where there are several, its sum tells
    if any(low == head.low + other.low and _go_together(head, other) for other in parts[0].wholes):
        return
    open_list = any(part.open_list or part.within for part in parts)
    if low > head.high:
        yield differs(head, rule, low, head.low)
    elif agreed or open_list or not (head.exact and all(part.exact for part in parts)):
        return
    elif is_complete(head, parts, low) and not head.open_list:
        yield differs(head, rule, low, head.low)
    else:
        yield unclear(head, rule, low)


def _go_together(first: ClauseClaim, second: ClauseClaim) -> bool:
    """行政复议5件、行政诉讼2件，其中维持6件、纠正1件; 新收20件，上年结转2件，其中…: a list may be of both."""
    return (first.is_all_cases and second.is_all_cases) or {first.stage, second.stage} in COME_TOGETHER


def is_complete(head: ClauseClaim, parts: Sequence[ClauseClaim], low: Decimal) -> bool:
    """Whether a list that is less than its whole was meant to be complete."""
    dimensions = {part.dimension for part in parts}
    closing = any(part.rest or part.low == 0 for part in parts) or (len(dimensions) == 1 and dimensions <= COMPLETE)
    several = len(parts) > 2 or dimensions == {"unit"}
    return closing or (several and head.low - low <= head.low * NEAR)


def _scattered(
    parts: Sequence[ClauseClaim], measure: Measure, dimension: str, beside: Beside
) -> Iterator[ClaimVerdict]:
    total = sum((part.low for part in parts), Decimal(0))
    if any(2 * part.low == total for part in parts):
        return  # 县政府及其办公室收到64件：县政府50件、办公室14件
    whole = _whole_near(parts[0], measure, beside)
    if whole is not None and whole.exact:
        less = whole.low - total
        if less < 0 or (less and _lists_all(parts, whole, dimension, less)):
            yield differs(whole, beside.now.rules.sum, total, whole.low)
        elif less:
            yield unclear(whole, beside.now.rules.sum, total)
        return
    side = beside.now.side(measure) if measure.table == APPLICATIONS else None
    said_elsewhere = any(same_measure(each, measure) for each in beside.totals_said)
    if side and total not in side.values and not said_elsewhere:
        yield differs(parts[0], side.rule, total, *side.values, cells=cells_in(side))


def _whole_near(part: ClauseClaim, measure: Measure, beside: Beside) -> ClauseClaim | None:
    """Return the total that is said in the same sentence, the next or the one before, and can be their whole."""
    for sentence in (part.sentence, part.sentence + 1, part.sentence - 1):
        for each in beside.near.get((part.passage, sentence), ()):
            if not each.limits and each.measure and same_measure(each.measure, measure):
                return each
    return None


def _lists_all(parts: Sequence[ClauseClaim], whole: ClauseClaim, dimension: str, less: Decimal) -> bool:
    several = len(parts) > 2 and dimension != "unit"
    summed_up = whole.totals and whole.sentence == parts[0].sentence
    return several or summed_up or dimension == "period" or less <= whole.low * NEAR
