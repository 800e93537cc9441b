"""The points that hold for a report: what the place of its agency asks of the reports of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from annual_report import paths
from annual_report.filing.report import Report
from annual_report.form.forms import load_forms
from annual_report.rules.profiles.profile_file import Notice, Point, Profile
from annual_report.rules.profiles.profile_mistakes import mistakes_in
from annual_report.toolkit_files import read_toolkit_file, refuse, state_of

# The view and the suite of what is asked of words.
LOCAL = "local"

RULE_ID = "L-{place}-{number:02d}"
OPEN = "{basis}；〔待核〕{open}"


@dataclass(frozen=True)
class LocalPoint:
    """A point of a notice under the name of its place; `id` is that of its rule."""

    place: str
    notice: Notice
    point: Point

    @property
    def id(self) -> str:
        return RULE_ID.format(place=self.place, number=self.point.number)

    @property
    def basis(self) -> str:
        open_question, basis = self.point.open, self.notice.basis
        return OPEN.format(basis=basis, open=open_question) if open_question else basis


def load_profile(place: str) -> Profile:
    """Read what a place asks. Raises RuleError that names what is wrong with its file by line."""
    file = paths.profiles().get(place, paths.places().expectations / f"profiles/{place}.yaml")
    return _profile(*state_of(file))


@lru_cache(maxsize=32)
def _profile(path: Path, *_: int) -> Profile:
    profile = read_toolkit_file(path, Profile)
    refuse(path, mistakes_in(profile, load_forms()))
    return profile


def notices_for(report: Report) -> list[Notice]:
    """Return the notices that are about a report; none where its agency chose no place."""
    place = report.agency.profile
    return [notice for notice in load_profile(place).notices if notice.is_for(report.year)] if place else []


def points_for(report: Report) -> tuple[LocalPoint, ...]:
    """Return every point that is asked of the reports of this place and year, whatever kind of agency reports."""
    place = report.agency.profile or ""
    return tuple(LocalPoint(place, notice, point) for notice in notices_for(report) for point in notice.points)


def judged_by_words(points: Sequence[LocalPoint]) -> list[LocalPoint]:
    """Return the points that have a rule of their own: those about what a section says."""
    return [each for each in points if each.point.section]


def concerns(point: Point, kind: str | None) -> bool:
    """Whether a point may be about agencies of a kind; of one that nobody named, it may."""
    return not point.kinds or kind is None or kind in point.kinds
