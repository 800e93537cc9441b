"""By when a report is to be published: by what its agency says, by local notices, by law."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from annual_report.filing.agency import Agency, day_of
from annual_report.filing.report import Report
from annual_report.rules.profiles.points import notices_for
from annual_report.rules.profiles.profile_file import LocalDeadline


class Deadline(NamedTuple):
    """The last day, None where nobody can tell, and the local notice that sets it, empty where none does."""

    day: date | None
    notice: str = ""


def deadline_of(report: Report) -> Deadline:
    """Return the deadline: what agency.yaml says, else the earlier one of local notice and law.

    A local notice may set an earlier day than 《条例》 art. 49 and no later one.
    """
    agency, year = report.agency, report.year
    by_law = Deadline(agency.deadline(year))
    if agency.deadlines.publish:
        return by_law
    return min(_local(report), by_law, key=lambda each: each.day or date.max)


def _local(report: Report) -> Deadline:
    """Return what the first notice with a word for this agency sets."""
    for notice in notices_for(report):
        for each in notice.deadlines:
            if _is_for(each, report.agency):
                return Deadline(day_of(each.publish, report.year + 1), notice.basis)
    return Deadline(None)


def _is_for(deadline: LocalDeadline, agency: Agency) -> bool:
    of_kind = not deadline.kinds or agency.kind in deadline.kinds
    return of_kind and (not deadline.levels or agency.level in deadline.levels)
