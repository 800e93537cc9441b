"""A workbook to fill in, sheet by sheet: what stands in it. Whatever is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from annual_report import paths
from annual_report.errors import Problem
from annual_report.filing.imports.filled.book import FilledBook, FilledSheet
from annual_report.filing.imports.filled.figures import read_figures_sheet
from annual_report.filing.imports.filled.filled_form import FilledFigure, FilledForm
from annual_report.filing.imports.filled.labels import TableLabels
from annual_report.filing.imports.filled.prose import read_prose_sheet
from annual_report.filing.imports.filled.table import read_table
from annual_report.filing.problems import Problems
from annual_report.filing.workbook_signs import FIGURES_SHEET, PROSE_SHEET, table_sheets
from annual_report.form.forms import Form
from annual_report.wording import fold

NO_SHEET = "没有「{sheet}」这张表：请恢复，或用 form 命令重新生成一份"
RENAMED = "「{sheet}」改名为「{found}」，按标签认出"
HIDDEN = "「{sheet}」有隐藏的行、列，或整张隐藏：照样读了"
AS_TEXT = "{sheet}有 {count} 格数字以文本存放（如 {place}），已按数字读入"
NO_PART = "没有「{sheet}」这张表：{file} 保持原样"
FILES = {FIGURES_SHEET: paths.FIGURES_FILE, PROSE_SHEET: paths.NARRATIVE_FILE}

# The least share of its labels by which a sheet of another name is known.
ENOUGH = 0.5

Part = TypeVar("Part")


def read_book(book: FilledBook, agency: str, year: int, form: Form) -> FilledForm:
    """Return what stands in a workbook. Raises InputError with every problem, each with its cell."""
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


def _part(book: FilledBook, name: str, remarks: list[str], read: Callable[[FilledSheet], Part]) -> Part | None:
    """Return what a sheet of prose or its numbers holds; None where there is no such sheet: then the file stays."""
    sheet = next((each for each in book.sheets if fold(each.name) == fold(name)), None)
    if sheet is None:
        remarks.append(NO_PART.format(sheet=name, file=FILES[name]))
        return None
    return read(_seen(sheet, remarks))


def _sheet_of(book: FilledBook, name: str, labels: Iterable[str], remarks: list[str]) -> FilledSheet | None:
    """Return the sheet of a table: that of its name, unless another one has its labels and that one has not."""
    wanted = {*labels}
    shares = {each.name: len(wanted & _texts(each)) / len(wanted) for each in book.sheets}
    named = next((each for each in book.sheets if fold(each.name) == fold(name)), None)
    best = max(book.sheets, key=lambda each: shares[each.name], default=None)
    if best is None or shares[best.name] < ENOUGH or (named and shares[named.name] >= ENOUGH):
        return _seen(named, remarks) if named else None
    remarks.append(RENAMED.format(sheet=name, found=best.name))
    return _seen(best, remarks)


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
            texts.setdefault(each.position.sheet, []).append(each)
    for sheet, found in texts.items():
        yield AS_TEXT.format(sheet=sheet, count=len(found), place=found[0].place)
