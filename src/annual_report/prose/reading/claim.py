"""The claim that comes of a clause, and the list of parts that it may stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from annual_report.prose.reading.measures import APPLICATIONS, CARRIED, CASES, NOTHING, Measure
from annual_report.prose.reading.quantities import Quantity


@dataclass(eq=False)
class ClauseClaim:
    """One thing that a clause says: of what, how many, of which whole, in which scope.

    kind       count · previous (a count of the year before) · delta · growth · times · same · share · rate · rate_of
               · none · all · fee · no_fee · percent (a percentage of whatever it may be)
    start, end where its clause stands in the folded text; number: where its number does, None where it has none
    label      the words before its number
    scope      why it is less than the total of the year; empty for the total
    years_off  the year it is of, from the year of the report
    head       the whole that it is a part of; subject: the count that a change or a share speaks of,
               others: the counts that it may speak of as well
    wholes     the counts that its list may be of as well; readings: what it may count as well
    named      whether the clause itself names its topic
    unknown    the words of the clause that nobody knows; where they could narrow the number, it is not understood
    about_us   whether the clause itself says that it is about public information
    of_others  whether it is of a unit that is not the office itself; names_unit: whether the clause itself names one,
               names_year: whether it names its year
    issued     whether it counts what the office issued; reviewed: what it only looked through
    explicit   whether the clause itself names act and object; what is inherited from clauses before is less certain
    """

    kind: str
    passage: str
    sentence: int
    quote: str
    start: int = 0
    end: int = 0
    label: str = ""
    number: tuple[int, int] | None = None
    quantity: Quantity | None = None
    measure: Measure | None = NOTHING
    scope: tuple[str, ...] = ()
    years_off: int = 0
    topic: str = ""
    head: ClauseClaim | None = None
    subject: ClauseClaim | None = None
    others: tuple[ClauseClaim, ...] = ()
    wholes: tuple[ClauseClaim, ...] = ()
    readings: tuple[Measure, ...] = ()
    named: bool = False
    dimension: str = ""
    listed: int = 0
    open_list: bool = False
    totals: bool = False
    withdrawn: bool = False
    among: bool = False
    rest: bool = False
    within: bool = False
    understood: bool = True
    unknown: tuple[str, ...] = ()
    explicit: bool = False
    loose: bool = False
    issued: bool = False
    reviewed: bool = False
    names_unit: bool = False
    names_year: bool = False
    of_others: bool = False
    about_us: bool = False
    depth: int = 0
    segment: int = 0
    down: bool = False
    topics: tuple[str, ...] = ()
    parts: list[ClauseClaim] = field(default_factory=list)

    @property
    def low(self) -> Decimal:
        """The least that the number says."""
        return self.quantity.low if self.quantity else Decimal(0)

    @property
    def high(self) -> Decimal:
        """The most that the number says."""
        return self.quantity.high if self.quantity else Decimal(0)

    @property
    def exact(self) -> bool:
        """Whether the number is no interval."""
        return self.quantity is not None and self.quantity.low == self.quantity.high

    @property
    def unit(self) -> str:
        """The measure word."""
        return self.quantity.unit if self.quantity else ""

    @property
    def stage(self) -> str:
        """The stage of an application that it counts; empty for all else."""
        return self.measure.stage if self.measure and self.measure.table == APPLICATIONS else ""

    @property
    def is_all_cases(self) -> bool:
        """Whether it counts all reviews or suits, however they ended."""
        return bool(self.measure and self.measure.table == CASES and self.measure.stage == "total")

    @property
    def is_of_last_year(self) -> bool:
        """Whether it counts what was in the year before the report's."""
        return self.kind == "previous" or self.years_off == -1

    @property
    def limits(self) -> tuple[str, ...]:
        """The scope, with the year where it is another one."""
        return ("year", *self.scope) if self.years_off else self.scope


@dataclass(eq=False)
class PartsList:
    """A whole and the parts that have been listed after it so far.

    `others` are the counts that may be the whole as well. `parallel` lists have numbers of their own under each part:
    区政府办受理48件，办结47件；各镇街受理108件，办结105件.
    """

    head: ClauseClaim
    number: int
    others: tuple[ClauseClaim, ...] = ()
    depth: int = 0
    parts: list[ClauseClaim] = field(default_factory=list)
    parallel: bool = False
    said: Decimal = Decimal(0)
    dimensions: set[str] = field(default_factory=set)

    def add(self, claim: ClauseClaim) -> None:
        """Take in one more part."""
        self.parts.append(claim)
        self.said += claim.low
        self.dimensions.add(claim.dimension)

    @property
    def full(self) -> bool:
        """Whether the parts add up to the whole."""
        return len(self.parts) > 1 and self.head.exact and self.said == self.head.low

    def completed_by(self, claim: ClauseClaim) -> bool:
        """Whether a claim is just what is missing, and nothing that is carried over."""
        missing = self.head.low - self.said
        open_yet = bool(self.parts) and not self.full and claim.stage not in CARRIED
        return open_yet and self.head.topic == claim.topic and claim.low == missing

    def overflows_with(self, claim: ClauseClaim) -> bool:
        """Whether the parts would be more than the whole."""
        return bool(self.parts) and self.said + claim.low > self.head.high
