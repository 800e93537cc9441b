"""What a page of mark-up may hold: what would keep its parser busy for minutes is refused unread."""

from __future__ import annotations

import re
from collections.abc import Container

from annual_report.filing.imports.document import Refused

# The parser compares every new block with all that are open: so many, none of them closed, would keep it for minutes.
MOST_OPEN, MOST_TAGS, MOST_ATTRIBUTES, MOST_NESTED = 20_000, 300_000, 1_000, 50
TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,20})")
TABLE_TAG = re.compile(r"<(/?)(table)\b", re.IGNORECASE)
# What never stays open, and what the next of its kind closes.
CLOSED = {
    *("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "param", "source", "wbr"),
    *("p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dd", "dt", "option"),
}
TOO_DEEP = "网页的标记一层套一层，没有尽头，不读：请核对文件"
TOO_LARGE = "网页太大，不是一份年报的页面：请核对文件"


def require_bounds(text: str) -> None:
    """Raise Refused for what would keep the parser busy: too many tags, or attributes of one, or elements left open."""
    count = text.count("<")
    long = [part for part in text.split(">") if len(part) > 2 * MOST_ATTRIBUTES]
    if count > MOST_TAGS or any(_attributes_at_the_end(part) > MOST_ATTRIBUTES for part in long):
        raise Refused(TOO_LARGE)
    tags = TAG.findall(text) if count > MOST_OPEN else TABLE_TAG.findall(text)
    if _most_open(tags, {"table"}) > MOST_NESTED or _most_open(tags) > MOST_OPEN:
        raise Refused(TOO_DEEP)


def _most_open(tags: list[tuple[str, str]], names: Container[str] = ()) -> int:
    """Return how many elements, of some names, are open at once; what is closed but was not open counts for nothing."""
    still_open: dict[str, int] = {}
    most = now = 0
    for closing, name in ((closing, name.lower()) for closing, name in tags):
        if name in CLOSED or (names and name not in names):
            continue
        change = 1 if not closing else -1 if still_open.get(name) else 0
        still_open[name] = still_open.get(name, 0) + change
        now += change
        most = max(most, now)
    return most


def _attributes_at_the_end(part: str) -> int:
    """Return about how many attributes a tag has that ends a part of a page."""
    return len(part[part.find("<") :].split(None, MOST_ATTRIBUTES + 1))
