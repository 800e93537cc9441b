"""Whose report a title speaks of: the agencies of PARAMS by the names that they have, or once had."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.agency import Agency, bare_name, read_agency
from annual_report.wording import join_words

UNKNOWN = "看不出是哪个单位的年报：标题里的单位是「{found}」，{params} 里没有这个名称{unread}。{near}{do}"
NO_NAME = "看不出是哪个单位的年报：标题里没有单位名称。{do}"
SEVERAL = "看不出是哪个单位的年报：{those} 都有「{found}」这个名称。{do}"
ONE_BY_ONE = "请单独导入，写 AGENCY=单位代号"
NEAR = "名称相近的有 {those}；"
UNREAD = "（{files} 读不了，没有比对）"
AGENCY = "AGENCY={slug}（{name}）"

# So many agencies of a name that is nearly this one are named.
MOST_NEAR, NEAR_ENOUGH = 3, 0.6


class AgencyNames(NamedTuple):
    """The agencies of a folder by their slugs, and the files of master data that could not be read."""

    agencies: dict[str, Agency]
    unread: tuple[str, ...]
    params: Path

    def slug_of(self, name: str) -> str:
        """Return the slug of the one agency that has a name; a government may leave out what its name ends in.

        Raises InputError where there is none, with those of nearly this name, or where there are several.
        """
        if not bare_name(name):
            raise InputError([Problem(NO_NAME.format(do=ONE_BY_ONE))])
        found = self.slugs_with(name)
        if len(found) == 1:
            return found[0]
        words = SEVERAL.format(those=self._said(found), found=name, do=ONE_BY_ONE) if found else self._unknown(name)
        raise InputError([Problem(words, found=name)])

    def slugs_with(self, name: str) -> list[str]:
        """Return the slugs of all agencies that have a name, or once had it."""
        return [slug for slug, agency in self.agencies.items() if has_name(agency, name)]

    def _unknown(self, name: str) -> str:
        those = {each: slug for slug, agency in self.agencies.items() for each in _names_of(agency)}
        near = dict.fromkeys(
            those[each] for each in difflib.get_close_matches(bare_name(name), those, MOST_NEAR, NEAR_ENOUGH)
        )
        return UNKNOWN.format(
            found=name,
            params=paths.shown_name(self.params),
            unread=UNREAD.format(files=join_words(self.unread)) if self.unread else "",
            near=NEAR.format(those=self._said(near)) if near else "",
            do=ONE_BY_ONE,
        )

    def _said(self, slugs: list[str] | dict[str, None]) -> str:
        return join_words(AGENCY.format(slug=slug, name=self.agencies[slug].name) for slug in slugs)


def agency_names_in(params: Path) -> AgencyNames:
    """Read the master data of every agency; a file that cannot be read costs only itself."""
    found: dict[str, Agency] = {}
    unread = []
    for file in sorted(params.glob(f"*/{paths.AGENCY_FILE}")):
        try:
            found[file.parent.name] = read_agency(file)
        except (InputError, OSError):
            unread.append(paths.shown_name(file))
    return AgencyNames(found, tuple(unread), params)


def has_name(agency: Agency, name: str) -> bool:
    """Whether an agency has a name, or once had it; a government may leave out what its name ends in."""
    return bare_name(name) in _names_of(agency)


def _names_of(agency: Agency) -> set[str]:
    return {bare_name(each) for each in (agency.name, *agency.predecessors)}
