"""The sheet of the numbers that only the prose quotes: last year's names, units and sources, with blank values."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.workbook.book import Book, put
from annual_report.filing.new import FIRST_FIGURES
from annual_report.filing.outline import QUOTATIONS
from annual_report.filing.report import Quotation
from annual_report.review.spreadsheet import row_height

HEAD = 1


def write_figures(book: Book, sheet: Worksheet) -> None:
    """Write the numbers that are there, or else what last year had, and room for more."""
    words, before = book.layout.figures, book.report.previous_quotations
    for column, width in enumerate(words.widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, len(words.widths) - 1, words.remark, book.look("remark"))
    sheet.set_row(0, row_height([(words.remark, sum(words.widths))]))
    for column, name in enumerate((*QUOTATIONS, words.before)):
        sheet.write_string(HEAD, column, name, book.look("head"))
    rows = rows_of_figures(book.report.quotations, before)
    entry, number = book.look("entry"), book.look("number")
    for row, fields in enumerate([*rows, *([("", None, "", "", "")] * words.spare)], HEAD + 1):
        for column, value in enumerate(fields):
            put(sheet, (row, column), value, number if column == 1 else entry)
        last = before.get(fields[0])
        put(sheet, (row, len(QUOTATIONS)), last.figure.value if last else None, book.look("beside"))
        sheet.set_row(row, row_height([(fields[-1], words.widths[4])]))
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.repeat_rows(HEAD)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True})


Fields = tuple[str, object, str, str, str]


def rows_of_figures(now: Mapping[str, Quotation], before: Mapping[str, Quotation]) -> list[Fields]:
    """Return this year's numbers; while none has a value, those of last year, to be filled in anew; or the first ones.

    Once a value stands there, somebody has chosen which numbers this year's prose has.
    """
    if not now and not before:
        return [(name, None, unit, "", source) for name, _, unit, _, source in FIRST_FIGURES]
    rows = [_fields(name, each, each.figure.value) for name, each in now.items()]
    if any(each.figure.value is not None for each in now.values()):
        return rows
    return [
        *(_fields(name, each, None) for name, each in before.items()),
        *(row for row in rows if row[0] not in before),
    ]


def _fields(name: str, each: Quotation, value: object) -> Fields:
    return name, value, each.figure.unit, each.figure.vagueness, each.source
