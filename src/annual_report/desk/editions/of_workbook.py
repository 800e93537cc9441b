"""The edition that a filled-in workbook is: its figures by their labels, numbers and prose where it has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_document import named_after
from annual_report.desk.editions.of_report import sentences_of_report, side_of_figure
from annual_report.filing.comparison import FIGURE, Side
from annual_report.filing.figures import Figure, Number
from annual_report.filing.imports.filled.book import FilledBook, read_filled
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.form import read_form
from annual_report.filing.imports.filled.quotation_fields import Fields
from annual_report.filing.numbers import parse_figure
from annual_report.filing.place import OF_THE_PROSE
from annual_report.filing.report import Passage, Quotation, Report
from annual_report.filing.workbook_signs import FIGURES_SHEET, PROSE_SHEET, table_sheets

NO_SHEET = "没有「{sheet}」这张表"
NOT_WRITTEN = "「{sheet}」表里没有写这一节"
NOT_FILLED_IN = "正文里有占位符，要和文件夹一起才能填上数字：请先用 import 命令读进来再比"


def book_in(path: Path) -> FilledBook | None:
    """Return the workbook that a file is; None for every other file. Raises InputError for a damaged one."""
    with named_after(path):
        return read_filled(path)


def edition_of_workbook(book: FilledBook, path: Path, name: str, report: Report | None = None) -> Edition:
    """Return what a workbook says: of a report, where one is given, else of the one that it names itself.

    Its sentences are filled in with the figures of the report. Raises InputError, with the cell, for all that is wrong.
    """
    with named_after(path):
        filled = read_form(book, report.slug if report else "", report.year if report else None)
    quotations = _quotations(filled.quotations or ())
    edition = Edition(
        name=name,
        form=filled.form,
        agency=report.agency.name if report else "",
        year=filled.year,
        cells=_cells(filled),
        figures={each: side_of_figure(quotation.figure, FIGURES_SHEET) for each, quotation in quotations.items()},
        lacking=_lacking(filled, report),
        short_name=path.name,
    )
    if report is None or filled.prose is None:
        return edition
    narrative = {code: Passage(code, text, PROSE_SHEET, 1) for code, text in filled.prose.items() if text}
    with_prose = replace(report, narrative=narrative, quotations={**quotations, **report.quotations})
    sentences = [each._replace(side=Side(each.side.text, spot=PROSE_SHEET)) for each in sentences_of_report(with_prose)]
    return replace(edition, sentences=sentences)


def _cells(filled: FilledForm) -> dict[str, Side]:
    """Return every cell; one in which nothing was typed is blank."""
    sheets = table_sheets(filled.form)
    cells = {}
    for address, cell in filled.form.cells.items():
        figure = filled.figures.get(address)
        text, spot = (figure.text, figure.place) if figure else ("", sheets[cell.address.table])
        cells[address] = Side(text, _value(text, cell.kind), spot)
    return cells


def _value(text: str, kind: str) -> Number | None:
    value, _ = parse_figure(text, kind)
    return value


def _quotations(rows: Iterable[Fields]) -> dict[str, Quotation]:
    return {
        name: Quotation(
            Figure(_value(number, "money"), unit, vagueness, (f"{OF_THE_PROSE}{name}",)), source, FIGURES_SHEET, 0, 0
        )
        for name, number, unit, vagueness, source in rows
    }


def _lacking(filled: FilledForm, report: Report | None) -> dict[str, str]:
    lacking = {} if filled.quotations is not None else {FIGURE: NO_SHEET.format(sheet=FIGURES_SHEET)}
    for section in (each for each in filled.form.sections if each.is_prose):
        if filled.prose is None:
            lacking[section.code] = NO_SHEET.format(sheet=PROSE_SHEET)
        elif not filled.prose.get(section.code):
            lacking[section.code] = NOT_WRITTEN.format(sheet=PROSE_SHEET)
        elif report is None:
            lacking[section.code] = NOT_FILLED_IN
    return lacking
