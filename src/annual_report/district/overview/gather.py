"""Gather all that is known of the units of a government in one year, each at its own risk, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.snapshot import Snapshot
from annual_report.district import roll_up as rolling
from annual_report.district.overview.rows import unit_rows
from annual_report.district.overview.since import since_last
from annual_report.district.surveys.survey import Prepared
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.filing.folders import chosen_profile, find_agency, misnamed_in
from annual_report.filing.inputs import filing_of
from annual_report.filing.roll_up.belonging import units_of
from annual_report.filing.roll_up.members import Member, members_in
from annual_report.filing.roll_up.units import RollUp
from annual_report.review.check_list import check_list_of
from annual_report.review.roll_up_workbook import say_causes
from annual_report.rules.findings import Findings

BROKEN, A_PERSON = 3, 1
Check = Callable[[Sequence[Request]], Iterable[Outcome]]


def find_government(parent: str, params: Path) -> str:
    """Return the code of a government, by its code or full name. Raises InputError where there is none of it."""
    with paths.reading(params):
        found = members_in(params).called(parent.strip())
    return found.slug if found else find_agency(parent.strip(), params).name


def place_of(government: str, year: int, out: Path) -> Path:
    """Return the folder of a look at the units of a government."""
    return out / government / f"district-{year}"


def gather(government: str, year: int, run: Run, check: Check) -> Prepared:
    """Check and roll up the reports of all units of a government, and write nothing beside what `check` writes.

    Raises InputError where it is not known who belongs to it; what is wrong with one unit costs that unit alone.
    """
    params = run.params
    with paths.reading(params):
        requests = _requests(government, year, run)
    own = Request(government, year, run)
    copies = [Snapshot(each, filing_of(each.folder), chosen_profile(each.folder.parent)) for each in [*requests, own]]
    outcomes = [*check(requests)] if requests else []
    with paths.reading(params):
        rolled = rolling.judge(rolling.gather(government, year, params), params)
        found, findings = rolled.roll_up, rolled.findings
        units = unit_rows(found, outcomes, params)
        shown = {**_about(found), "units": units, **_roll_up(findings), "problems": [*map(str, rolled.problems)]}
    shown["since"] = since_last(units, place_of(government, year, run.out), run.out, year)
    codes = [each.exit_code for each in outcomes]
    code = BROKEN if BROKEN in codes or rolled.exit_code == BROKEN else A_PERSON
    is_well = found.is_complete and not any(codes) and not rolled.problems and not findings.failed("critical")
    exit_code = 0 if is_well and code != BROKEN else code
    judged = Outcome(own, found.agency.name, exit_code, findings=findings, report=found.filed)
    return Prepared(shown, judged, tuple(copies), exit_code)


def _requests(government: str, year: int, run: Run) -> list[Request]:
    """Return the reports of the units of a government, and the folders of theirs that are not named like a year."""
    members = members_in(run.params)
    own = members.by_slug[find_agency(government, run.params).name]
    if own.agency is None:
        raise InputError(own.problems)
    known = [each.member for each in units_of(own, members, year).expected if each.member]
    return [request for each in known for request in _of_unit(each, year, run)]


def _of_unit(unit: Member, year: int, run: Run) -> list[Request]:
    misnamed = [Request(unit.slug, year, run, name) for *_, name in misnamed_in(run.params, unit.slug, year)]
    return [Request(unit.slug, year, run)] if year in unit.years else misnamed[:1]


def _about(found: RollUp) -> dict[str, Any]:
    received = found.received
    return {
        "agency": found.slug,
        "name": found.agency.name,
        "year": found.year,
        "received": received.received,
        "expected": received.expected,
        "complete": found.is_complete,
        "absent": [each.name for each in found.absent],
        "below": [[each.name, str(each.below)] for each in found.units if each.below and not each.below.is_complete],
        "excused": [each.name for each in found.excused],
    }


def _roll_up(findings: Findings) -> dict[str, Any]:
    """Return what `make rollup` finds: what does not hold, whose it may be, and what could not be judged."""
    check_list = check_list_of(findings)
    rows = [
        {
            "rule": task.leading.rule,
            "severity": task.severity,
            "message": "；".join(each.message for each in (task.leading, *task.alike, *task.following)),
            "causes": say_causes(task),
        }
        for task in check_list.tasks
    ]
    broken = [
        {"rule": each.rule, "severity": "critical", "message": each.message, "causes": []} for each in check_list.broken
    ]
    waiting = {rule: [*dict.fromkeys(messages)] for rule, messages in check_list.waiting.items()}
    return {"roll_up": [*broken, *rows], "waiting": waiting}
