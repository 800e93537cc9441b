"""The sheet of the prose: a block a section, a paragraph a row, last year's words beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.workbook.book import Book, put
from annual_report.filing.report import Passage
from annual_report.filing.workbook_signs import PROSE_HEADS
from annual_report.review.spreadsheet import clean_text, row_height

BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
HEAD = 1


def write_prose(book: Book, sheet: Worksheet) -> None:
    """Write a block for every section of prose."""
    words, report = book.layout.prose, book.report
    for column, width in enumerate(words.widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 1, words.remark, book.look("remark"))
    sheet.set_row(0, row_height([(words.remark, sum(words.widths))]))
    for column, name in enumerate(PROSE_HEADS):
        sheet.write_string(HEAD, column, name, book.look("head"))
    row = HEAD + 1
    for section in (each for each in report.form.sections if each.is_prose):
        for column in (0, 1):
            sheet.write_string(row, column, section.title if not column else "", book.look("section"))
        sheet.set_row(row, 24)
        now, before = report.narrative.get(section.code), report.previous_narrative.get(section.code)
        row = _write_block(book, sheet, row + 1, paragraphs_of(now) or _headings(book, before), paragraphs_of(before))
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True})


def _write_block(book: Book, sheet: Worksheet, row: int, now: list[str], before: list[str]) -> int:
    """Write the paragraphs of a section beside last year's, with room for more; return the row below."""
    now = [*now, *[""] * book.layout.prose.spare]
    for text, last in zip_longest(now, before, fillvalue=""):
        put(sheet, (row, 0), text, book.look("entry"))
        put(sheet, (row, 1), clean_text(last), book.look("beside_text", valign="top"))
        sheet.set_row(row, row_height(zip((text, last), book.layout.prose.widths, strict=True)))
        row += 1
    return row


def paragraphs_of(passage: Passage | None) -> list[str]:
    """Return the paragraphs of a passage, each as it is written."""
    return [text for text in BETWEEN_PARAGRAPHS.split(passage.source.strip()) if text] if passage else []


def _headings(book: Book, before: Passage | None) -> list[str]:
    """Return the headings that last year's paragraphs begin with."""
    return [*_begin(book, before)]


def _begin(book: Book, before: Passage | None) -> Iterator[str]:
    for text in paragraphs_of(before):
        match = re.match(book.layout.prose.heading, text)
        if match:
            yield match.group()
