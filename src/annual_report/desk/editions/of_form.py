"""The edition that a form is which was filled in, a workbook or the zip of the page: figures, numbers, prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_document import named_after
from annual_report.desk.editions.of_report import sentences_of_report, side_of_figure
from annual_report.errors import InputError
from annual_report.filing.comparison import FIGURE, Side
from annual_report.filing.figures import Figure, Number
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.form import Filled, find_filled, read_form
from annual_report.filing.imports.filled.quotation_fields import Fields
from annual_report.filing.imports.filled.saved_files import SavedFiles
from annual_report.filing.numbers import parse_figure
from annual_report.filing.place import OF_THE_PROSE
from annual_report.filing.report import Passage, Quotation, Report
from annual_report.filing.workbook_signs import FIGURES_SHEET, PROSE_SHEET, table_sheets
from annual_report.form.forms import Form

NO_SHEET, NO_FILE = "没有「{part}」这张表", "没有 {part}"
NOT_WRITTEN = "「{part}」里没有写这一节"
NOT_FILLED_IN = "正文里有占位符，要和文件夹一起才能填上数字：请先用 import 命令读进来再比"


class Parts(NamedTuple):
    """What the parts of a form are called, tables by their code, and how it is said that one is not there."""

    tables: Mapping[str, str]
    figures: str
    prose: str
    missing: str


def form_in(path: Path) -> Filled | None:
    """Return the filled-in form that a file is; None for every other file. Raises InputError for a damaged one."""
    with named_after(path):
        return find_filled(path)


def edition_of_form(book: Filled, path: Path, name: str, report: Report | None = None) -> Edition:
    """Return what a form says: of a report, where one is given, else of the one that it names itself.

    Its sentences are filled in with the figures of the report. Raises InputError, with the cell, for all that is wrong.
    """
    with named_after(path), _named_inside(path):
        filled = read_form(book, report.slug if report else "", report.year if report else None)
    parts = _parts(book, filled.form)
    quotations = _quotations(filled.quotations or (), parts.figures)
    edition = Edition(
        name=name,
        form=filled.form,
        agency=report.agency.name if report else "",
        year=filled.year,
        cells=_cells(filled, parts),
        gaps=_gaps(filled, parts),
        figures={each: side_of_figure(quotation.figure, parts.figures) for each, quotation in quotations.items()},
        lacking=_lacking(filled, report, parts),
        short_name=path.name,
    )
    if report is None or filled.prose is None:
        return edition
    narrative = {code: Passage(code, text, parts.prose, 1) for code, text in filled.prose.items() if text}
    with_prose = replace(report, narrative=narrative, quotations={**quotations, **report.quotations})
    sentences = [each._replace(side=Side(each.side.text, spot=parts.prose)) for each in sentences_of_report(with_prose)]
    return replace(edition, sentences=sentences)


@contextmanager
def _named_inside(path: Path) -> Iterator[None]:
    """Let what is wrong with a file in a zip be told as it lies there: 财政局.zip/applications.csv."""
    try:
        yield
    except InputError as error:
        found = (replace(each, file=f"{path.name}/{each.file}") if each.file else each for each in error.problems)
        raise InputError(found) from error


def _parts(book: Filled, form: Form) -> Parts:
    if isinstance(book, SavedFiles):
        files = {table.code: table.file for table in form.tables}
        return Parts(files, paths.FIGURES_FILE, paths.NARRATIVE_FILE, NO_FILE)
    return Parts(table_sheets(form), FIGURES_SHEET, PROSE_SHEET, NO_SHEET)


def _cells(filled: FilledForm, parts: Parts) -> dict[str, Side]:
    """Return every cell of the tables that are there; one in which nothing was typed is blank."""
    cells, absent = {}, _absent(filled)
    for address, cell in filled.form.cells.items():
        figure = filled.figures.get(address)
        text, spot = (figure.text, figure.place) if figure else ("", parts.tables[cell.address.table])
        if cell.address.table not in absent:
            cells[address] = Side(text, _value(text, cell.kind), spot)
    return cells


def _gaps(filled: FilledForm, parts: Parts) -> dict[str, str]:
    absent = _absent(filled)
    cells = {address: cell.address.table for address, cell in filled.form.cells.items()}
    return {
        address: parts.missing.format(part=parts.tables[table]) for address, table in cells.items() if table in absent
    }


def _absent(filled: FilledForm) -> set[str]:
    return {table.code for table in filled.form.tables if table.file in filled.absent}


def _value(text: str, kind: str) -> Number | None:
    value, _ = parse_figure(text, kind)
    return value


def _quotations(rows: Iterable[Fields], place: str) -> dict[str, Quotation]:
    return {
        name: Quotation(
            Figure(_value(number, "money"), unit, vagueness, (f"{OF_THE_PROSE}{name}",)), source, place, 0, 0
        )
        for name, number, unit, vagueness, source in rows
    }


def _lacking(filled: FilledForm, report: Report | None, parts: Parts) -> dict[str, str]:
    lacking = {} if filled.quotations is not None else {FIGURE: parts.missing.format(part=parts.figures)}
    for section in (each for each in filled.form.sections if each.is_prose):
        if filled.prose is None:
            lacking[section.code] = parts.missing.format(part=parts.prose)
        elif not filled.prose.get(section.code):
            lacking[section.code] = NOT_WRITTEN.format(part=parts.prose)
        elif report is None:
            lacking[section.code] = NOT_FILLED_IN
    return lacking
