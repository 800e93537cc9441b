"""PDF files with a text layer. What is only a picture of text is named, never guessed at."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annual_report.filing.imports.catalogue import declare
from annual_report.filing.imports.document import Block, Grid, Line, Refused, SourceDocument, SourcePage
from annual_report.filing.imports.encodings import COMMON
from annual_report.filing.imports.pdf_lines import paragraphs_of, rows_on
from annual_report.filing.imports.pdf_page_breaks import with_whole_rows
from annual_report.filing.imports.pdf_tables import Box, is_printed, tables_of
from annual_report.filing.imports.placed_tables import blocks_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

KIND = "PDF"
SIGNATURE = b"%PDF-"
BEGINNING = 1024

MOST_PAGES = 100
# A page of a report has some two thousand characters and five hundred strokes.
MOST_OBJECTS = 40_000

# A picture that covers this part of a page is the page.
WHOLE_PAGE = 0.8
# Of the characters of a page with a sound text layer, most are ideographs, digits or letters of ASCII.
SOUND, FEWEST = 0.6, 20

ENCRYPTED = "PDF 加了密码，读不了：请去掉密码后另存"
DAMAGED = "PDF 损坏，打不开：请重新下载，或者从原来的文件另存"
TOO_LONG = "PDF 有 {count} 页，超过 {limit} 页：不是一份年报，请核对文件"
TOO_MUCH = "这一页的内容太多（{count} 处），不是年报的版面：请核对文件"
SCAN = "PDF 是扫描件或图片，没有文字层，不读（不做文字识别）：请找原来的 Word、网页，或者人工录入"
GARBLED = "这一页的文字层是乱码（字体对照表有误），不读：请找原来的 Word、网页，或者人工录入"


def recognise(content: bytes) -> bool:
    """Whether a file is a PDF."""
    return SIGNATURE in content[:BEGINNING]


@declare(KIND, 1, recognise)
def read_pdf(content: bytes) -> SourceDocument:
    """Read the pages of a PDF. Raises Refused for what is damaged, encrypted, or has no text."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    # What it finds odd in a typeface is nothing that a clerk could mend; this is a process of its own.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    boxes: dict[int, list[list[Box]]] = {}
    try:
        with pdfplumber.open(io.BytesIO(content), unicode_norm=None) as pdf:
            pages = pdf.pages
            if len(pages) > MOST_PAGES:
                raise Refused(TOO_LONG.format(count=len(pages), limit=MOST_PAGES))
            read = tuple(_pages(pages, boxes))
    except PdfminerException as error:
        is_locked = "Password" in repr(error) or "Encrypt" in repr(error)
        raise Refused(ENCRYPTED if is_locked else DAMAGED) from error
    except (ValueError, TypeError, KeyError, IndexError, AssertionError, AttributeError, RecursionError) as error:
        raise Refused(DAMAGED) from error  # pdfminer on what is no sound PDF
    if all(page.pictured or not page.blocks for page in read):
        raise Refused(SCAN)
    return SourceDocument(with_whole_rows(read, boxes), KIND)


def _pages(pages: list[Any], boxes: dict[int, list[list[Box]]]) -> Iterator[SourcePage]:
    tables = 0
    for page in pages:
        count = sum(map(len, page.objects.values()))
        if count > MOST_OBJECTS:
            raise Refused(TOO_MUCH.format(count=count), page=page.page_number)
        if is_pictured(page):
            yield SourcePage(page.page_number, (), pictured=True)
        else:
            blocks = tuple(_blocks(page, tables, boxes))
            tables += sum(isinstance(block, Grid) for block in blocks)
            yield SourcePage(page.page_number, blocks)
        page.close()  # what it holds is not needed again


def is_pictured(page: Page) -> bool:
    """Whether a page is a picture: it shows something, but no text; or a picture covers it and the text is a guess."""
    area = float(page.width) * float(page.height)
    covered = max((each["width"] * each["height"] for each in page.images), default=0.0)
    has_text = any(character["text"].strip() for character in page.chars)
    return covered > WHOLE_PAGE * area or (not has_text and bool(page.images or page.curves or page.rects))


def _blocks(page: Page, before: int, boxes: dict[int, list[list[Box]]]) -> Iterator[Block]:
    """Yield lines and tables of a page from top to bottom, tables counted on from `before`; tell the boxes of each."""
    _require_sound(page)
    clean = page.filter(is_printed).dedupe_chars()
    tables = [*tables_of(clean)]
    inside = [table.box for table in tables]
    rest = clean.filter(
        lambda thing: thing["object_type"] == "char" and not any(_stands_in(thing, box) for box in inside)
    )
    rows = rows_on(rest)
    tops = [*(box[1] for box in inside), float("inf")]
    lines = 0
    for place, top in enumerate(tops):
        above = tops[place - 1] if place else float("-inf")
        band = [row for row in rows if above <= row[0].top < top]
        for block in blocks_of([*paragraphs_of(band)], page.page_number, before, lines):
            before += isinstance(block, Grid)
            lines += isinstance(block, Line)
            yield block
        if place < len(tables):
            before += 1
            boxes[before] = tables[place].rows
            yield tables[place].grid(before)


def _stands_in(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _require_sound(page: Page) -> None:
    """Raise Refused for a page whose text is not what it shows."""
    characters = [text for each in page.chars if (text := each["text"].strip())]
    if len(characters) < FEWEST:
        return
    sound = sum(len(text) == 1 and (text.isascii() or "\u2e80" <= text <= "\uffee") for text in characters)
    ideographs = [text for text in characters if "\u4e00" <= text[0] <= "\u9fff"]
    common = sum(text in COMMON for text in ideographs)
    if sound < SOUND * len(characters) or (len(ideographs) > 10 * FEWEST and common < len(ideographs) / 20):
        raise Refused(GARBLED, page=page.page_number)
