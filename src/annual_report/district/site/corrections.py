"""What was corrected in a report since it was published, out of git; what was drafted before is nobody's business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from annual_report.build.history import history_of
from annual_report.desk.editions.history import Revised
from annual_report.desk.editions.revisions import days_of_changes
from annual_report.errors import InputError
from annual_report.review.site.site_report import PublishedCorrection, SiteReport

# By agency and year: the commits that changed a report, the newest first, and their days.
Changes = Mapping[tuple[str, int], Sequence[tuple[str, str]]]


def changes_in(params: Path) -> Changes:
    """Return every commit that changed a report; nothing where there is no git."""
    with suppress(InputError):
        return days_of_changes(params)
    return {}


def newest_change(report: SiteReport, changes: Changes) -> str:
    """Return the last commit that changed a report since it was published; nothing where there is none."""
    commits = changes.get((report.agency, report.year), ())
    return next((commit for commit, day in commits if _is_later(day, report)), "")


def corrections_of(report: SiteReport, params: Path) -> list[Revised]:
    """Return what was corrected in a report since it was published, the oldest first."""
    history = history_of(report.agency, report.year, params)
    later = (each for each in history if _is_later(each.revision.day, report))
    return [each for each in later if each.comparison and each.comparison.disagreements]


def told(corrections: Sequence[Revised]) -> list[PublishedCorrection]:
    """Return in short what was corrected."""
    return [
        PublishedCorrection(
            each.revision.commit,
            each.revision.day,
            each.revision.subject,
            len(each.comparison.disagreements) if each.comparison else 0,
        )
        for each in corrections
    ]


def _is_later(day: str, report: SiteReport) -> bool:
    return report.published is not None and day > report.published.isoformat()
