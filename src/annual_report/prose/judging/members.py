"""Members of a column added up: 撤销1件、变更1件 are both 结果纠正, which cannot be less than their sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, cells_in, differs
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import CASES, Measure


def judge_members(beside: Beside) -> Iterator[ClaimVerdict]:
    """Yield what comes of the members of a column that stand beside each other."""
    groups: dict[tuple[str, int, int, Measure], list[ClauseClaim]] = defaultdict(list)
    for claim in beside.claims:
        if claim.kind == "count" and claim.measure and claim.measure.table == CASES and _stands_apart(claim):
            groups[claim.passage, claim.sentence, claim.segment, claim.measure].append(claim)
    for (*_, measure), members in groups.items():
        side = beside.now.side(measure)
        said = sum((member.low for member in members), Decimal(0))
        if side and side.bound and len(members) > 1 and said > side.most >= max(member.low for member in members):
            yield differs(members[-1], side.rule, said, *side.values, cells=cells_in(side))


def _stands_apart(claim: ClauseClaim) -> bool:
    """撤销2件，其中责令重作1件 are two, not three."""
    inside = claim.head is not None and claim.head.measure == claim.measure
    return not (claim.limits or claim.unknown or claim.readings or inside)
