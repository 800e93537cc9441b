"""What is known of one unit, as plain data: filed or not, what is wrong, signed off or not, its days, its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from annual_report.build.outcomes import Outcome
from annual_report.build.outputs.table import CHECK_PAGE
from annual_report.district.check_files import row_of
from annual_report.district.overview.measures import RankedMeasure, measures
from annual_report.errors import InputError
from annual_report.filing.agency import Agency, day_of
from annual_report.filing.figures import Number
from annual_report.filing.report import Ledger
from annual_report.filing.roll_up.sums import add
from annual_report.filing.roll_up.units import RollUp, UnitReport
from annual_report.filing.sign_offs import sign_off_state
from annual_report.form.forms import Form
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.profiles.deadlines import deadline_of
from annual_report.wording import as_stored

UNREADABLE_REVIEW = "review.yaml 读不了"


def unit_rows(roll_up: RollUp, outcomes: Iterable[Outcome], params: Path) -> list[dict[str, Any]]:
    """Return the row of every unit that must report, in the order of the government's list."""
    by_slug = {each.request.agency: each for each in outcomes}
    known = measures()
    return [_row(unit, by_slug.get(unit.slug), roll_up, params, known) for unit in roll_up.units]


def _row(
    unit: UnitReport, outcome: Outcome | None, roll_up: RollUp, params: Path, known: Mapping[str, RankedMeasure]
) -> dict[str, Any]:
    return {
        "agency": unit.slug,
        "name": unit.name,
        "kind": (unit.agency.kind if unit.agency else None) or "",
        "state": unit.state,
        "below": str(unit.below) if unit.below else "",
        **_judged(unit, outcome),
        "sign_off": _sign_off(params / unit.slug / str(roll_up.year)),
        **_days(unit, roll_up.year),
        "figures": {code: _measured(each, unit.ledger, roll_up.form) for code, each in known.items()},
    }


def _judged(unit: UnitReport, outcome: Outcome | None) -> dict[str, Any]:
    """Return how the check of a unit ended, how many problems, the first in words, and where its list lies."""
    if outcome is None:
        nothing = dict.fromkeys(("problems", *SEVERITIES), 0)
        return {"status": "", **nothing, "message": "；".join(map(str, unit.problems)), "list": ""}
    row = row_of(outcome)
    request = outcome.request
    page = f"{request.agency}/{request.misnamed or request.year}/{CHECK_PAGE}"
    known = {name: row[name] for name in ("status", "problems", *SEVERITIES)}
    return {**known, "message": row.get("message", ""), "list": page if outcome.has_something_to_say else ""}


def _sign_off(folder: Path) -> str:
    """Say how a report was signed off; nothing where there is none to look at."""
    if not folder.is_dir():
        return ""
    try:
        return sign_off_state(folder).words
    except InputError:
        return UNREADABLE_REVIEW


def _days(unit: UnitReport, year: int) -> dict[str, Any]:
    """Return by when a unit must hand its report in and publish it, when it did, and by how many days it was late."""
    agency = unit.agency or Agency(name=unit.name)
    due = deadline_of(unit.report).day if unit.report else agency.deadline(year)
    published = agency.published.get(year)
    return {
        "submit": _day(day_of(agency.deadlines.submit, year + 1) if agency.deadlines.submit else None),
        "due": _day(due),
        "published": _day(published),
        "days_late": (published - due).days if published and due else None,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _measured(measure: RankedMeasure, ledger: Ledger | None, form: Form) -> Any:
    """Return a measure of a unit as it is stored: a count, or the two counts that a rate is made of."""
    part = _sum(measure.part, ledger, form)
    return [as_stored(part), as_stored(_sum(measure.whole, ledger, form))] if measure.whole else as_stored(part)


def _sum(figures: Sequence[str], ledger: Ledger | None, form: Form) -> Number | None:
    """Return the sum of some figures; None where one is missing, or is none of this form."""
    addresses = [address for each in figures for address in form.addresses(*each.split("."))]
    values = [ledger.values.get(address) if ledger else None for address in addresses]
    known = [value for value in values if value is not None]
    return add(known) if known and len(known) == len(values) else None
