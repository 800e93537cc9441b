"""The folders of a district: which agencies, which years, and the folder of one report.

Light on purpose: what is there can be told before anything large is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.inputs import require_inside
from annual_report.wording import FULL_WIDTH, excerpt, join_words, nearest, on_one_line

if TYPE_CHECKING:
    from annual_report.filing.agency import Agency
    from annual_report.form.forms import Form

NO_PARAMS = "没有 {folder} 这个文件夹：请检查 PARAMS"
NO_AGENCY = "没有写单位：请写 AGENCY=单位代号（可用：{known}）"
UNSAFE_AGENCY = "AGENCY={slug} 不是单位代号：只能写 PARAMS 下的一个文件夹名，名称里不能有换行等看不见的字符"
UNUSABLE = "这个文件夹打不开：请检查权限；如果是链接，请检查它指向哪里"
MISNAMED_YEAR = "文件夹名「{name}」不是年份：请改成四位半角数字，如 2024"
UNKNOWN_AGENCY = "没有「{slug}」这个单位{suggestion}"
BAD_YEAR = "YEAR={year} 不是年份：请写四位数字，如 2024"
NO_FORM = "{year}年没有对应的官方格式：本工具支持 {years}"
# A later year is a slip of the keyboard: it is nobody's turn yet.
LAST_YEAR = 2099

YEAR = re.compile("[1-9][0-9]{3}")

# What was meant for a year, as people write it.
LIKE_A_YEAR = re.compile(r"[-+−－＋]?(\d+)([.．]\d+)?年?")

UNKNOWN_YEAR = "{slug} 没有 {year} 年的文件夹（已有：{known}）：请改年份，或用 new 命令新建"


def find_folder(agency: str, year: int, params: Path) -> tuple[Path, Form]:
    """Return the folder of a report and the form that governs its year.

    Raises InputError for an unknown agency or year, with a suggestion, and for a name or a link that leaves `params`.
    """
    agency_folder = find_agency(agency, params)
    if isinstance(year, bool) or not isinstance(year, int):
        raise InputError([Problem(BAD_YEAR.format(year=year), found=str(year))])
    form = require_form(year)
    folder = agency_folder / str(year)
    _require_usable(folder)
    if not folder.is_dir():
        years = join_words(map(str, years_of(agency_folder))) or "无"
        raise InputError([Problem(UNKNOWN_YEAR.format(slug=agency, year=year, known=years), found=str(year))])
    for each in (folder, agency_folder / str(year - 1)):
        require_inside(each, params)
    return folder, form


def require_form(year: int) -> Form:
    """Return the form that governs a report year. Raises InputError where there is none."""
    from annual_report.form.forms import form_of_year

    form = form_of_year(year) if year <= LAST_YEAR else None
    if form is None:
        raise InputError([Problem(NO_FORM.format(year=year, years=_supported_years()), found=str(year))])
    return form


def find_agency(agency: str, params: Path) -> Path:
    """Return the folder of an agency. Raises InputError as find_folder does."""
    if not params.is_dir():
        raise InputError([Problem(NO_PARAMS.format(folder=paths.shown_name(params)), found=str(params))])
    if not agency:
        raise InputError([Problem(NO_AGENCY.format(known=join_words(agencies_in(params)) or "无"))])
    require_plain_name(agency)
    _require_usable(params / agency)
    if not _is_agency(params / agency):
        words = UNKNOWN_AGENCY.format(slug=agency, suggestion=_suggestion(agency, params))
        raise InputError([Problem(words, found=agency)])
    require_inside(params / agency, params)
    return params / agency


def require_plain_name(agency: str) -> None:
    """Raise InputError for an agency that is no plain name of a folder."""
    if agency != Path(agency).name or agency.startswith(".") or "\\" in agency or not agency.isprintable():
        name = on_one_line(agency)
        raise InputError([Problem(UNSAFE_AGENCY.format(slug=name), found=name)])


def agencies_in(params: Path) -> list[str]:
    """Return the name of every agency's folder under `params`, sorted."""
    return sorted(each.name for each in _visible(params) if _is_agency(each))


def reports_in(params: Path, agency: str = "", year: int | None = None) -> list[tuple[str, int]]:
    """Return agency and year of every report under `params`, or of one agency or one year only."""
    agencies = [agency] if agency else agencies_in(params)
    years = ((each, number) for each in agencies for number in years_of(params / each))
    return [(each, number) for each, number in years if year in (None, number)]


