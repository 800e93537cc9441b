"""What agrees with a count: its cells, with what the prose says apart taken off or counted in."""

from __future__ import annotations

from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.figures import FormFigures, MeasureSide
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.fitting import CAME_IN
from annual_report.prose.reading.measures import received
from annual_report.prose.reading.state import MEMORY

# What a result of the tables holds and prose may count beside it: 已主动公开 in 予以公开, 不属于本机关 in 无法提供.
SAID_APART = {"granted": "known", **dict.fromkeys(("absent", "unavailable", "not_held"), "not_ours")}
# Applications that end without an answer.
NO_ANSWERS = frozenset({"not_processed", "repeated", "correction_overdue", "fee_unpaid", "otherwise_closed"})
STAGES_OF_ALL = frozenset({"received", "handled", "new", "closed"})


def agreeing_values(claim: ClauseClaim, side: MeasureSide, beside: Beside, figures: FormFigures) -> list[Decimal]:
    """Return every value that agrees, with what the prose says apart taken off or counted in."""
    values = [*side.values]
    if claim.stage == "received" and beside.carried_apart(claim):
        values = values[:1]
    if claim.totals and claim.stage in STAGES_OF_ALL:
        values += _listed_before(claim, beside)
    if claim.rest and claim.stage == "result":
        values += _rest_of_results(claim, beside, figures)
    others = _other_things(claim, beside) if claim.stage in CAME_IN else 0
    values += [value + others for value in values if others]
    less = [_inner_results(claim)]
    for apart in {SAID_APART.get(result, "") for result in (claim.measure.results if claim.measure else ())}:
        less.append(beside.apart.get((claim.passage, apart), Decimal(0)))
    if claim.stage == "closed":
        less.append(_results_apart(claim, beside))
        less.append(beside.withdrawn.get(claim.passage, Decimal(0)))
    if claim.stage in ("closed", "handled"):
        carried = figures.side(claim.measure._replace(stage="carried_in")) if claim.measure else None
        told = beside.carried_were_closed or _tells_of_the_carried_before(claim, beside)
        less.append(carried.values[0] if carried and told else Decimal(0))
    return [*values, *(value - each for each in less if each for value in values)]


def _tells_of_the_carried_before(claim: ClauseClaim, beside: Beside) -> bool:
    """对跨年办理的3件申请，已办结；新受理44件，办结42件: what became of the carried stands in a segment before.

    答复上年结转申请9件、答复当年受理申请277件: the second counts answers, too, and not those to the first.
    """
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    told = [each for each in near if each.stage in ("carried_in", "carried") and each.start < claim.start]
    is_beside = claim.stage == "handled"
    return any(each.segment == claim.segment if is_beside else each.segment < claim.segment for each in told)


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


def _other_things(claim: ClauseClaim, beside: Beside) -> Decimal:
    """收到申请5件，经甄别2件属于咨询: what proved to be no application stands in no table."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    found = (each for each in near if each.topic == "other" and not each.measure and each.segment == claim.segment)
    return sum(
        (
            each.low
            for each in found
            if each.start > claim.start and each.unit in (claim.unit, "件") and each.low < claim.low
        ),
        Decimal(0),
    )


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


def completes_a_whole(claim: ClauseClaim) -> bool:
    """收到90件，其中撤回3件，不明确2件，已答复85件: together they are the whole, so none is all that was closed."""
    head = claim.head
    parts = [part for part in head.parts if part.listed == claim.listed] if head else []
    others = [part for part in parts if part is not claim and part.stage != "carried_out"]
    return bool(head and others) and sum(part.low for part in parts) == (head.low if head else 0)


def is_of_another_whole(claim: ClauseClaim, beside: Beside) -> bool:
    """自办11件，予以公开8件，不予公开1件，无法提供2件: results may be of less than all, where they add up to that."""
    near = beside.near[claim.passage, claim.sentence][:MEMORY]
    results = [each for each in near if each.stage == "result"]
    if claim.stage != "result" or len(results) < 2:
        return False
    said = sum((each.low for each in results), Decimal(0))
    wholes = (each for each in near if each.start < results[0].start and each.topic == claim.topic)
    return any(each.low == said and (each.limits or not each.measure) for each in wholes)
