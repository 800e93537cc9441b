"""What an agency typed, as every format prints it: paragraphs and tables, literal but for **bold** words.

Each line is a paragraph of its own. Blanks before and behind it are left out, since the typesetting indents, and blanks
in a row are one, as on a page. A table is what its bars and the line of dashes under its head say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby, takewhile
from typing import Any

from annual_report.filing.figures import MARKED

# Under this name what was typed travels in a notebook, as data.
TYPED_MIME = "application/vnd.annual-report.prose+json"

# While the marks of a text are read, a figure is one character, which no input may hold.
FIGURE = "\ufdd3"

BLANKS = re.compile("[ \t]+")
BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
BAR = "|"
MOST_BARS = 40  # of a line that is a row of a table; no page is wide enough for so many
DASHES = re.compile(r"\|? ?:?-+:? ?(?:\| ?:?-+:? ?)*\|?")


@dataclass(frozen=True)
class TypedWords:
    """Some words of a line in one style; `sources` are what a figure is bound to, empty for typed words."""

    text: str
    bold: bool = False
    sources: tuple[str, ...] = ()


Line = tuple[TypedWords, ...]


@dataclass(frozen=True)
class TypedParagraph:
    """A line of its own."""

    words: Line
    kind: str = "paragraph"


@dataclass(frozen=True)
class TypedTable:
    """A table whose rows are equally wide; the first is its head."""

    rows: tuple[tuple[Line, ...], ...]
    kind: str = "table"


TypedBlock = TypedParagraph | TypedTable


def read_typed(marked: str) -> tuple[TypedBlock, ...]:
    """Return the blocks of a composed text; what a placeholder filled in is literal, whatever it holds."""
    figures = (TypedWords(_one_line(each[2]), sources=tuple(each[1].split())) for each in MARKED.finditer(marked))
    lines = [BLANKS.sub(" ", line).strip() for line in MARKED.sub(FIGURE, marked).splitlines()]
    return tuple(_blocks(lines, figures))


def in_styles(line: Line) -> Iterator[tuple[bool, list[TypedWords]]]:
    """Yield the words of a line by style: whether they are bold, and those that are so one behind the other."""
    for bold, words in groupby(line, key=lambda each: each.bold):
        yield bold, list(words)


def as_data(blocks: Sequence[TypedBlock]) -> dict[str, Any]:
    """Return blocks as plain data."""
    return {"blocks": [asdict(block) for block in blocks]}


def _one_line(text: str) -> str:
    return BLANKS.sub(" ", " ".join(text.splitlines()))


def _blocks(lines: Sequence[str], figures: Iterator[TypedWords]) -> Iterator[TypedBlock]:
    at = 0
    while at < len(lines):
        height = _height_of_table(lines, at)
        if height:
            yield _table([lines[at], *lines[at + 2 : at + height]], figures)
        elif lines[at]:
            yield TypedParagraph(_words(lines[at], figures))
        at += height or 1


def _height_of_table(lines: Sequence[str], at: int) -> int:
    """Return how many lines of a table begin here: a head, as many dashes, and rows while there are bars."""
    head, dashes = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    if BAR not in dashes or not DASHES.fullmatch(dashes):
        return 0
    if not _is_row(head) or len(_cells(head)) != len(_cells(dashes)):
        return 0
    return 2 + sum(1 for _ in takewhile(_is_row, (lines[row] for row in range(at + 2, len(lines)))))


def _is_row(line: str) -> bool:
    return BAR in line and line.count(BAR) <= MOST_BARS


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix(BAR).removesuffix(BAR).split(BAR)]


def _table(lines: Sequence[str], figures: Iterator[TypedWords]) -> TypedTable:
    """Return a table as wide as its widest row: nothing that was typed is left out."""
    rows = [[_words(cell, figures) for cell in _cells(line)] for line in lines]
    width = max(map(len, rows))
    return TypedTable(tuple((*row, *[()] * (width - len(row))) for row in rows))


def _words(text: str, figures: Iterator[TypedWords]) -> Line:
    """Return the words of a line; two stars that no other two close, or that touch a blank inside, are stars."""
    pieces: list[tuple[str, bool]] = []
    opening: re.Match[str] | None = None
    at = 0
    for stars in BOLD.finditer(text):
        if opening and not text[stars.start() - 1].isspace():
            pieces += [(text[at : opening.start()], False), (text[opening.end() : stars.start()], True)]
            at, opening = stars.end(), None
        elif not opening and text[stars.end() : stars.end() + 1].strip():
            opening = stars
    pieces.append((text[at:], False))
    return tuple(words for piece, bold in pieces for words in _with_figures(piece, bold, figures) if words.text)


def _with_figures(text: str, bold: bool, figures: Iterator[TypedWords]) -> Iterator[TypedWords]:
    first, *others = text.split(FIGURE)
    yield TypedWords(first, bold)
    for words in others:
        yield replace(next(figures), bold=bold)
        yield TypedWords(words, bold)
