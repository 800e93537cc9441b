"""What a browser shows of mark-up: lines of running text, and tables with their real cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annual_report.filing.imports.document import PARAGRAPHS, RAISED, STRUCK, Grid, Line, Origin, Refused, SourceCell
from annual_report.filing.imports.markup_bounds import require_bounds
from annual_report.filing.imports.markup_shown import show_fields, show_numbers

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}

# What no reader of a page sees.
UNSEEN = "script,noscript,template,select,iframe,object,svg,button,[hidden]"
STYLED = "[style]"
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")

# What breaks a cell into pieces, raises or lowers a character, strikes it out.
RAISING, STRIKING = frozenset(("sup", "sub")), frozenset(("s", "strike", "del"))
RAISED_BY_STYLE = re.compile(r"vertical-align\s*:\s*su(?:per|b)\b", re.IGNORECASE)
STRUCK_BY_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
PIECES = RAISING | STRIKING | {"p", "br", "div", "li"}

SPAN = re.compile(r"\s*\+?(\d{1,9})")
# As browsers bound them.
MOST_COLUMNS, MOST_ROWS = 1000, 65534

SPACE = re.compile("[ \t\r\n\f]+")
BETWEEN_IDEOGRAPHS = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef]) ?[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])")
EDGES = " \t\r\n\f\xa0\u3000\u200b\ufeff"

TOO_MANY = "表格太大，不是年报的表格：请核对文件"


def tree_of(text: str) -> LexborHTMLParser:
    """Parse a page as it is seen: nothing hidden, lists with numbers. Raises Refused where it is nested without end."""
    from selectolax.lexbor import LexborHTMLParser

    require_bounds(text)
    tree = LexborHTMLParser(text)
    unseen = {node.mem_id for node in tree.css(UNSEEN)}
    # In the order of the page: what is taken away takes along what it holds, so the last comes first.
    found = {node.mem_id: node for node in tree.css(f"{UNSEEN},{STYLED}")}
    for place, node in reversed(found.items()):
        if place in unseen or _hides(node.attributes.get("style") or ""):
            node.decompose()
    show_fields(tree)
    show_numbers(tree)
    return tree


def _hides(style: str) -> bool:
    """Whether a style keeps an element from being seen; Word writes long ones around every cell."""
    plain = style.lower()
    return ("display" in plain or "visibility" in plain or "mso-hide" in plain) and bool(HIDING.search(plain))


def flow(root: LexborNode) -> Iterator[Line | LexborNode]:
    """Yield what stands in an element, in order: lines of text, and tables that hold data."""
    pieces: list[str] = []
    open_nodes: list[tuple[LexborNode, bool]] = [(root, False)]
    while open_nodes:
        node, is_left = open_nodes.pop()
        if node.is_text_node:
            pieces.append(node.text_content or "")
            continue
        if not node.is_element_node:
            continue
        tag = node.tag or ""
        if tag in BLOCKS:
            yield from _line(pieces, is_left and tag in HEADINGS)
        if is_left:
            continue
        if tag == "table" and is_data(node):
            yield node
            continue
        open_nodes.append((node, True))
        open_nodes.extend((child, False) for child in reversed([*node.iter(include_text=True)]))


def _line(pieces: list[str], heading: bool) -> Iterator[Line]:
    text = shown("".join(pieces))
    pieces.clear()
    if text:
        yield Line(text, Origin(1, 0, 1, 1), heading)


def shown(text: str) -> str:
    """Return a text as it is shown: white space of the source is one blank, and none between ideographs or outside."""
    plain = BETWEEN_IDEOGRAPHS.sub("", text) if "\n" in text or "\r" in text else text
    return SPACE.sub(" ", plain).strip(EDGES)


def is_data(table: LexborNode) -> bool:
    """Whether a table holds data, not the layout of a page: no other table, and somewhere two cells side by side."""
    rows = table.css("tr")
    return len(table.css("table")) <= 1 and any(len(cells_of(row)) > 1 for row in rows)


def cells_of(row: LexborNode) -> list[LexborNode]:
    """Return the real cells of a row."""
    return [node for node in row.iter() if node.tag in ("td", "th")]


def grid_of(table: LexborNode, number: int, most: int) -> Grid:
    """Return a table with its real cells; a span reaches no further than the table. Raises Refused for a huge one."""
    rows = [cells_of(row) for row in table.css("tr")]
    if sum(map(len, rows)) > most:
        raise Refused(TOO_MANY, table=number)
    return Grid(
        tuple(
            tuple(
                _cell(node, Origin(1, number, row, column), len(rows) - row + 1) for column, node in enumerate(cells, 1)
            )
            for row, cells in enumerate(rows, 1)
        ),
        number,
    )


def _cell(node: LexborNode, origin: Origin, rows_left: int) -> SourceCell:
    attributes = node.attributes
    rows = min(_span(attributes.get("rowspan"), MOST_ROWS), rows_left)
    columns = _span(attributes.get("colspan"), MOST_COLUMNS)
    text = shown(node.text())
    return SourceCell(text, origin, rows, columns, tuple(_notes(node, text)))


def _span(value: str | None, most: int) -> int:
    found = SPAN.match(value) if value else None
    return min(max(int(found[1]), 1), most) if found else 1


def _notes(cell: LexborNode, text: str) -> Iterator[str]:
    """Yield why the text of a cell may be more than one number."""
    styled = "style=" in (cell.html or "") and text[:1].isdigit()
    pieces = PIECES | {"span"} if styled else PIECES
    inner = [node for node in cell.traverse() if node.tag in pieces]
    if not inner or (len(inner) == 1 and inner[0].tag == "p" and shown(inner[0].text()) == text):
        return
    if len([line for line in flow(cell) if isinstance(line, Line)]) > 1:
        yield PARAGRAPHS
    for note, tags, style in ((RAISED, RAISING, RAISED_BY_STYLE), (STRUCK, STRIKING, STRUCK_BY_STYLE)):
        those = (node for node in inner if node.tag in tags or style.search(node.attributes.get("style") or ""))
        if any(shown(node.text()) for node in those):
            yield note
