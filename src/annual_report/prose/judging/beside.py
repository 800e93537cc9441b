"""What stands beside a claim: the indexes that judging looks things up in, made in one pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from annual_report.prose.judging.figures import FormFigures
from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.fitting import same_measure
from annual_report.prose.reading.measures import Measure


@dataclass(frozen=True, eq=False)
class Beside:
    """All claims of a report with the figures of this year and of the year before."""

    claims: Sequence[ClauseClaim]
    now: FormFigures
    before: FormFigures | None
    near: dict[tuple[str, int], list[ClauseClaim]] = field(default_factory=lambda: defaultdict(list))
    said: Counter[Measure] = field(default_factory=Counter)
    stages: dict[str, list[ClauseClaim]] = field(default_factory=lambda: defaultdict(list))
    apart: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    withdrawn: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    changes: dict[tuple[str, int], ClauseClaim] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.claims:
            if claim.kind in ("delta", "previous") and claim.subject is not None:
                self.changes.setdefault((claim.kind, id(claim.subject)), claim)
            if claim.kind == "count":
                self._take_in(claim)

    def _take_in(self, claim: ClauseClaim) -> None:
        self.near[claim.passage, claim.sentence].append(claim)
        if claim.measure:
            self.said[claim.measure] += 1
        if claim.withdrawn:
            self.withdrawn[claim.passage] += claim.low
        if claim.measure and len(claim.measure.results) == 1:
            self.apart[claim.passage, claim.measure.results[0]] += claim.low
        if not claim.limits and claim.stage in ("carried_in", "new"):
            self.stages[claim.passage].append(claim)

    @cached_property
    def carried_were_closed(self) -> bool:
        """结转的3件均已办结: they are counted apart."""
        return any(each.dimension == "carried_closed" for each in self.claims if each.kind == "all")

    @cached_property
    def totals_said(self) -> set[Measure]:
        """The measures of which the prose gives the total of the year."""
        counts = (each for each in self.claims if each.kind == "count" and not each.limits)
        return {each.measure for each in counts if each.measure}

    def speaks_of_itself(self, claim: ClauseClaim) -> bool:
        """市政府办公室收到申请20件: the office that reports, where nothing else is said of the whole."""
        if claim.limits != ("unit",) or claim.of_others or not claim.measure:
            return False
        if claim.head is not None:
            return not claim.names_unit and self.speaks_of_itself(claim.head)
        own, parts = claim.measure, Counter(part.measure for part in claim.parts if part.measure)
        again = (measure for measure, times in self.said.items() if times > parts[measure] + (measure == own))
        came = (measure for measure in again if own.stage == "closed" or measure.stage != "closed")
        return not any(same_measure(measure, own) for measure in came)

    def carried_apart(self, claim: ClauseClaim) -> bool:
        """收到20件，上年结转2件: said apart, so the first does not include the second."""
        beside = self.stages[claim.passage]
        carried = [each for each in beside if each.stage == "carried_in"]
        return bool(carried) and not any(each.among for each in carried) and len(carried) == len(beside)
