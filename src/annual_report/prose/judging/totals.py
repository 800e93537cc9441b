"""Totals behind their parts: 予以公开10件、不予公开1件，合计12件 must be what was listed before it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, differs
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.state import MEMORY

# 共 and 累计 may be of anything; with these, what stands before is added up.
ADDING_UP = ("合计", "共计", "总计", "一共")


def judge_totals_behind(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of totals that none of the counts before them in the sentence add up to."""
    for claims in beside.near.values():
        for place, claim in enumerate(claims):
            if _only_adds_up(claim):
                yield from _total(claim, claims[max(0, place - MEMORY) : place], beside)


def _only_adds_up(claim: ClauseClaim) -> bool:
    """部门共计174项业务延伸至镇街 says what it counts itself, so it need not be of what stands before."""
    plain = claim.label.removeprefix("全年") in ADDING_UP
    return claim.totals and plain and claim.quote.endswith(claim.unit)


def _total(claim: ClauseClaim, before: Sequence[ClauseClaim], beside: Beside) -> Iterator[ClaimVerdict]:
    outside = {*map(id, before)}
    listed = [each for each in before if each.unit == claim.unit and id(each.head) not in outside]
    sums = [*itertools.accumulate((each.low for each in reversed(listed)), initial=Decimal(0))][2:]
    if len(listed) > 1 and _are_one_list(claim, listed) and claim.low not in sums:
        yield differs(claim, beside.now.rules.sum, sums[-1], claim.low)


def _are_one_list(claim: ClauseClaim, listed: Sequence[ClauseClaim]) -> bool:
    """Whether the counts are told apart in one way, all are exact, and none is said to be one of more."""
    exact = all(each.exact and not each.open_list and not each.totals for each in listed)
    alike = len({each.dimension for each in listed}) == 1 and len({each.depth for each in listed}) == 1
    stages = {each.stage for each in listed} - {"", "result"}
    return claim.exact and claim.head is None and exact and alike and len(stages) < 2
