"""A workbook to fill in, read: whose report it is, and what stands in it. Whatever is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import require_form
from annual_report.filing.imports.filled.book import FilledBook, FilledSheet
from annual_report.filing.imports.filled.figures import Fields, read_figures_sheet
from annual_report.filing.imports.filled.labels import TableLabels
from annual_report.filing.imports.filled.prose import read_prose_sheet
from annual_report.filing.imports.filled.table import FilledFigure, read_table
from annual_report.filing.problems import Problems
from annual_report.filing.workbook_signs import FIGURES_SHEET, PROSE_SHEET, table_sheets
from annual_report.form.forms import Form
from annual_report.wording import fold

NO_YEAR = "填报表里的年份没有了：请写 YEAR=年份"
NO_AGENCY = "填报表里的单位没有了：请写 AGENCY=单位代号"
OTHER_YEAR = "这是 {found} 年的填报表，YEAR 写的是 {year}：请核对；要填 {year} 年的，请用 form 命令重新生成"
OTHER_AGENCY = "这是「{found}」的填报表，AGENCY 写的是「{agency}」：请核对"
OTHER_FORM = "这份填报表是 {found} 年格式，{year} 年要用 {form} 年格式：请用 form 命令重新生成，把数字填过去"
NO_SHEET = "没有「{sheet}」这张表：请恢复，或用 form 命令重新生成一份"
RENAMED = "「{sheet}」改名为「{found}」，按标签认出"
HIDDEN = "「{sheet}」有隐藏的行、列，或整张隐藏：照样读了"
AS_TEXT = "{sheet}有 {count} 格数字以文本存放（如 {place}），已按数字读入"
NO_PART = "没有「{sheet}」这张表：{file} 保持原样"
FILES = {FIGURES_SHEET: paths.FIGURES_FILE, PROSE_SHEET: paths.NARRATIVE_FILE}

# The least share of its labels by which a sheet of another name is known.
ENOUGH = 0.5

Part = TypeVar("Part")


@dataclass(frozen=True)
class FilledForm:
    """What stands in a workbook. `quotations` and `prose` are None where the workbook has no sheet of them."""

    form: Form
    agency: str
    year: int
    figures: Mapping[str, FilledFigure]
    quotations: Sequence[Fields] | None
    prose: Mapping[str, str] | None
    remarks: tuple[str, ...] = ()


def read_form(book: FilledBook, agency: str, year: int | None) -> FilledForm:
    """Read a workbook for the agency and the year that were named, or those that it names itself.

    Raises InputError with every problem, each with its cell: then nothing of it is to be used.
    """
    agency, year = _whose(book, agency, year)
    form = require_form(year)
    if book.sign and book.sign.form != form.version:
        words = OTHER_FORM.format(found=book.sign.form, year=year, form=form.version)
        raise InputError([Problem(words, found=book.sign.form)])
    problems, remarks = Problems(), list[str]()
    figures: dict[str, FilledFigure] = {}
    for table in form.tables:
        sheet = _sheet_of(book, table_sheets(form)[table.code], TableLabels(table).shown, remarks)
        if sheet is None:
            problems.append(Problem(NO_SHEET.format(sheet=table_sheets(form)[table.code])))
        else:
            figures |= read_table(sheet, table, form, problems)
    quotations = _part(book, FIGURES_SHEET, remarks, lambda sheet: read_figures_sheet(sheet, problems))
    prose = _part(book, PROSE_SHEET, remarks, lambda sheet: read_prose_sheet(sheet, form, problems))
    problems.raise_any()
    remarks += _typed_as_text(figures)
    return FilledForm(form, agency, year, figures, quotations, prose, tuple(remarks))


def _whose(book: FilledBook, agency: str, year: int | None) -> tuple[str, int]:
    """Return whose report of which year a workbook is. Raises InputError where that is another than was named."""
    sign, problems = book.sign, list[Problem]()
    if sign and year and year != sign.year:
        problems.append(Problem(OTHER_YEAR.format(found=sign.year, year=year), found=str(year)))
    if sign and agency and agency != sign.agency:
        problems.append(Problem(OTHER_AGENCY.format(found=sign.agency, agency=agency), found=agency))
    whose, when = agency or (sign.agency if sign else ""), year or (sign.year if sign else 0)
    if not whose:
        problems.append(Problem(NO_AGENCY))
    if not when:
        problems.append(Problem(NO_YEAR))
    if problems:
        raise InputError(problems)
    return whose, when


def _part(book: FilledBook, name: str, remarks: list[str], read: Callable[[FilledSheet], Part]) -> Part | None:
    """Return what a sheet of prose or its numbers holds; None where there is no such sheet: then the file stays."""
    sheet = next((each for each in book.sheets if fold(each.name) == fold(name)), None)
    if sheet is None:
        remarks.append(NO_PART.format(sheet=name, file=FILES[name]))
        return None
    return read(_seen(sheet, remarks))


def _sheet_of(book: FilledBook, name: str, labels: Iterable[str], remarks: list[str]) -> FilledSheet | None:
    """Return the sheet of a table, by its name or, where it has another, by its labels."""
    found = next((each for each in book.sheets if fold(each.name) == fold(name)), None)
    if found is None:
        wanted = {*labels}
        shares = {each.name: len(wanted & _texts(each)) / len(wanted) for each in book.sheets}
        best = max(shares, key=lambda each: shares[each], default="")
        if not best or shares[best] < ENOUGH:
            return None
        found = next(each for each in book.sheets if each.name == best)
        remarks.append(RENAMED.format(sheet=name, found=best))
    return _seen(found, remarks)


def _texts(sheet: FilledSheet) -> set[str]:
    return {fold(cell.text) for cell in sheet.bounded.cells}


def _seen(sheet: FilledSheet, remarks: list[str]) -> FilledSheet:
    if sheet.is_hidden:
        remarks.append(HIDDEN.format(sheet=sheet.name))
    return sheet


def _typed_as_text(figures: Mapping[str, FilledFigure]) -> Iterator[str]:
    texts: dict[str, list[FilledFigure]] = {}
    for each in figures.values():
        if each.is_text and each.text:
            texts.setdefault(each.sheet, []).append(each)
    for sheet, found in texts.items():
        yield AS_TEXT.format(sheet=sheet, count=len(found), place=found[0].place)
