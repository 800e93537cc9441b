"""The sheet of the numbers that only the prose quotes: last year's names, units and sources, with blank values."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.figure_rows import rows_of_figures
from annual_report.desk.workbook.book import Book, put
from annual_report.filing.outline import QUOTATIONS
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
