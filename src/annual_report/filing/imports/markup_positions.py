"""Mark-up that has no tables, only runs of text and where each stands: what converters make of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annual_report.filing.imports.document import Grid, Line, SourcePage
from annual_report.filing.imports.markup_text import EDGES, flow
from annual_report.filing.imports.placed_tables import blocks_of
from annual_report.filing.imports.positions import PlacedText, rows_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

PLACED = '[style*="left"]'
PLACE = re.compile(r"(?<![\w-])(top|left)\s*:\s*(-?[\d.]+)(?:px|pt)", re.IGNORECASE)
FEWEST = 30
# What a converter writes that says where every word begins and ends; its lines are so high that they overlap.
WORD = "word[xmin]"
BOX = ("xmin", "xmax", "ymin", "ymax")
# How high a line is. Converters say how large letters are, but shrink them to fit: the places are right, sizes are not.
LINE = 19.0


def is_positioned(tree: LexborHTMLParser) -> bool:
    """Whether a page consists of runs of text with a place each."""
    if tree.css_first("table") is not None:
        return False
    return len(tree.css(WORD)) >= FEWEST or sum(1 for node in tree.css(PLACED) if _place(node)) >= FEWEST


def positioned_pages(tree: LexborHTMLParser) -> Iterator[SourcePage]:
    """Yield the pages that a converter has laid out: each is an element that holds runs of text."""
    pages: dict[int, list[PlacedText]] = {}
    for node in tree.css(PLACED):
        if _place(node) and node.parent is not None:
            pages.setdefault(node.parent.mem_id, []).extend(_runs(node))
    for number, page in enumerate(tree.css("page")):
        pages[-1 - number] = [*_boxed(page)]
    table = 0
    for number, runs in enumerate((runs for runs in pages.values() if runs), 1):
        blocks = tuple(blocks_of(rows_of(runs), number, table))
        table += sum(isinstance(block, Grid) for block in blocks)
        yield SourcePage(number, blocks)


def _place(node: LexborNode) -> dict[str, float]:
    found = {name.lower(): float(value) for name, value in PLACE.findall(node.attributes.get("style") or "")}
    return found if len(found) == 2 else {}


def _runs(node: LexborNode) -> Iterator[PlacedText]:
    """Yield the run of an element; an element that only holds other runs has none."""
    holds_others = len(node.css(PLACED)) > 1  # the first is the element itself
    lines = [] if holds_others else [line.text for line in flow(node) if isinstance(line, Line)]
    text = "".join(lines)
    if text.strip(EDGES):
        place = _place(node)
        left, top = place["left"], place["top"]
        # How wide a run is, is not told: none is taken for a part of another.
        yield PlacedText(text, left, left, top, top + len(lines) * LINE, len(lines))


def _boxed(page: LexborNode) -> Iterator[PlacedText]:
    """Yield the words of a page that says where each begins and ends, as high as their letters are wide."""
    for node in page.css(WORD):
        text = node.text().strip(EDGES)
        try:
            left, right, top, bottom = (float(node.attributes.get(side) or "") for side in BOX)
        except ValueError:
            continue
        if text:
            size = (right - left) / (len(text) - sum(map(str.isascii, text)) / 2)
            middle = (top + bottom) / 2
            yield PlacedText(text, left, right, middle - size / 2, middle + size / 2)
