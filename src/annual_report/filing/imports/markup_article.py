"""The article of a web page: what belongs to the report, not to the portal around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from annual_report.filing.imports.markup_text import is_data, shown
from annual_report.form.forms import load_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Shorter labels stand in other tables, too.
SHORTEST_LABEL = 4

# A portal puts its own name, and that of the column, behind the title of an article.
LONGEST_TITLE = 200
AFTER_TITLE = re.compile(r"\s*[_|｜–—-]\s*")
TITLES = 'meta[name="ArticleTitle"],meta[name="articletitle"]'
WITHOUT_NUMBER = re.compile("^[^、]{1,3}、")


def article_of(tree: LexborHTMLParser) -> LexborNode:
    """Return the smallest element that holds every table of the report and as many of its sections as the page has."""
    whole = tree.body or tree.css("html")[0]  # which the parser adds where a page lacks it
    tables = [table for table in tree.css("table") if _is_of_a_report(table) and is_data(table)]
    path = [*_ancestors(_common_ancestor(tables) if tables else whole)]
    sections = [_count_of_sections(node) for node in path]
    return path[sections.index(max(sections))] if path else whole


def holds_a_report(tree: LexborHTMLParser) -> bool:
    """Whether a page has a table with lines of the official form."""
    return any(_is_of_a_report(table) for table in tree.css("table"))


def title_of(tree: LexborHTMLParser, beside: str = "") -> str:
    """Return what a page, or what stands `beside` it, says its article is called; nothing where it does not say."""
    named = tree.css_first(TITLES)
    titles = [beside, (named.attributes.get("content") or "") if named else ""]
    titles += [each.text() for each in tree.css("title,h1")]
    return next((shown(AFTER_TITLE.split(shown(each)[:LONGEST_TITLE])[0]) for each in titles if shown(each)), "")


@cache
def _section_words() -> tuple[str, ...]:
    """Return the titles of sections without their numbers."""
    titles = {section.title for form in load_forms() for section in form.sections if not section.optional}
    return tuple(sorted(WITHOUT_NUMBER.sub("", title) for title in titles))


@cache
def _labels() -> frozenset[str]:
    headings = [heading for form in load_forms() for table in form.tables for heading in table.line_headings()]
    return frozenset(each.short_label for each in headings if len(each.short_label) >= SHORTEST_LABEL)


def _count_of_sections(node: LexborNode) -> int:
    text = _squeezed(node)
    return sum(word in text for word in _section_words())


def _squeezed(node: LexborNode) -> str:
    return "".join(node.text().split())


def _is_of_a_report(table: LexborNode) -> bool:
    text = _squeezed(table)
    return any(label in text for label in _labels())


def _common_ancestor(nodes: list[LexborNode]) -> LexborNode:
    shared = [node.mem_id for node in _ancestors(nodes[0])]
    for node in nodes[1:]:
        others = {each.mem_id for each in _ancestors(node)}
        shared = [each for each in shared if each in others]
    return next(node for node in _ancestors(nodes[0]) if node.mem_id == shared[0])


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield an element and all that hold it, the innermost first."""
    each: LexborNode | None = node
    while each is not None and each.is_element_node:
        yield each
        each = each.parent
