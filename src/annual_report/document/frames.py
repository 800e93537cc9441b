"""HTML that an analyst shows, as paragraphs and tables of a document: a DataFrame of pandas, a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from annual_report.document.blocks import COLUMN, LINE, VALUE, Paragraph, PrintedTable, TableCell, TextRun
from annual_report.document.free_table import table_of

# What ends a paragraph, and what holds no words for readers.
BLOCKS = frozenset(
    {
        *("address", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "ul"),
    }
)
SILENT = frozenset({"head", "script", "style", "template"})

# No table that a person reads has cells this wide or high.
LONGEST_SPAN = 100


def blocks_in(text: str) -> Iterator[Paragraph | PrintedTable]:
    """Yield the paragraphs and tables of some HTML in order; where there is nothing that can be read, nothing."""
    try:
        page = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    etree.strip_tags(page, etree.Comment, etree.ProcessingInstruction)
    words = ""
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in SILENT:
            walk.skip_subtree()
        if element.tag in BLOCKS or element.tag == "table":
            yield from _paragraph(words)
            words = ""
        if event == "start" and element.tag == "table":
            yield from _table(element)
            walk.skip_subtree()
        words += (_leading_words(element) if event == "start" else element.tail) or ""
    yield from _paragraph(words)


def _leading_words(element: html.HtmlElement) -> str | None:
    """Return what an element begins with: its words, or those that stand for a picture."""
    if element.tag in SILENT or element.tag == "table":
        return None
    shown: str | None = element.get("alt") if element.tag == "img" else element.text
    return shown


def _paragraph(words: str) -> Iterator[Paragraph]:
    shown = " ".join(words.split())
    if shown:
        yield Paragraph((TextRun(shown),))


def _table(table: html.HtmlElement) -> Iterator[Paragraph | PrintedTable]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if rows:
        heads = [row for row in rows if row.getparent().tag == "thead"]
        caption = " ".join("".join(map(str, table.xpath("./caption//text()"))).split())
        cells = [[_cell(each, row in heads) for each in row.xpath("./th|./td")] for row in rows]
        yield from _paragraph(caption)
        yield table_of(cells, len(heads), caption)


def _cell(cell: html.HtmlElement, in_head: bool) -> TableCell:
    """Return a cell; the index of a frame is the head of its line."""
    role = COLUMN if in_head else LINE if cell.tag == "th" else VALUE
    words = " ".join(str(cell.text_content()).split())
    return TableCell(words, role, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: html.HtmlElement, name: str) -> int:
    written = str(cell.get(name, "1")).strip()
    return min(LONGEST_SPAN, max(1, int(written))) if written.isdecimal() and len(written) < 9 else 1
