"""A page inside a payload: mark-up in a string of JSON or of a script.

So portals send it that build their pages in the browser.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from annual_report.filing.imports.catalogue import declare
from annual_report.filing.imports.document import Refused, Remark, SourceDocument
from annual_report.filing.imports.encodings import decode
from annual_report.filing.imports.markup import pages_of, recognise_page
from annual_report.filing.imports.markup_article import holds_a_report
from annual_report.filing.imports.markup_text import tree_of
from annual_report.wording import fold

KIND = "接口返回的数据（.json .js）"

# The opening of a table, as it stands in a string: plain, or with its bracket escaped in one of four ways.
TABLE = re.compile(rb"(?:<|\\u003c|\\x3c|&lt;)table\b", re.IGNORECASE)
STRING = re.compile(
    r"""(?:["']?(?P<name>[\w$.-]{1,80})["']?\s{0,80}[:=]|[(,\[+])\s{0,80}"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|`(?P<back>(?:[^`\\]|\\.)*+)`)"""
    r"""(?!\s{0,80}:)""",  # a name in quotation marks is no value
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "\n", "v": "\n", "0": "", "\n": "", "\r\n": ""}
TITLES = ("title", "Title", "articleTitle", "subject")

FOUND = "网页在数据的 {name} 里，只读这一篇"
NOTHING = "数据里没有一篇带年报表格的文章：请换成网页本身，或者另存网页后再导入"
SEVERAL = "数据里有 {count} 篇带年报表格的文章（{names}）：请每篇单独存一个文件"
UNNAMED = "文字"


class Article(NamedTuple):
    """A page that stands in a string: the name of the string, the title beside it, and its mark-up."""

    name: str
    title: str
    markup: str


def recognise(content: bytes) -> bool:
    """Whether a file is data or a script, or a page of nothing but scripts, that holds a table in a string."""
    outside = _without_scripts(content) if recognise_page(content) else b""
    if TABLE.search(outside) or not TABLE.search(content):
        return False
    return any(True for _ in _articles(decode(content).text))


@declare(KIND, 5, recognise)
def read_payload(content: bytes) -> SourceDocument:
    """Read the one article of a payload that has tables of a report. Raises Refused for none, and for several."""
    text, remarks = decode(content)
    found: dict[str, Article] = {}
    for article in _articles(text):
        tree = tree_of(article.markup)
        if holds_a_report(tree):
            found.setdefault(fold(tree.body.text() if tree.body else ""), article)
    if len(found) != 1:
        names = "、".join(article.name for article in found.values())
        raise Refused(SEVERAL.format(count=len(found), names=names) if found else NOTHING)
    (article,) = found.values()
    said = Remark(FOUND.format(name=article.name))
    return SourceDocument(tuple(pages_of(article.markup, article.title)), KIND, (*remarks, said))


def _without_scripts(page: bytes) -> bytes:
    before, *scripts = page.lower().split(b"<script")
    return before + b"".join(script.partition(b"</script")[2] for script in scripts)


def _articles(text: str) -> Iterator[Article]:
    """Yield every string of a payload that holds a table."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        yield from _articles_of_script(text)
    else:
        yield from _articles_of_data(parsed)


def _articles_of_data(parsed: Any) -> Iterator[Article]:
    waiting: list[tuple[str, str, Any]] = [(UNNAMED, "", parsed)]
    while waiting:
        name, title, value = waiting.pop()
        if isinstance(value, str) and TABLE.search(value.encode()):
            yield Article(name, title, _plain(value))
        elif isinstance(value, dict):
            beside = next((value[key] for key in TITLES if isinstance(value.get(key), str)), "")
            waiting.extend((key, beside, each) for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend((name, title, each) for each in value)


def _articles_of_script(text: str) -> Iterator[Article]:
    for found in STRING.finditer(text):
        value = next(filter(None, (found["double"], found["single"], found["back"])), "")
        if TABLE.search(value.encode()):
            yield Article(found["name"] or UNNAMED, "", _plain(ESCAPE.sub(_unescape, value)))


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return MEANT.get(found[4], found[4])


def _plain(markup: str) -> str:
    """Return mark-up whose brackets are escaped for a page, as it is meant: once."""
    return markup if "<" in markup else html.unescape(markup)