def misnamed_in(params: Path, agency: str = "", year: int | None = None) -> list[tuple[str, int, str]]:
    """Return agency, year and name of every folder that is meant for a year, but not named like one (2024年)."""
    agencies = [agency] if agency else agencies_in(params)
    named = ((each, folder.name) for each in agencies for folder in _visible(params / each))
    meant = ((each, _meant_year(name), name) for each, name in named)
    return [(each, number, name) for each, number, name in meant if number is not None and year in (None, number)]


def unusable_in(params: Path) -> list[str]:
    """Return every name under `params` that nobody can look into: links that lead nowhere, folders of others."""
    return sorted(each.name for each in _visible(params) if _is_unusable(each))


def require_year_folder(name: str, folder: Path) -> None:
    """Raise InputError for a folder that is meant for a year and not named like one."""
    if name:
        raise InputError(
            [Problem(MISNAMED_YEAR.format(name=on_one_line(name)), file=paths.stored_name(folder), found=name)]
        )


def years_of(agency_folder: Path) -> list[int]:
    """Return the years that an agency has a folder for."""
    return sorted(int(each.name) for each in _visible(agency_folder) if YEAR.fullmatch(each.name))


def official_name(agency_folder: Path) -> str:
    """Return the official name of an agency, or nothing where its master data cannot be read."""
    master = _master_data(agency_folder)
    return master.name if master else ""


def chosen_profile(agency_folder: Path) -> str:
    """Return the place whose requirements an agency chose; nothing where it chose none, or cannot be read."""
    master = _master_data(agency_folder)
    return master.profile or "" if master else ""


def parent_of(agency_folder: Path) -> str:
    """Return the name of the agency above an agency; nothing where it names none, or cannot be read."""
    master = _master_data(agency_folder)
    return master.parent or "" if master else ""


def _master_data(agency_folder: Path) -> Agency | None:
    from annual_report.filing.agency import read_agency

    try:
        return read_agency(agency_folder / paths.AGENCY_FILE)
    except (InputError, OSError, ValueError):
        return None


def _visible(folder: Path) -> list[Path]:
    """Return the folders in a folder, and the links, which may lead nowhere; nothing where it cannot be opened."""
    return [*_folders_in(folder)] if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK) else []


def _folders_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and (path.is_dir() or path.is_symlink()):
            yield path


def _require_usable(folder: Path) -> None:
    if _is_unusable(folder):
        raise InputError([Problem(UNUSABLE, file=paths.stored_name(folder), found=folder.name)])


def _is_unusable(folder: Path) -> bool:
    """Whether a folder is there, or a link to one that is not, and cannot be opened."""
    try:
        is_open = os.access(folder, os.R_OK | os.X_OK)
        return (folder.is_symlink() and not folder.exists()) or (folder.is_dir() and not is_open)
    except OSError:  # no folder has such a name
        return False


def _meant_year(name: str) -> int | None:
    meant = LIKE_A_YEAR.fullmatch(name)
    return int(meant.group(1)) if meant and not YEAR.fullmatch(name) else None


def parse_year(text: str) -> int:
    """Read a year as typed; full-width digits are digits. Raises InputError for anything but four digits."""
    digits = text.translate(FULL_WIDTH).strip()
    if not YEAR.fullmatch(digits):
        raise InputError([Problem(BAD_YEAR.format(year=excerpt(text)), found=text)])
    return int(digits)


def _is_agency(folder: Path) -> bool:
    try:
        is_like_one = any(LIKE_A_YEAR.fullmatch(each.name) for each in _visible(folder))
        return is_like_one or (folder / paths.AGENCY_FILE).exists()
    except OSError:  # a name longer than any
        return False


def _supported_years() -> str:
    from annual_report.form.forms import load_forms

    return join_words(f"{form.first_year}–{form.last_year or LAST_YEAR}" for form in load_forms())


def _suggestion(agency: str, params: Path) -> str:
    known = agencies_in(params)
    near = nearest(agency, known)
    return f"；是不是 {near}（{official_name(params / near)}）？" if near else f"（可用：{join_words(known) or '无'}）"
