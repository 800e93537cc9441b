"""What comes of holding a claim against the tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from annual_report.prose.judging.figures import MeasureSide, TableSum
from annual_report.prose.reading.claim import ClauseClaim


class Agreement(StrEnum):
    """Whether prose and tables agree; UNCLEAR where nobody can tell."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class ClaimVerdict:
    """A claim beside the tables: both figures, the cells, and the words that were not understood.

    `said` is what the prose comes to (the sum of parts, the printed number), `values` all that would agree, `sums` the
    cells that these are of; of a change or a share, the two numbers that it is computed from. A verdict is `certain`
    where the clause itself names act and object; one that rests on what clauses before said is not. `cut_off`: a share
    agrees only because digits were cut off. `missing` are the blank cells without which nobody can tell.
    """

    claim: ClauseClaim
    agreement: Agreement
    rule: str
    said: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    cells: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    certain: bool = True
    sums: tuple[TableSum, ...] = ()
    cut_off: bool = False
    missing: tuple[str, ...] = ()


def agrees(claim: ClauseClaim, side: MeasureSide) -> ClaimVerdict:
    """Return that a claim says what the tables say: the cells are those that say just the same, where some do."""
    same = next((each.cells for each in side.sums if claim.low <= each.value <= claim.high), cells_in(side))
    return ClaimVerdict(claim, Agreement.AGREES, side.rule, claim.low, side.values, same, sums=side.sums)


def differs(
    claim: ClauseClaim, rule: str, said: Decimal | None, *values: Decimal, cells: tuple[str, ...] = ()
) -> ClaimVerdict:
    """Return that a claim says something else."""
    return ClaimVerdict(claim, Agreement.DIFFERS, rule, said, values, cells, (), is_certain(claim))


def differs_from(claim: ClauseClaim, side: MeasureSide, rule: str = "") -> ClaimVerdict:
    """Return that a claim says something else than the tables."""
    return replace(differs(claim, rule or side.rule, claim.low, *side.values, cells=cells_in(side)), sums=side.sums)


def is_certain(claim: ClauseClaim) -> bool:
    """Whether a clause itself says what it is about; none and all of something do where every word is known."""
    return claim.explicit or (claim.kind in ("none", "all") and not claim.unknown)


def unclear(claim: ClauseClaim, rule: str, said: Decimal | None = None) -> ClaimVerdict:
    """Return that nobody can tell, and which words of the clause were not understood."""
    return ClaimVerdict(claim, Agreement.UNCLEAR, rule, said, unknown=claim.unknown)


def cells_in(side: MeasureSide) -> tuple[str, ...]:
    """Return every cell of a side once."""
    return tuple(dict.fromkeys(cell for each in side.sums for cell in each.cells))


def beside_blanks(claim: ClauseClaim, side: MeasureSide, rule: str) -> ClaimVerdict:
    """Return what can be told where cells are blank: a claim differs where it is less than the least that is known."""
    if not side.bound and claim.understood and not claim.unknown and claim.high < min(side.values):
        return differs_from(claim, side, rule)
    return ClaimVerdict(claim, Agreement.UNCLEAR, rule, claim.low, missing=side.missing)
