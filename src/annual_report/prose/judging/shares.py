"""Shares and rates recomputed: of every whole that is plausible, rounded or cut off."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.changes import rounds, rounds_half_up
from annual_report.prose.judging.verdicts import Agreement, ClaimVerdict, differs
from annual_report.prose.reading.claim import ClauseClaim


def judge_share(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 占93.1%."""
    parts, wholes = _parts(claim, beside), _wholes(claim, beside)
    pairs = [(part, whole) for part in parts for whole in wholes if whole]
    said, rule = claim.quantity, beside.now.rules.share
    if said and pairs and not any(rounds(part, whole, said) for part, whole in pairs):
        yield differs(claim, rule, claim.low, *pairs[0])
    elif said and pairs:
        same = next(pair for pair in pairs if rounds(*pair, said))
        cut_off = not any(rounds_half_up(*pair, said) for pair in pairs)
        yield ClaimVerdict(claim, Agreement.AGREES, rule, claim.low, same, cut_off=cut_off)


def judge_rate(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 办结率98%."""
    found = beside.now.rate(claim.measure) if claim.measure else None
    if found is None or claim.quantity is None:
        return
    rule, part, wholes = found
    known = [whole for whole in wholes if whole and whole >= part.value]
    if known and wholes[0] and not any(rounds(part.value, whole, claim.quantity) for whole in known):
        all_closed = claim.measure and claim.measure.stage == "closed" and claim.low == 100
        rule = beside.now.rules.all_closed if all_closed else rule
        yield differs(claim, rule, claim.low, part.value, wholes[0], cells=part.cells)


def _parts(claim: ClauseClaim, beside: Beside) -> tuple[Decimal, ...]:
    subject = claim.subject
    if subject is not None:
        known = subject.exact and (subject.head is None or subject.head.exact)
        return (subject.low,) if known else ()
    side = beside.now.side(claim.measure)
    return side.values if side else ()


def _wholes(claim: ClauseClaim, beside: Beside) -> list[Decimal]:
    head = claim.subject.head if claim.subject else None
    return [*([head.low] if head else []), *beside.now.wholes(claim.measure)]
