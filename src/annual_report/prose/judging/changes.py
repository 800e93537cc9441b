"""Changes recomputed: from the table of the year before, else from the numbers that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, differs, unclear
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.quantities import Quantity

Pairs = list[tuple[Decimal, Decimal]]


def judge_delta(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 增加20件."""
    sign = -1 if claim.down else 1
    pairs = _pairs(claim, beside)
    if pairs and claim.low and not any(claim.low <= (now - then) * sign <= claim.high for now, then in pairs):
        yield _differs(claim, beside.now.rules.change, pairs)


def judge_growth(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 增长28%."""
    rule, pairs = beside.now.rules.change, [pair for pair in _pairs(claim, beside) if pair[1]]
    if not pairs:
        rule, pairs = beside.now.rules.change_in_prose, _pairs_beside(claim, beside)
    sign, said = -1 if claim.down else 1, claim.quantity
    if not pairs:
        if claim.subject and claim.subject.measure:
            yield unclear(claim, beside.now.rules.change)
    elif said and not any(rounds(sign * (now - then), then, said) for now, then in pairs):
        yield _differs(claim, rule, pairs)


def judge_times(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 增长1.5倍 and 翻番."""
    pairs = [pair for pair in _pairs(claim, beside) if pair[1]]
    more = 1 if claim.totals else 0
    if pairs and not any(_is_times(now, then, more, claim) for now, then in pairs):
        yield _differs(claim, beside.now.rules.change, pairs)


def judge_same(claim: ClauseClaim, beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of 持平."""
    pairs = _pairs(claim, beside)
    if pairs and not any(now == then for now, then in pairs):
        yield _differs(claim, beside.now.rules.change, pairs)


def rounds(part: Decimal, whole: Decimal, said: Quantity) -> bool:
    """Whether a share is what was printed, rounded or cut off at the printed digits."""
    value, low = Fraction(part) * 100 / Fraction(whole), Fraction(said.low)
    step = Fraction(1, 10**said.digits)
    return rounds_half_up(part, whole, said) or (said.exact is not None and low <= value < low + step)


def rounds_half_up(part: Decimal, whole: Decimal, said: Quantity) -> bool:
    """Whether a share is what was printed, rounded at the printed digits."""
    value, low = Fraction(part) * 100 / Fraction(whole), Fraction(said.low)
    if said.exact is None:
        return low <= value <= Fraction(said.high)
    half = Fraction(1, 2 * 10**said.digits)
    return low - half <= value <= low + half


def _is_times(now: Decimal, then: Decimal, more: int, claim: ClauseClaim) -> bool:
    """Whether it is so many times as much, or more by so many times: rounded at its digits."""
    digits = claim.quantity.digits if claim.quantity else 0
    slack = Decimal(5).scaleb(-digits - 1) if digits else Decimal(0)
    return then * (claim.low + more - slack) <= now <= then * (claim.high + more + slack)


def _differs(claim: ClauseClaim, rule: str, pairs: Pairs) -> ClaimVerdict:
    return differs(claim, rule, claim.low, *pairs[0])


def _pairs(claim: ClauseClaim, beside: Beside) -> Pairs:
    """Return this year's and last year's number of what a change speaks of, in every reading that is possible."""
    subjects = (claim.subject, *claim.others)
    return [(now, then) for each in subjects for now in _now(each, beside) for then in _before(each, beside)]


def _before(subject: ClauseClaim | None, beside: Beside) -> tuple[Decimal, ...]:
    if beside.before is None or subject is None or (subject.limits and not beside.speaks_of_itself(subject)):
        return ()
    side = beside.before.side(subject.measure)
    return side.values if side and not side.bound else ()


def _now(subject: ClauseClaim | None, beside: Beside) -> tuple[Decimal, ...]:
    if subject is None:
        return ()
    if subject.exact:
        return (subject.low,)
    side = beside.now.side(subject.measure)
    return side.values if side else ()


def _pairs_beside(claim: ClauseClaim, beside: Beside) -> Pairs:
    """增加20件，增长28%; 上年（25件）: the other number says what it grew from."""
    delta = beside.changes.get(("delta", id(claim.subject)))
    said = beside.changes.get(("previous", id(claim.subject)))
    now = _now(claim.subject, beside)
    if delta and delta.exact and len(now) == 1:
        then = now[0] - delta.low * (-1 if delta.down else 1)
        return [(now[0], then)] if then > 0 else []
    return [(now[0], said.low)] if said and said.exact and said.low and now else []
