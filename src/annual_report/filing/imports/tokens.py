"""A document as a row of tokens: words, figures, blank cells, whatever separated them on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annual_report.filing.imports.document import DOUBTFUL, Grid, Line, Origin, SourceCell, SourceDocument
from annual_report.filing.imports.printed_figures import Kind, is_figure, kind_of, plain_digits

# What tells where a cell ends: the cells of a table, pipes, tabs, or no more than blanks and ends of lines.
Separator = Literal["cells", "pipes", "tabs", "blanks"]

# Looked for first, the three strokes keep a line of nothing but strokes from being cut in every way that there is.
RULE = re.compile(r"(?=[\s|:+—-]*?-{3})[\s|:+—-]+")
PAGE_NUMBER = re.compile(
    r"\s*[-—–－·]+\s*[0-9０-９]{1,3}\s*[-—–－·]+\s*|\s*第\s*[0-9]{1,3}\s*页(?:.{0,3}共\s*[0-9]{1,3}\s*页)?\s*"
)
# A line of running text that is a cell of its own, a figure with words behind it: 7（其中修订3件）.
ODD_LINE = re.compile(r"[-+]?[0-9][0-9,.]*\s*(?:[(（](?![一二三四五六七八九])|[件元万条项个余多]).{0,20}")


class PrintedToken(NamedTuple):
    """Words, a figure, a blank cell, or what begins like a figure and is none (`odd`).

    `row` numbers rows of cells that stand together for certain, 0 where nothing tells. `line` and `start` say where in
    the running text; `width` is how much white space a blank cell between pipes holds.
    """

    kind: Kind
    text: str
    origin: Origin
    separator: Separator = "blanks"
    row: int = 0
    width: int = 0
    line: int = -1
    start: int = 0
    notes: tuple[str, ...] = ()


@dataclass
class Tokens:
    """The tokens of a document, its lines of running text, and what stood since the last pipe."""

    tokens: list[PrintedToken] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rows: int = 0
    gap: str | None = None
    full_line_before: bool = False


def tokens_of(document: SourceDocument) -> Tokens:
    """Return the tokens of a document in its order."""
    found = Tokens()
    for page in document.pages:
        for block in page.blocks:
            _add_grid(block, found) if isinstance(block, Grid) else _add_line(block, found)
    return found


def _add_grid(grid: Grid, found: Tokens) -> None:
    found.gap = None
    for row in grid.rows:
        found.rows += 1
        found.tokens += _of_row([*_cells(row, found.rows)])


def _cells(row: Iterable[SourceCell], number: int) -> Iterator[PrintedToken]:
    for cell in row:
        kind = kind_of(cell.text)
        doubtful = kind == "figure" and cell.notes and DOUBTFUL & {*cell.notes}
        yield PrintedToken(
            "odd" if doubtful else kind, cell.text, cell.origin, "cells", number, width=2, notes=cell.notes
        )


def _of_row(cells: list[PrintedToken]) -> list[PrintedToken]:
    """Return the cells of a row without the blank ones before its last words: there a merged label goes on."""
    last = max((place for place, cell in enumerate(cells) if cell.kind == "words"), default=-1)
    return [cell for place, cell in enumerate(cells) if place > last or cell.kind != "blank"]


def _add_line(line: Line, found: Tokens) -> None:
    number = len(found.lines)
    found.lines.append(line)
    if RULE.fullmatch(line.text) or PAGE_NUMBER.fullmatch(line.text):
        return
    if "|" in line.text or "｜" in line.text:
        _add_pipes(line, number, found)
    elif "\t" in line.text.strip("\t "):
        found.gap, found.rows = None, found.rows + 1
        found.tokens += _of_row([*_between(re.finditer(r"[^\t]*", line.text), line, number, found.rows)])
    elif line.text.strip():
        found.gap = None
        found.tokens += _words_and_figures(line, number)
    elif found.gap is not None:
        found.gap += "\n"


def _between(cells: Iterable[re.Match[str]], line: Line, number: int, row: int) -> Iterator[PrintedToken]:
    end = -1
    for cell in cells:
        if cell.start() > end or not cell.start():
            text, end = cell.group().strip(), cell.end()
            yield PrintedToken(kind_of(text), text, line.origin, "tabs", row, 1, number, cell.start())


def _add_pipes(line: Line, number: int, found: Tokens) -> None:
    """Add what stands between pipes; two pipes with nothing between them are a blank cell, or a part of a wide one."""
    text = line.text.replace("｜", "|")
    full = text.count("|") > 1 and bool(text.strip("| \t"))
    if full and found.full_line_before and text.lstrip().startswith("|"):
        found.gap = None
    if full:
        found.rows += 1
    row = found.rows if full else 0
    for part in re.finditer(r"[^|]*(?:\||$)", text):
        _add_part(part, line, number, row, found)
    found.full_line_before = full and text.rstrip().endswith("|")
    found.gap = None if found.gap is None else found.gap + "\n"


def _add_part(part: re.Match[str], line: Line, number: int, row: int, found: Tokens) -> None:
    words, closed = part.group().removesuffix("|"), part.group().endswith("|")
    if words.strip():
        found.gap = None
        text, start = words.strip(), part.start() + len(words) - len(words.lstrip())
        found.tokens.append(PrintedToken(kind_of(text), text, line.origin, "pipes", row, 0, number, start))
    elif found.gap is not None and closed:
        found.tokens.append(PrintedToken("blank", "", line.origin, "pipes", row, len(found.gap + words), number))
    elif found.gap is not None:
        found.gap += words
    if closed:
        found.gap = ""


def _words_and_figures(line: Line, number: int) -> Iterator[PrintedToken]:
    whole = line.text.strip()
    if ODD_LINE.fullmatch(plain_digits(whole)) and not is_figure(whole):
        yield PrintedToken("odd", whole, line.origin, "blanks", 0, 0, number, line.text.index(whole))
        return
    for piece in re.finditer(r"\S+", line.text):
        kind: Kind = "figure" if kind_of(piece.group()) == "figure" else "words"
        yield PrintedToken(kind, piece.group(), line.origin, "blanks", 0, 0, number, piece.start())
