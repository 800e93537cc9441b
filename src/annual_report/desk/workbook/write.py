"""Write the workbook to fill in: 填报表.xlsx. The same report gives the same bytes."""

from __future__ import annotations

from annual_report.desk.checks import checks_of
from annual_report.desk.workbook.about_sheet import write_about
from annual_report.desk.workbook.book import Book
from annual_report.desk.workbook.check_results import place_checks
from annual_report.desk.workbook.check_sheet import write_cells, write_checks
from annual_report.desk.workbook.figures_sheet import write_figures
from annual_report.desk.workbook.layout import layout
from annual_report.desk.workbook.plan import plan_of
from annual_report.desk.workbook.prose_sheet import write_prose
from annual_report.desk.workbook.table_sheet import write_table
from annual_report.filing.report import Report
from annual_report.filing.workbook_signs import FIGURES_SHEET, PROSE_SHEET, SIGN_NAME, WorkbookSign


def form_workbook(report: Report) -> bytes:
    """Return the workbook of a report: what is filed stands in it, what is not stays blank.

    Written with XlsxWriter, since it stores with every formula what it comes to: Excel shows a file from an e-mail
    without working anything out. (openpyxl, which reads workbooks here, cannot.)
    """
    book = Book(report, checks_of(report), plan_of(report.form), layout())
    place_checks(book)
    words = book.layout.about_sheet.title.format(name=report.agency.name, year=report.year)
    write_about(book, words)
    for table in book.plan:
        write_table(book, table)
    write_figures(book, book.add_sheet(FIGURES_SHEET, "landscape"))
    write_prose(book, book.add_sheet(PROSE_SHEET, "landscape"))
    write_checks(book)
    write_cells(book)
    sign = WorkbookSign(report.slug, report.year, report.form.version)
    book.workbook.define_name(SIGN_NAME, f'="{sign}"')
    return book.bytes(words)
