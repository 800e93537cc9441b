"""Markdown as blocks of a document: paragraphs, lists, tables, pictures; markup that is no Markdown is text."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

import mistune

from annual_report.document.blocks import (
    COLUMN,
    VALUE,
    Block,
    ListItem,
    Paragraph,
    Picture,
    SectionHeading,
    TableCell,
    TextRun,
)
from annual_report.document.free_table import table_of

Token = Mapping[str, Any]

# Where a link may lead.
SCHEMES = ("http", "https", "mailto")
BULLET = "•"
FORBIDDEN_LINK = "{text}（{address}）"

NAMED_CHARACTER = re.compile(r"&#?\w+;")

# What a paragraph begins with that has its level-2 heading inside: （一）主动公开。
LEAD = re.compile(r"（[一二三四五六七八九十]+）[^。：\n]*(?:[。：]|$)")
LONGEST_LEAD = 30

PICTURES = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}
INLINE_PICTURE = re.compile(r"data:([a-z+/]+);base64,(.*)", re.DOTALL)


@dataclass(frozen=True)
class MarkdownText:
    """Some Markdown: the level of each of its headings in the document, and the pictures attached to its cell."""

    text: str
    level: Callable[[int], int]
    attachments: Mapping[str, Mapping[str, str]]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order."""
        parse = mistune.create_markdown(renderer="ast", plugins=["table"])
        tokens: Any = parse(self.text)
        yield from self._blocks(tokens)

    def _blocks(self, tokens: list[Token]) -> Iterator[Block]:
        readers: dict[str, Callable[[Token], Iterator[Block]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "block_text": self._paragraph,
            "list": self._list,
            "table": self._table,
            "block_quote": lambda token: self._blocks(token["children"]),
            "block_code": lambda token: _verbatim(token["raw"], code=True),
            "block_html": lambda token: _verbatim(token["raw"], code=False),
        }
        for token in tokens:
            if token["type"] in readers:
                yield from readers[token["type"]](token)

    def _heading(self, token: Token) -> Iterator[Block]:
        yield SectionHeading(self.level(token["attrs"]["level"]), _runs(token["children"]))

    def _paragraph(self, token: Token) -> Iterator[Block]:
        """Yield the words of a paragraph, then its pictures."""
        shown = [(child, self._picture(child)) for child in token["children"]]
        runs = _runs([child for child, picture in shown if not picture])
        if text_of(runs).strip():
            yield with_lead(runs)
        yield from (picture for _, picture in shown if picture)

    def _list(self, token: Token, depth: int = 0) -> Iterator[Block]:
        attrs = token["attrs"]
        for number, item in enumerate(token["children"], attrs.get("start", 1)):
            mark = f"{number}." if attrs["ordered"] else BULLET
            for child in item["children"]:
                if child["type"] == "list":
                    yield from self._list(child, depth + 1)
                    continue
                for block in self._blocks([child]):
                    yield _item(block, depth, mark)
                    mark = ""

    def _table(self, token: Token) -> Iterator[Block]:
        head, *body = token["children"]
        rows = [head, *(row for part in body for row in part["children"])]
        cells = ([_cell(cell) for cell in row["children"]] for row in rows)
        yield table_of(list(cells), head_rows=1)

    def _picture(self, token: Token) -> Picture | None:
        """Return a picture that travels inside the notebook; others are never fetched."""
        if token["type"] != "image":
            return None
        url, caption = token["attrs"]["url"], text_of(_runs(token["children"]))
        attached = self.attachments.get(unquote(url.removeprefix("attachment:")), {})
        inline = INLINE_PICTURE.fullmatch(url)
        for mime, data in [*attached.items(), *([inline.groups()] if inline else [])]:
            picture = picture_of(mime, data)
            if picture:
                return replace(picture, caption=caption)
        return None


def picture_of(mime: str, data: str | list[str]) -> Picture | None:
    """Return a picture as a notebook stores it: base64, or the text of an SVG; None for any other kind."""
    text = data if isinstance(data, str) else "".join(data)
    if mime not in PICTURES:
        return None
    if text.lstrip().startswith("<"):
        return Picture(text.encode(), PICTURES[mime])
    try:
        return Picture(base64.b64decode(text), PICTURES[mime])
    except binascii.Error:
        return None


def with_lead(runs: tuple[TextRun, ...]) -> Paragraph:
    """Return a paragraph; where it begins with a short （一）…。 that is its level-2 heading."""
    found = LEAD.match(text_of(runs))
    if not found or len(found[0]) > LONGEST_LEAD:
        return Paragraph(runs)
    lead, rest = _split(runs, len(found[0]))
    return Paragraph(rest, lead)


def text_of(runs: tuple[TextRun, ...]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def _item(block: Block, depth: int, mark: str) -> Block:
    """Return a block inside a list as an item of it; what has no words (a table, a picture) stays what it is."""
    if isinstance(block, Paragraph):
        return ListItem(block.lead + block.runs, depth, mark)
    return ListItem(block.runs, depth, mark) if isinstance(block, SectionHeading) else block


def _cell(token: Token) -> TableCell:
    return TableCell(text_of(_runs(token["children"])), COLUMN if token["attrs"]["head"] else VALUE)


def _verbatim(text: str, code: bool) -> Iterator[Block]:
    yield Paragraph((TextRun(text.rstrip("\n"), code=code),))


def _runs(tokens: list[Token]) -> tuple[TextRun, ...]:
    """Return words with their styles; neighbours of the same style are one run."""
    runs: list[TextRun] = []
    for run in _runs_in_style(tokens, TextRun("")):
        text = run.text
        if text == SOFT_BREAK:
            # A line that ends in the source ends nothing on paper; Chinese has no blank there.
            text = " " if runs and runs[-1].text[-1:].isascii() else ""
        if runs and replace(runs[-1], text="") == replace(run, text=""):
            runs[-1] = replace(runs[-1], text=runs[-1].text + text)
        elif text:
            runs.append(replace(run, text=text))
    return tuple(runs)


SOFT_BREAK = "\r"


def _runs_in_style(tokens: list[Token], style: TextRun) -> Iterator[TextRun]:
    """Yield every piece of text as it stands, in the style of the markup around it."""
    for token in tokens:
        kind = token["type"]
        if kind in ("strong", "emphasis", "link", "image"):
            yield from _runs_of_markup(token, style)
        elif kind in ("linebreak", "softbreak"):
            yield replace(style, text="\n" if kind == "linebreak" else SOFT_BREAK)
        elif "children" in token:
            yield from _runs_in_style(token["children"], style)
        elif kind == "codespan":
            yield replace(style, text=html.unescape(token["raw"]), code=True)
        elif token.get("raw"):
            yield replace(style, text=NAMED_CHARACTER.sub(lambda found: html.unescape(found[0]), token["raw"]))


def _runs_of_markup(token: Token, style: TextRun) -> Iterator[TextRun]:
    kind = token["type"]
    if kind == "link":
        yield from _runs_of_link(token, style)
    else:
        bold, italic = style.bold or kind == "strong", style.italic or kind == "emphasis"
        yield from _runs_in_style(token["children"], replace(style, bold=bold, italic=italic))


def _runs_of_link(token: Token, style: TextRun) -> Iterator[TextRun]:
    """Yield the words of a link; an address that a reader should not follow is text beside them."""
    address = token["attrs"]["url"]
    if is_safe(address):
        yield from _runs_in_style(token["children"], replace(style, link=address))
        return
    text = text_of(tuple(_runs_in_style(token["children"], style)))
    shown = unquote(address)
    yield replace(style, text=text if shown in text else FORBIDDEN_LINK.format(text=text, address=shown))


def is_safe(address: str) -> bool:
    """Whether an address leads to a page or a mailbox and nowhere else."""
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def _split(runs: tuple[TextRun, ...], at: int) -> tuple[tuple[TextRun, ...], tuple[TextRun, ...]]:
    """Cut runs in two behind so many characters."""
    first: list[TextRun] = []
    rest: list[TextRun] = []
    for run in runs:
        head, tail = run.text[:at], run.text[at:]
        at -= len(head)
        first += [replace(run, text=head)] if head else []
        rest += [replace(run, text=tail)] if tail else []
    return tuple(first), tuple(rest)
