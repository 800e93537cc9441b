"""The history of a report as a page, as rows of a workbook and as data: what was changed, when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from annual_report import paths
from annual_report.desk.editions.history import Revised
from annual_report.document.templates import environment
from annual_report.review.comparison_rows import headings_of, rows_of_comparison
from annual_report.review.comparison_words import EDITIONS, let_compare
from annual_report.review.page import make_visible_in
from annual_report.review.spreadsheet import Looks, bytes_of, write_list
from annual_report.rules import comparison_json

TITLE, SHEET = "{title} 历次更正", "历次更正"
HEADINGS = {"日期": 12, "提交": 10, "原因": 40}
UNREADABLE = "读不了"


def history_page(history: Sequence[Revised], title: str) -> str:
    """Return the history as one HTML page without script or outside resource, the newest first."""
    pages = environment(paths.TEMPLATES / "findings", paths.TEMPLATES / "annual_report")
    let_compare(pages)
    shown = make_visible_in(tuple(reversed(history)))
    return pages.get_template("history.html.j2").render(history=shown, title=make_visible_in(title), words=EDITIONS)


def history_workbook(history: Sequence[Revised], title: str, year: int) -> bytes:
    """Return a row for everything that was ever changed, with day, commit and reason."""
    workbook, words = Workbook(), TITLE.format(title=title)
    headings = {**HEADINGS, **headings_of(EDITIONS)}
    rows = [row for revised in history for row in _rows_of(revised, len(headings))]
    write_list(workbook.worksheets[0], SHEET, words, headings, rows, Looks())
    return bytes_of(workbook, words, SHEET, year)


def history_data(history: Sequence[Revised]) -> list[dict[str, Any]]:
    """Return the history as JSON holds it."""
    return [
        {
            "commit": each.revision.commit,
            "day": each.revision.day,
            "subject": each.revision.subject,
            "decided": dict(each.decided),
            "problem": each.problem,
            "comparison": comparison_json.as_dict(each.comparison) if each.comparison else None,
        }
        for each in history
    ]


def _rows_of(revised: Revised, width: int) -> list[list[Any]]:
    about = [revised.revision.day, revised.revision.commit]
    if revised.comparison is None:
        words = [UNREADABLE, revised.problem] if revised.problem else ["", ""]
        return [[*about, revised.revision.subject, "", *words, *[""] * (width - 6)]]
    rows = rows_of_comparison(revised.comparison, EDITIONS)
    addresses = [each.address for each in revised.comparison.disagreements]
    reasons = [revised.reason(each) for each in addresses] + [revised.revision.subject] * (len(rows) - len(addresses))
    return [[*about, reason, *row] for reason, row in zip(reasons, rows, strict=True)]
