"""The agencies under PARAMS by their names and codes: whom somebody means who wrote a parent or a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.agency import Agency, bare_name, read_agency
from annual_report.filing.folders import agencies_in, years_of

SAME_NAME = "「{name}」是 {folders} 几个文件夹的单位全称，分不清是哪一个：请改正其中的 agency.yaml"


@dataclass(frozen=True)
class Member:
    """One folder under PARAMS: its master data, or None and why they cannot be read."""

    slug: str
    folder: Path
    agency: Agency | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return self.agency.name if self.agency else self.slug

    @cached_property
    def years(self) -> frozenset[int]:
        """The years it has a folder for."""
        return frozenset(years_of(self.folder))

    @property
    def file(self) -> str:
        """The name of its master data, as problems are told of."""
        return paths.stored_name(self.folder / paths.AGENCY_FILE)


class Members:
    """All agencies under PARAMS."""

    def __init__(self, members: list[Member]) -> None:
        self.by_slug = {each.slug: each for each in members}
        self._by_name: dict[str, list[Member]] = {}
        for each in members:
            if each.agency:
                self._by_name.setdefault(bare_name(each.agency.name), []).append(each)

    def __iter__(self) -> Iterator[Member]:
        return iter(self.by_slug.values())

    @property
    def names(self) -> list[str]:
        return [each.agency.name for each in self if each.agency]

    @cached_property
    def claiming(self) -> dict[str, list[Member]]:
        """Who names whom as the parent, by the name as names are compared."""
        found: dict[str, list[Member]] = {}
        for each in self:
            if each.agency and each.agency.parent:
                found.setdefault(bare_name(each.agency.parent), []).append(each)
        return found

    @cached_property
    def listing(self) -> dict[str, list[Member]]:
        """Who lists whom as a unit, by what is written there."""
        found: dict[str, list[Member]] = {}
        for each in self:
            for name in each.agency.units if each.agency else ():
                found.setdefault(name, []).append(each)
        return found

    def has_units(self, government: Member) -> bool:
        """Whether somebody lists units, or is named as a parent."""
        agency = government.agency
        return bool(agency and (agency.units or bare_name(agency.name) in self.claiming))

    def named(self, name: str) -> Member | None:
        """Return the one of a full name, which may leave 人民政府 out. Raises InputError where two have it."""
        found = self._by_name.get(bare_name(name), [])
        if len(found) > 1:
            folders = "、".join(each.slug for each in found)
            raise InputError([Problem(SAME_NAME.format(name=name, folders=folders), found[0].file, found=name)])
        return found[0] if found else None

    def called(self, name: str) -> Member | None:
        """Return the one of a full name, or else of a code."""
        return self.named(name) or self.by_slug.get(name)


def members_in(params: Path) -> Members:
    """Read the master data of every agency; what cannot be read stands in the way of its own agency only."""
    return Members([_member(params / slug) for slug in agencies_in(params)])


def _member(folder: Path) -> Member:
    try:
        return Member(folder.name, folder, read_agency(folder / paths.AGENCY_FILE))
    except InputError as error:
        return Member(folder.name, folder, None, error.problems)
