"""A form that came back, read: a workbook or the files of a page, whose report it is, and what stands in it."""

from __future__ import annotations

from pathlib import Path

from annual_report.errors import InputError, Problem
from annual_report.filing.folders import require_form
from annual_report.filing.imports.catalogue import LARGEST_FILE
from annual_report.filing.imports.filled.book import FilledBook, open_filled
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.saved_files import SavedFiles, open_saved, read_saved
from annual_report.filing.imports.filled.sheets_of_form import read_book

NO_YEAR = "填报表里的年份没有了：请写 YEAR=年份"
NO_AGENCY = "填报表里的单位没有了：请写 AGENCY=单位代号"
OTHER_YEAR = "这是 {found} 年的填报表，YEAR 写的是 {year}：请核对；要填 {year} 年的，请用 form 命令重新生成"
OTHER_AGENCY = "这是「{found}」的填报表，AGENCY 写的是「{agency}」：请核对"
OTHER_FORM = "这份填报表是 {found} 年格式，{year} 年要用 {form} 年格式：请用 form 命令重新生成，把数字填过去"

Filled = FilledBook | SavedFiles


def find_filled(path: Path) -> Filled | None:
    """Return the form that a file is; None for every other file. Raises Refused for a damaged one."""
    if not path.is_file() or path.stat().st_size > LARGEST_FILE:
        return None
    content = path.read_bytes()
    return open_filled(content) or open_saved(content)


def read_form(filled: Filled, agency: str, year: int | None) -> FilledForm:
    """Read a form for the agency and the year that were named, or those that it names itself.

    Raises InputError with every problem, each with its place: then nothing of it is to be used.
    """
    agency, year = _whose(filled, agency, year)
    form = require_form(year)
    if isinstance(filled, SavedFiles):
        return read_saved(filled, agency, year, form)
    if filled.sign and filled.sign.form != form.version:
        words = OTHER_FORM.format(found=filled.sign.form, year=year, form=form.version)
        raise InputError([Problem(words, found=filled.sign.form)])
    return read_book(filled, agency, year, form)


def _whose(filled: Filled, agency: str, year: int | None) -> tuple[str, int]:
    """Return whose report of which year a form is. Raises InputError where that is another than was named."""
    sign = filled if isinstance(filled, SavedFiles) else filled.sign
    own, when = (sign.agency, sign.year) if sign else ("", 0)
    problems = list[Problem]()
    if when and year and year != when:
        problems.append(Problem(OTHER_YEAR.format(found=when, year=year), found=str(year)))
    if own and agency and agency != own:
        problems.append(Problem(OTHER_AGENCY.format(found=own, agency=agency), found=agency))
    if not agency and not own:
        problems.append(Problem(NO_AGENCY))
    if not year and not when:
        problems.append(Problem(NO_YEAR))
    if problems:
        raise InputError(problems)
    return agency or own, year or when
