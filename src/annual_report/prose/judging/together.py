"""Claims held against each other: outcomes that make up all, shares that make up 100 %, the same thing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from annual_report.prose.judging.agreeing import is_of_another_whole
from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, differs
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import APPLICATIONS

OUTCOME = "outcome"
# The first two groups of outcomes may be quoted as one.
GRANTED_TOGETHER, GRANTED = "granted_or_partly", ("granted", "partly_granted")
TOTAL = f"{APPLICATIONS}.{{}}.total"
CARRIED_IN = TOTAL.format("carried_in")
HUNDRED = Decimal(100)
NO_LETTER = re.compile(r"[\W\d_]+")

# Words that say one thing often enough to be compared: 建成政务公开专栏20个 … 建成政务公开专栏16个, but not 开展培训.
SHORTEST_LABEL = 6


def judge_outcomes(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of the groups of outcomes, where all are quoted that are not 0: they make up all that closed."""
    closed = beside.now.total(TOTAL.format("outcomes_total"))
    results = [claim for claim in beside.claims if _is_result(claim)]
    quoted = {_outcome_of(claim): claim for claim in reversed(results) if _is_outcome(claim, beside)}
    groups: dict[str, tuple[str, ...]] = {code: (code,) for code in beside.now.groups_of(OUTCOME)}
    if GRANTED_TOGETHER in quoted:
        groups = {GRANTED_TOGETHER: GRANTED} | {code: each for code, each in groups.items() if code not in GRANTED}
    needed = {code for code, lines in groups.items() if any(map(beside.now.is_some, map(TOTAL.format, lines)))}
    quoted = {code: claim for code, claim in quoted.items() if code in groups}
    said = sum((claim.low for claim in quoted.values()), Decimal(0))
    # What is no line of the form (主动公开1件、依申请提供3件) may belong to any group.
    clear = all(_outcome_of(claim) in (GRANTED_TOGETHER, *beside.now.lines) for claim in results)
    if needed and needed <= quoted.keys() and clear and closed is not None and said != closed:
        yield differs(max(quoted.values(), key=_place), beside.now.rules.outcomes_together, said, closed)


def judge_shares_together(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of the shares of all parts of a whole: within their digits, they make up 100 %."""
    shares = {id(claim.subject): claim for claim in beside.claims if claim.kind == "share" and claim.subject}
    for head in beside.claims:
        found = [shares[id(part)] for part in head.parts if id(part) in shares]
        whole = sum((part.low for part in head.parts), Decimal(0)) == head.low
        if len(found) == len(head.parts) > 1 and whole and (said := _not_a_hundred(found)) is not None:
            yield differs(found[-1], beside.now.rules.shares_together, said, HUNDRED)


def judge_repetitions(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of numbers that no table counts and that are said again in the same words."""
    first: dict[tuple[str, str], ClauseClaim] = {}
    for claim in beside.claims:
        label = NO_LETTER.sub("", claim.label)
        if claim.kind != "count" or claim.measure or not _stands_alone(claim) or len(label) < SHORTEST_LABEL:
            continue
        before = first.setdefault((label, claim.unit), claim)
        if before.high < claim.low or claim.high < before.low:
            yield differs(claim, beside.now.rules.twice, claim.low, before.low)


def _outcome_of(claim: ClauseClaim) -> str:
    return claim.measure.results[0] if claim.measure and len(claim.measure.results) == 1 else ""


def _is_result(claim: ClauseClaim) -> bool:
    """Whether a claim is of a result, and no part of another result."""
    if claim.kind != "count" or claim.stage != "result" or claim.limits:
        return False
    return not (claim.measure and claim.measure.applicant) and not (claim.head and _is_result(claim.head))


def _is_outcome(claim: ClauseClaim, beside: Beside) -> bool:
    """Whether a result is one of all that were closed."""
    head = claim.head
    of_others = head is not None and head.stage not in ("closed", "received", "new", "handled")
    if of_others or (head and head.stage != "closed" and beside.now.is_some(CARRIED_IN)):
        return False
    if is_of_another_whole(claim, beside):
        return False
    return claim.exact and claim.understood and not claim.unknown and not claim.loose and bool(_outcome_of(claim))


def _place(claim: ClauseClaim) -> tuple[str, int]:
    return claim.passage, claim.start


def _not_a_hundred(shares: Sequence[ClauseClaim]) -> Decimal | None:
    """Return what shares add up to; None where that is 100 but for the digits that are not printed."""
    digits = min(share.quantity.digits for share in shares if share.quantity)
    slack = Decimal(len(shares)).scaleb(-digits) / 2
    said = sum((share.low for share in shares), Decimal(0))
    exact = all(share.exact for share in shares)
    return said if exact and abs(said - HUNDRED) > slack else None


def _stands_alone(claim: ClauseClaim) -> bool:
    return claim.head is None and not claim.limits and not claim.among and not claim.parts
