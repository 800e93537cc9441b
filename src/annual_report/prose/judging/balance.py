"""The balance inside the prose: what came in is what was closed and what goes on, where all four are said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from annual_report.prose.judging.beside import Beside
from annual_report.prose.judging.verdicts import ClaimVerdict, differs
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import APPLICATIONS

# The four sides of the balance, by the stages that tell them.
SIDES = {
    "new": "came",
    "received": "came",
    "carried_in": "carried_in",
    "closed": "closed",
    "carried_out": "carried_out",
}


def judge_balance(beside: Beside, agreed: Container[int]) -> Iterator[ClaimVerdict]:
    """Yield that a passage does not balance: 新收78件，上年结转3件，办结75件，结转下年度3件.

    `agreed` are the claims, by identity, that the tables agree with: where all four do, it is the tables that do not
    balance. A number that 收到 may say with the carried ones counted in balances either way.
    """
    for sides in _sides_by_passage(beside.claims).values():
        if set(sides) == set(SIDES.values()) and all(len(found) == 1 for found in sides.values()):
            four = {side: found[0] for side, found in sides.items()}
            if not all(id(each) in agreed for each in four.values()):
                yield from _balance(four, beside)


def _sides_by_passage(claims: Sequence[ClauseClaim]) -> Mapping[str, Mapping[str, list[ClauseClaim]]]:
    passages: dict[str, dict[str, list[ClauseClaim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if side := SIDES.get(claim.stage) if _is_of_all(claim) else None:
            passages[claim.passage][side].append(claim)
    return passages


def _is_of_all(claim: ClauseClaim) -> bool:
    """Whether a claim counts all applications of its stage, whoever made them, and is sure of it."""
    measure = claim.measure
    counts = claim.kind == "none" or (claim.kind == "count" and claim.exact)
    plain = measure is not None and measure.table == APPLICATIONS and not (measure.results or measure.applicant)
    return counts and plain and not claim.limits and claim.understood and not claim.unknown and not claim.rest


def _balance(four: Mapping[str, ClauseClaim], beside: Beside) -> Iterator[ClaimVerdict]:
    came, left = four["came"].low, four["closed"].low + four["carried_out"].low
    sums = came + four["carried_in"].low, came
    if left not in sums:
        yield differs(four["closed"], beside.now.rules.balance, left, sums[0])
