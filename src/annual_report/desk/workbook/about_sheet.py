"""The first sheet: what to do, and how things stand."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.check import Check
from annual_report.desk.verdict import verdict_of
from annual_report.desk.workbook.book import OF_ONE_CELL, Book, put_formula
from annual_report.desk.workbook.check_results import column_of_results
from annual_report.review.spreadsheet import row_height
from annual_report.rules.finding import SEVERITIES
from annual_report.wording import join_words

STATE_WIDTH = 14


def write_about(book: Book, title: str) -> None:
    """Write the first sheet."""
    words, report = book.layout.about_sheet, book.report
    sheet = book.add_sheet(book.layout.about)
    sheet.set_column(0, 0, STATE_WIDTH * 2)
    sheet.set_column(1, 1, words.width - STATE_WIDTH * 2)
    sheet.merge_range(0, 0, 0, 1, title, book.look("title"))
    sheet.set_row(0, row_height([(title, words.width * 0.7)]) + 12)
    tables = join_words(f"「{table.sheet}」" for table in book.plan)
    known = {"tables": tables, "agency": report.slug, "year": report.year, "basis": report.form.basis}
    row = _write_lines(book, sheet, 2, words.steps_title, [each.format_map(_Known(known)) for each in words.steps])
    row = _write_state(book, sheet, row + 1)
    _write_lines(book, sheet, row + 1, words.scope_title, [each.format_map(_Known(known)) for each in words.scope])


class _Known(dict[str, object]):
    """Names that are not known stay as they are: {{ }} in an explanation."""


def _write_lines(book: Book, sheet: Worksheet, row: int, title: str, lines: list[str]) -> int:
    sheet.write_string(row, 0, title, book.look("heading"))
    for number, line in enumerate(lines, 1):
        words = f"{number}. {line}"
        sheet.merge_range(row + number, 0, row + number, 1, words, book.look("text"))
        sheet.set_row(row + number, row_height([(words, book.layout.about_sheet.width)]) + 4)
    return row + len(lines) + 1


def _write_state(book: Book, sheet: Worksheet, row: int) -> int:
    words = book.layout.about_sheet
    sheet.write_string(row, 0, words.state_title, book.look("heading"))
    for number, (what, name) in enumerate(words.state.items(), 1):
        sheet.write_string(row + number, 0, name, book.look("cell"))
        formula, value = STATES[what](book)
        put_formula(sheet, (row + number, 1), formula, book.look("cell"), value)
    return row + len(words.state) + 1


def _open(book: Book) -> tuple[str, int]:
    cells = [book.plan.reference(address) for address in book.report.form.cells]
    blank = sum(entry.value is None for entry in book.report.ledger.entries.values())
    counts = "+".join(f"COUNT({','.join(cells[first : first + 100])})" for first in range(0, len(cells), 100))
    return f"={len(cells)}-({counts})", blank


def _failed(book: Book, severity: str) -> tuple[str, int]:
    results, layout = column_of_results(book), book.layout
    severities = results.replace("$I$", "$B$")
    formula = f'=COUNTIFS({severities},"{SEVERITIES[severity]}",{results},"{layout.verdicts["failed"]}")'
    return formula, sum(each.severity == severity for each in _with(book, "failed"))


def _undecided(book: Book) -> tuple[str, int]:
    formula = f'=COUNTIF({column_of_results(book)},"{book.layout.verdicts["not_assessable"]}")'
    return formula, len(_with(book, "not_assessable"))


def _with(book: Book, verdict: str) -> list[Check]:
    between = (each for each in book.checks if each.suite != OF_ONE_CELL)
    return [each for each in between if verdict_of(each, book.report) == verdict]


STATES = {
    "open": _open,
    "critical": lambda book: _failed(book, "critical"),
    "warning": lambda book: _failed(book, "warning"),
    "info": lambda book: _failed(book, "info"),
    "undecided": _undecided,
}
