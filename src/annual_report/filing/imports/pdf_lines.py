"""Running text of a PDF: lines joined into paragraphs, and tables without ruling lines by where their cells stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annual_report.filing.imports.positions import PlacedText, Row, rows_of
from annual_report.filing.imports.radicals import as_ideographs

if TYPE_CHECKING:
    from pdfplumber.page import Page

# What stands alone at the top or the foot of a page: - 3 -, 第3页 共5页, 3/5.
PAGE_NUMBER = re.compile(r"[-—–－·.\s]*(?:第?\s*\d{1,3}\s*页?[，,\s]*(?:(?:共|/)\s*\d{1,3}\s*页?)?)[-—–－·.\s]*")

LONGEST_NUMBER = 30

# A line that ends nearer to the right edge of the text than this many characters was broken for want of room; one that
# begins further in than this begins a paragraph; lines further apart than this many heights are not of one paragraph.
ROOM, INDENT, APART = 1.6, 0.8, 2.6

# Words of a line that are nearer than this many points are printed with a blank at most.
NEAR = 1.5


def rows_on(page: Page) -> list[Row]:
    """Return the running text of a page as rows, from top to bottom, without its page number."""
    words = page.extract_words(x_tolerance=NEAR, y_tolerance=3, keep_blank_chars=True)
    rows = rows_of(_run(each) for each in words if each["text"].strip())
    while rows and _is_page_number(rows[-1]):
        rows.pop()
    return rows[1:] if rows and _is_page_number(rows[0]) else rows


def paragraphs_of(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows; lines of text that were broken for want of room are one."""
    right = max((row[-1].right for row in rows), default=0.0)
    left = min((row[0].left for row in rows), default=0.0)
    current: Row = ()
    for row in rows:
        if current and _goes_on(current, row, left, right):
            first, second = current[0], row[0]
            current = (
                replace(first, text=first.text + second.text, right=second.right, top=second.top, bottom=second.bottom),
            )
            continue
        if current:
            yield current
        current = row
    if current:
        yield current


def _goes_on(before: Row, row: Row, left: float, right: float) -> bool:
    if len(before) != 1 or len(row) != 1:
        return False
    line, following = before[0], row[0]
    was_full = right - line.right < ROOM * line.size
    is_at_edge = following.left - left < INDENT * following.size
    return was_full and is_at_edge and following.top - line.top < APART * line.size


def _run(word: dict[str, Any]) -> PlacedText:
    return PlacedText(as_ideographs(word["text"].strip()), word["x0"], word["x1"], word["top"], word["bottom"])


def _is_page_number(row: Row) -> bool:
    text = " ".join(piece.text for piece in row)
    return len(text) < LONGEST_NUMBER and bool(PAGE_NUMBER.fullmatch(text))
