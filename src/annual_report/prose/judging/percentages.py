"""Percentages of whatever it may be: no share is more than the whole, and nothing falls by more than all of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, differs
from annual_report.prose.phrases import phrases
from annual_report.prose.reading.claim import ClauseClaim

HUNDRED = Decimal(100)
PRINTED = Decimal("0.01")
ANY_SIZE = Context(prec=100)


def judge_percentage(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 102%, unless it is a growth, or of a plan or of another year."""
    found = phrases()
    falls = bool(found.fall.search(claim.quote))
    allowed = found.growth.search(claim.quote) or found.ratio.search(claim.label)
    if claim.low > HUNDRED and (falls or not allowed):
        yield differs(claim, beside.now.rules.percentage, -claim.low if falls else claim.low, HUNDRED)


def judge_rate_of_a_part(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of a rate that must lie between the least and the most that its part and its whole allow."""
    part = claim.subject
    whole, said = part.head if part else None, claim.quantity
    if part is None or whole is None or said is None or not whole.low:
        return
    half_a_digit = Decimal(1).scaleb(-said.digits) / 2
    least, most = part.low * HUNDRED / whole.high - half_a_digit, part.high * HUNDRED / whole.low + half_a_digit
    if not least <= claim.low <= most:
        bounds = least.quantize(PRINTED, ROUND_DOWN, ANY_SIZE), most.quantize(PRINTED, ROUND_UP, ANY_SIZE)
        yield differs(claim, beside.now.rules.change_in_prose, claim.low, *bounds)
