"""HTML tables, as pandas shows a DataFrame, as tables of a document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from annual_report.publish.document.blocks import Table, TableCell
from annual_report.publish.document.grid import table_of

# No table that a person reads has cells this wide or high.
LONGEST_SPAN = 100


def tables_in(text: str) -> Iterator[Table]:
    """Yield the tables of some HTML; where there is none, or nothing that can be read, nothing."""
    try:
        page = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    for table in page.iter("table"):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if rows:
            heads = [row for row in rows if row.getparent().tag == "thead"]
            yield table_of([[_cell(each, row in heads) for each in row.xpath("./th|./td")] for row in rows], len(heads))


def _cell(cell: html.HtmlElement, in_head: bool) -> TableCell:
    """Return a cell; the index of a frame is the head of its line."""
    role = "column" if in_head else "line" if cell.tag == "th" else "value"
    words = " ".join(str(cell.text_content()).split())
    return TableCell(words, role, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: html.HtmlElement, name: str) -> int:
    written = str(cell.get(name, "1")).strip()
    return min(LONGEST_SPAN, max(1, int(written))) if written.isdecimal() and len(written) < 9 else 1
