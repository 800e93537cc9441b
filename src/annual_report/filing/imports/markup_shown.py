"""What a browser shows of a page though no text of it says so: the numbers of lists, and what fields hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annual_report.filing.imports.printed_figures import is_figure
from annual_report.filing.imports.word_numbering import in_chinese

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# How a list counts: the attribute of old pages, and the style.
TYPE = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?([\w-]+)", re.IGNORECASE)
CHINESE = {"cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal"}
PLAIN = {"", "1", "decimal", "inside", "outside"}
# A sheet of styles that takes the numbers of all lists away.
WITHOUT_NUMBERS = re.compile(
    r"(?:^|[},;\s])(?:ol|li|\*)(?=[\s,{])[^{}]{0,200}\{[^{}]{0,1000}?list-style(?:-type)?\s*:\s*none", re.IGNORECASE
)
WHOLE = re.compile(r"[0-9]{1,3}")
# An item whose text begins so, is numbered in its text.
NUMBERED = re.compile(r"\s*[(（]?[0-9０-９一二三四五六七八九十①-⑳+−-]")

# Fields of a form that show what they hold as text.
FIELDS = "td input,th input,td textarea,th textarea"
SHOWING = {"", "text", "number", "tel"}


def show_numbers(tree: LexborHTMLParser) -> None:
    """Put the numbers of lists before their items, as a browser does."""
    bare = any(WITHOUT_NUMBERS.search(each.text()) for each in tree.css("style"))
    for items in tree.css("ol"):
        if "reversed" in items.attributes or (bare and not _type_of(items)):
            continue
        for item, number in _counted(items):
            first, text = item.first_child, item.text()
            if first is not None and is_figure(text):
                first.insert_before(f"{number} ")  # which is seen beside the figure, and no part of it
            elif first is not None and not NUMBERED.match(text):
                first.insert_before(number)


def _counted(items: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Yield the items of a list that have a number, each with it."""
    count = _whole(items.attributes.get("start"), 1) - 1
    for item in items.iter():
        if item.tag == "li":
            count = _whole(item.attributes.get("value"), count + 1)
            kind = _type_of(item) or _type_of(items)
            if kind in CHINESE:
                yield item, f"{in_chinese(count)}、"
            elif kind in PLAIN:
                yield item, f"{count}."


def _type_of(node: LexborNode) -> str:
    styled = TYPE.search(node.attributes.get("style") or "")
    return (styled[1] if styled else node.attributes.get("type") or "").lower()


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and WHOLE.fullmatch(text) else otherwise


def show_fields(tree: LexborHTMLParser) -> None:
    """Put what the fields in cells of tables hold in their places; beside anything else, apart from it."""
    for field in tree.css(FIELDS):
        held = field.text() if field.tag == "textarea" else field.attributes.get("value") or ""
        if field.tag == "input" and (field.attributes.get("type") or "").lower() not in SHOWING:
            held = ""
        if held.strip():
            field.insert_before(f" {held.strip()} ")
    for area in tree.css("textarea"):
        area.decompose()
