"""None and all, beside their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.figures import MeasureSide, TableSum
from annual_report.prose.judging.verdicts import ClaimVerdict, agrees, beside_blanks, differs, differs_from, unclear
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import APPLICATIONS, CASES, Measure, received

COLUMNS = ("upheld", "corrected", "other_results", "pending")
# Which columns a word for the outcome of all cases allows.
ALLOWED = {
    "rejected": ("upheld", "other_results"),
    "decided": ("upheld", "corrected", "other_results"),
    "part_corrected": ("corrected",),
    "part_other": ("other_results",),
}


def judge_none(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 未收到, 无, 均为零."""
    of_all = not claim.limits or beside.speaks_of_itself(claim)
    side = beside.now.at_least(claim.measure) if of_all else None
    if side is None:
        return
    some = side.values[0] if claim.measure and claim.measure.table == APPLICATIONS else side.most
    if some:
        yield differs_from(claim, side, side.none)
    elif side.partial:
        yield beside_blanks(claim, side, side.none)
    else:
        yield agrees(claim, side)


def judge_all(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 均, 全部, 已办结."""
    judges = {
        "closed": _all_closed,
        "closed_in_time": _all_in_time,
        "some_closed": _some_closed,
        "applicant": _one_applicant,
        "result": _one_result,
        "only": _one_route,
        "outcome": _one_outcome,
    }
    if claim.dimension in judges:
        yield from judges[claim.dimension](claim, beside)


def _all_closed(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    side = beside.now.at_least(received("carried_out"))
    if side and side.most:
        yield differs_from(claim, side, beside.now.rules.all_closed)


def _all_in_time(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """均按期答复 beside some that are carried over: their time may not be up yet."""
    side = beside.now.at_least(received("carried_out"))
    if side and side.most:
        yield unclear(claim, beside.now.rules.all_closed)


def _some_closed(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    closed, came = beside.now.side(received("closed")), beside.now.side(received("new"))
    if closed and came and not closed.most and came.most:
        yield differs_from(claim, closed, beside.now.rules.all_closed)


def _one_applicant(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    cells = f"applications.received.{claim.topics[0]}"
    every, one = beside.now.total("applications.received.total"), beside.now.total(cells)
    if every is not None and one is not None and every != one:
        yield differs(claim, beside.now.rules.applicant, every, one, cells=(cells,))


def _one_result(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    side = beside.now.side(Measure(APPLICATIONS, stage="result", results=claim.topics))
    every = beside.now.side(received("closed"))
    if side and every and len(side.sums) == 1 and not side.bound and every.most != side.most:
        yield differs(claim, beside.now.rules.result, every.most, side.most, cells=side.sums[0].cells)


def _one_route(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    other = "suit_after_review" if claim.topic == "direct_suit" else "direct_suit"
    side = beside.now.at_least(Measure(CASES, other, "total"))
    if side and side.most:
        yield differs_from(claim, side, beside.now.rules.only_route)


def _one_outcome(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    *topics, outcome = claim.topics
    allowed = (*ALLOWED.get(outcome, (outcome,)), *(("pending",) if claim.within else ()))
    others = [column for column in COLUMNS if column not in allowed]
    sides = (beside.now.at_least(Measure(CASES, topic, column)) for topic in topics for column in others)
    some = [side.sums[0] for side in sides if side and side.most]
    if some:
        rule = beside.now.rules.only_outcome
        yield differs_from(claim, MeasureSide(rule, (_together(some),), rule))


def _together(sums: Sequence[TableSum]) -> TableSum:
    cells = tuple(cell for each in sums for cell in each.cells)
    missing = tuple(cell for each in sums for cell in each.missing)
    return TableSum(cells, sum((each.value for each in sums), Decimal(0)), missing)
