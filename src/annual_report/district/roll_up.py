"""Roll up the reports of the units of a government: read them, add them up, judge the sums, say whose figure is wrong.

What one unit did not report, or what of it cannot be read, costs that unit alone, and makes the roll-up incomplete: it
is named in every output, and the draft is not written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report import paths
from annual_report.district.roll_up_draft import DraftTable, write_draft
from annual_report.district.roll_up_gaps import explain_gaps
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import find_agency, require_form
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Ledger, Report
from annual_report.filing.roll_up.belonging import Belonging, units_of
from annual_report.filing.roll_up.members import Member, Members, members_in
from annual_report.filing.roll_up.sums import joint_mistakes
from annual_report.filing.roll_up.units import MISSING, RECEIVED, UNREADABLE, RollUp, UnitCount, UnitReport
from annual_report.form.forms import Form
from annual_report.rules.findings import Findings
from annual_report.rules.roll_up import judge_roll_up
from annual_report.steps.ingest import read_report

UNREADABLE_AGENCY = "{name} 的 agency.yaml 读不了，不知道它的下级单位"


@dataclass(frozen=True)
class RolledUp:
    """What came of a roll-up: its units and sums, the findings, what became of the draft, and what of the government's
    own report cannot be read."""

    roll_up: RollUp
    findings: Findings
    draft: tuple[DraftTable, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where it is complete and holds, 1 where units are missing or figures differ, 2 where the government's own
        report cannot be read, 3 where a rule broke."""
        if self.findings.summary["broken"]:
            return 3
        if self.problems:
            return 2
        is_settled = self.roll_up.is_complete and not self.findings.failed("critical")
        return 0 if is_settled and all(each.is_settled for each in self.draft) else 1


def roll_up(agency: str, year: int, params: Path, advance: Callable[[], None] = lambda: None) -> RolledUp:
    """Roll up the reports of the units of a government, and write the draft of its tables where there are none.

    Raises InputError where it is not known who belongs to it. `advance` is told of every unit that was read.
    """
    with paths.reading(params):
        found = gather(agency, year, params, advance)
        return judge(found, params, tuple(write_draft(found, params / agency)))


def judge(found: RollUp, params: Path, draft: tuple[DraftTable, ...] = ()) -> RolledUp:
    """Judge a roll-up beside what the government itself filed, and say whose figure is wrong; write nothing."""
    filed, problems = read_filed(found, params)
    whole = replace(found, filed=filed)
    return RolledUp(whole, explain_gaps(whole, judge_roll_up(whole)), draft, problems)


def gather(agency: str, year: int, params: Path, advance: Callable[[], None] = lambda: None) -> RollUp:
    """Read the reports of all units of a government. Raises InputError where it is not known who they are."""
    form = require_form(year)
    find_agency(agency, params)
    members = members_in(params)
    government = members.by_slug[agency]
    if government.agency is None:
        raise InputError(government.problems)
    units = units_of(government, members, year)
    read = [_read_unit(each, year, members, params, form, advance) for each in units.expected]
    excused = [_read_former(each, year, params, form) for each in units.excused]
    return RollUp(form, agency, government.agency, year, tuple(read), tuple(excused), units.is_listed)


def _read_unit(
    unit: Belonging, year: int, members: Members, params: Path, form: Form, advance: Callable[[], None]
) -> UnitReport:
    advance()
    below = _below(unit.member, year, members)
    if unit.member is None or (year not in unit.member.years and not unit.member.problems):
        before = _read_before(unit, year, params, form) if unit.member else None
        return UnitReport(unit, MISSING, below=below, before=before)
    try:
        report, problems, _ = read_report(unit.slug, year, params)
    except InputError as error:
        return UnitReport(unit, UNREADABLE, problems=error.problems, below=below)
    problems = (*problems, *joint_mistakes(report))
    state = UNREADABLE if problems else RECEIVED
    return UnitReport(unit, state, report, problems, below, report.previous)


def _read_former(unit: Belonging, year: int, params: Path, form: Form) -> UnitReport:
    """Return a unit that need not report this year, with what it reported last year."""
    return UnitReport(unit, MISSING, before=_read_before(unit, year, params, form))


def _read_before(unit: Belonging, year: int, params: Path, form: Form) -> Ledger | None:
    """Return the tables of last year; None where they are not there or cannot be read."""
    from annual_report.filing.read_tables import read_previous

    return Problems().catch(read_previous, params / unit.slug / str(year - 1), form, Problems())


def _below(member: Member | None, year: int, members: Members) -> UnitCount | None:
    """Return how many of the units of a unit reported, of how many; None where it has none."""
    if member is None or not members.has_units(member):
        return None
    units = units_of(member, members, year)
    there = [each for each in units.expected if each.member and year in each.member.years]
    return UnitCount(len(there), len(units.expected) if units.is_listed else None)


def read_filed(found: RollUp, params: Path) -> tuple[Report | None, tuple[Problem, ...]]:
    """Return what the government itself filed, and what of its tables cannot be read; None where there is nothing.

    Its prose, which may be being written still, stands in nobody's way.
    """
    folder = params / found.slug / str(found.year)
    if not any((folder / table.file).exists() for table in found.form.tables):
        return None, ()
    problems = Problems()
    read_ledger(folder, found.form, problems)
    report, _, _ = read_report(found.slug, found.year, params)
    return report, tuple(problems)
