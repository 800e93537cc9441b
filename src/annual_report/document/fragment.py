"""The body of the page for a portal's CMS, which strips styles, scripts and classes and keeps plain HTML."""

from __future__ import annotations

from html import escape

from lxml import html
from lxml.html import HtmlElement

# What a CMS keeps of a table's look are HTML's own attributes; spans, heads and scopes carry its meaning.
TABLE_ATTRIBUTES = {"border": "1", "cellspacing": "0", "cellpadding": "4", "width": "100%"}
KEPT = frozenset(
    {
        *("colspan", "rowspan", "headers", "id", "scope", "href", "src", "alt", "lang"),
        *("align", "width", *TABLE_ATTRIBUTES),
    }
)
WRAPPERS = ("div", "span", "main", "figure")


def fragment_of(page: str) -> str:
    """Return the content of a page as plain HTML: headings, paragraphs, lists, pictures and tables with their spans."""
    document = html.document_fromstring(page)
    body = document.find(".//main")
    for column in list(body.iter("col")):
        column.set("width", column.get("style", "").removeprefix("width:"))
    for element in body.iter():
        _plain(element)
    for element in [each for each in body.iter() if each.tag in WRAPPERS and each is not body]:
        element.drop_tag()
    content = escape(body.text or "") + "".join(html.tostring(child, encoding="unicode") for child in body)
    return "\n".join(line for line in content.splitlines() if line.strip()) + "\n"


def _plain(element: HtmlElement) -> None:
    """Leave an element the attributes that every CMS keeps, and say its look in HTML's own words."""
    for name in set(element.attrib) - KEPT:
        del element.attrib[name]
    if element.tag == "figcaption":
        element.tag = "p"
    if element.tag == "table":
        element.attrib.update(TABLE_ATTRIBUTES)
    if element.tag in ("td", "th"):
        element.set("align", "center" if element.tag == "th" or element.get("headers") else "left")
