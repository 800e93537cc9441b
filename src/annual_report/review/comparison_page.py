"""Two editions of a report as a page and as a workbook, in the look of the check list."""

from __future__ import annotations

from openpyxl import Workbook

from annual_report import paths
from annual_report.document.templates import environment
from annual_report.filing.comparison import Comparison
from annual_report.review.comparison_rows import headings_of, rows_of_comparison
from annual_report.review.comparison_words import EDITIONS, let_compare
from annual_report.review.page import make_visible_in
from annual_report.review.spreadsheet import Looks, bytes_of, write_list

TITLE, SHEET = "{title} 两版对照", "两版对照"


def comparison_page(comparison: Comparison, title: str) -> str:
    """Return a comparison as one HTML page without script or outside resource."""
    pages = environment(paths.TEMPLATES / "findings", paths.TEMPLATES / "annual_report")
    let_compare(pages)
    shown = make_visible_in(comparison)
    return pages.get_template("compare.html.j2").render(comparison=shown, title=make_visible_in(title), words=EDITIONS)


def comparison_workbook(comparison: Comparison, title: str, year: int) -> bytes:
    """Return a comparison as .xlsx, dated to the end of a year; the same comparison gives the same bytes."""
    workbook, words = Workbook(), TITLE.format(title=title)
    rows = rows_of_comparison(comparison, EDITIONS)
    write_list(workbook.worksheets[0], SHEET, words, headings_of(EDITIONS), rows, Looks())
    return bytes_of(workbook, words, SHEET, year)
