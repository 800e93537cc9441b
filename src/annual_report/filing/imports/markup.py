"""Web pages, as a portal shows them or a browser has saved them (HTML, MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from annual_report.filing.imports.catalogue import declare
from annual_report.filing.imports.document import (
    Block,
    Line,
    Origin,
    Refused,
    Remark,
    SourceDocument,
    SourcePage,
)
from annual_report.filing.imports.encodings import decode
from annual_report.filing.imports.markup_article import article_of, title_of
from annual_report.filing.imports.markup_positions import is_positioned, positioned_pages
from annual_report.filing.imports.markup_text import flow, grid_of, tree_of
from annual_report.wording import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

KIND = "网页（.html .htm .mhtml）"
OPENING = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype html|\?xml|html|head|body|meta|link|title|div|table|p|h\d|span|article|section|style|script)\b",
    re.IGNORECASE | re.DOTALL,
)
# Text and Markdown with tables in mark-up: there a line feed ends a line.
CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
ARCHIVE = re.compile(rb"(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location|Content-Type): ", re.IGNORECASE)
BEGINNING = 4096

# A table of a report has some 30 rows of 10 cells.
MOST_CELLS, MOST_TABLES = 50_000, 100
# A page that a browser has saved has some hundred pictures and styles, each a part.
MOST_PARTS = 5_000

NO_TEXT = "网页里没有文字，多半要由脚本显示：请在浏览器里打开，把正文复制到文本文件再导入"
NO_PAGE = "网页存档里没有网页：请用浏览器重新保存"
MANY_PARTS = "网页存档里的部分太多，不是年报的页面：请用浏览器重新保存"
ARCHIVED = "从网页存档（MHTML）里取出网页"


def recognise_page(content: bytes) -> bool:
    """Whether a file begins as a web page does, in any encoding that portals use."""
    beginning = content[:BEGINNING].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return bool(OPENING.match(beginning)) or _is_archive(beginning)


def recognise(content: bytes) -> bool:
    """Whether a file is a web page, or a text whose tables are mark-up."""
    return recognise_page(content) or (b"<table" in content.lower() and bool(CELL.search(content)))


@declare(KIND, 6, recognise)
def read_markup(content: bytes) -> SourceDocument:
    """Read the article of a web page. Raises Refused where its tables are too large to be of a report."""
    remarks: tuple[Remark, ...] = ()
    if _is_archive(content[:BEGINNING]):
        content, remarks = _unpack(content), (Remark(ARCHIVED),)
    text, said = decode(content)
    return SourceDocument(tuple(pages_of(text if recognise_page(content) else _as_page(text))), KIND, (*remarks, *said))


def pages_of(text: str, title: str = "") -> Iterator[SourcePage]:
    """Yield the pages of a document in mark-up: one, unless it says itself where its runs of text stand.

    `title` is what stands beside the document.
    """
    tree = tree_of(text)
    if is_positioned(tree):
        yield from positioned_pages(tree)
        return
    items = [*flow(article_of(tree))]
    if not items:
        raise Refused(NO_TEXT)
    told = title_of(tree, title)
    if told and fold(told) not in {fold(item.text) for item in items if isinstance(item, Line)}:
        items.insert(0, Line(told, Origin(1, 0, 1, 1), heading=True))
    yield SourcePage(1, tuple(_numbered(items)))


def _numbered(items: Iterable[Line | LexborNode]) -> Iterator[Block]:
    lines = tables = cells = 0
    for item in items:
        if isinstance(item, Line):
            lines += 1
            yield Line(item.text, Origin(1, 0, lines, 1), item.heading)
            continue
        tables += 1
        grid = grid_of(item, tables, MOST_CELLS - cells)
        cells += sum(map(len, grid.rows))
        yield grid


def _is_archive(beginning: bytes) -> bool:
    return bool(ARCHIVE.match(beginning.lstrip())) and b"multipart/related" in beginning


def _unpack(content: bytes) -> bytes:
    if content.count(b"\n--") > MOST_PARTS:
        raise Refused(MANY_PARTS)
    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            charset = part.get_content_charset()
            return _with_charset(page, charset) if isinstance(page, bytes) else b""
    raise Refused(NO_PAGE)


def _with_charset(page: bytes, charset: str | None) -> bytes:
    return f'<meta charset="{charset}">'.encode() + page if charset and charset != "utf-8" else page


def _as_page(text: str) -> str:
    """Return a text with tables in mark-up as a page, with its lines."""
    if text.count("<table") > MOST_TABLES:
        return text
    return "".join(part if place % 2 else part.replace("\n", "<br>") for place, part in enumerate(TABLE.split(text)))
