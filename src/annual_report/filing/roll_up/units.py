"""A roll-up: a government, its units, and what each of them filed for one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from annual_report.errors import Problem
from annual_report.filing.agency import Agency, bare_name
from annual_report.filing.report import Ledger, Report
from annual_report.filing.roll_up.belonging import Belonging
from annual_report.form.forms import Form
from annual_report.memo import Once

RECEIVED, MISSING, UNREADABLE = "received", "missing", "unreadable"
STATES = {RECEIVED: "已收", MISSING: "未报", UNREADABLE: "读不了"}

OFFICE = "政府办公室"


class UnitCount(NamedTuple):
    """How many reports were received, of how many; None where nobody lists who must report."""

    received: int
    expected: int | None

    @property
    def is_complete(self) -> bool:
        return self.received == self.expected

    def __str__(self) -> str:
        return f"{self.received}/{'?' if self.expected is None else self.expected}"


@dataclass(frozen=True)
class UnitReport:
    """One unit and its report, as far as there is one; `problems` say why it cannot be read.

    `below` says how many of its own units reported, None where it has none. `before` is last year's ledger.
    """

    belonging: Belonging
    state: str
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    below: UnitCount | None = None
    before: Ledger | None = None

    @property
    def name(self) -> str:
        return self.belonging.name

    @property
    def slug(self) -> str:
        return self.belonging.slug

    @property
    def agency(self) -> Agency | None:
        return self.belonging.member.agency if self.belonging.member else None

    @property
    def ledger(self) -> Ledger | None:
        """What it filed, where that was received and can be read."""
        return self.report.ledger if self.report and self.state == RECEIVED else None


@dataclass(frozen=True)
class RollUp(Once):
    """A government and its units in one year.

    `filed` is its own report, None where there is none yet. `excused` are units that need not report this year, but may
    have done so last year.
    """

    form: Form
    slug: str
    agency: Agency
    year: int
    units: tuple[UnitReport, ...]
    excused: tuple[UnitReport, ...] = ()
    is_listed: bool = True
    filed: Report | None = None

    @cached_property
    def received(self) -> UnitCount:
        """How many units reported, of how many."""
        return UnitCount(
            sum(each.ledger is not None for each in self.units), len(self.units) if self.is_listed else None
        )

    @property
    def is_complete(self) -> bool:
        """Whether every unit reported, and every government below is complete itself."""
        return self.received.is_complete and all(each.below is None or each.below.is_complete for each in self.units)

    @property
    def absent(self) -> list[UnitReport]:
        """The units of which nothing can be added up."""
        return [each for each in self.units if each.ledger is None]

    @cached_property
    def all_by_name(self) -> Mapping[str, UnitReport]:
        """Every unit of this year and of the last one, by its name as names are compared."""
        return {bare_name(each.name): each for each in (*self.excused, *self.units)}

    def predecessors_of(self, unit: UnitReport) -> list[str]:
        """Return the names of the units that were merged into one and report no more, so that it answers for them."""
        named = unit.agency.predecessors if unit.agency else []
        return [name for name in named if not self._reports_still(name)]

    def is_followed(self, unit: UnitReport) -> bool:
        """Whether a unit was merged into another one."""
        named = (name for each in self.units if each.agency for name in each.agency.predecessors)
        return bare_name(unit.name) in {bare_name(name) for name in named}

    def former(self, name: str) -> UnitReport | None:
        """Return the unit of a name, of this year or of the last one."""
        return self.all_by_name.get(bare_name(name))

    def _reports_still(self, name: str) -> bool:
        found = self.former(name)
        return found is not None and found.ledger is not None
