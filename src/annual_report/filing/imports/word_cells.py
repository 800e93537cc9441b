"""Tables of Word: real cells, with the spans that their merges make."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from annual_report.filing.imports.document import PARAGRAPHS, Grid, Origin, Refused, SourceCell
from annual_report.filing.imports.printed_figures import is_figure
from annual_report.filing.imports.word_numbering import Numbering, W
from annual_report.filing.imports.word_text import notes_of, text_of

WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}

# A table of a report has some 30 rows of 10 cells.
MOST_CELLS, MOST_COLUMNS = 50_000, 1000
TOO_MANY = "表格太大（超过 {limit} 格），不是年报的表格：请核对文件"


def is_frame(table: Any) -> bool:
    """Whether a table only frames what stands in it: nowhere two cells side by side."""
    return all(len([*_inside(row, "tc")]) < 2 for row in _inside(table, "tr"))


def grid_of(table: Any, number: int, numbering: Numbering) -> Grid:
    """Return a table: a cell that goes on from the row above is no cell, and that above spans both rows."""
    rows = [[*_placed(_inside(row, "tc"))] for row in _inside(table, "tr") if not _is_deleted(row)]
    if sum(map(len, rows)) > MOST_CELLS:
        raise Refused(TOO_MANY.format(limit=MOST_CELLS), table=number)
    heights = _heights(rows)
    made: list[tuple[SourceCell, ...]] = []
    for row, cells in enumerate(rows, 1):
        real = [(start, width, cell) for start, width, cell in cells if _merge(cell) != "continue"]
        made.append(
            tuple(
                _cell(cell, Origin(1, number, row, column), heights.get((row, start), 1), width, numbering)
                for column, (start, width, cell) in zip(count(1), real)
            )
        )
    return Grid(tuple(made), number)


def _cell(cell: Any, origin: Origin, rows: int, columns: int, numbering: Numbering) -> SourceCell:
    paragraphs = [*_inside(cell, "p")]
    texts = [_numbered(numbering.number_before(paragraph), text_of(paragraph)) for paragraph in paragraphs]
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    notes = {note: None for paragraph in paragraphs for note in notes_of(paragraph)}
    if len(lines) > 1:
        notes[PARAGRAPHS] = None
    return SourceCell("".join(lines), origin, rows, columns, tuple(notes))


def _numbered(number: str, text: str) -> str:
    """Return a text behind the number of its list; a figure never closes up with it."""
    return f"{number} {text}" if number and is_figure(text) else number + text


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table, the cells of a row, the paragraphs of a cell; also out of what only wraps them."""
    for each in element:
        if each.tag == f"{W}{name}":
            yield each
        elif each.tag.removeprefix(W) in WRAPPERS:
            yield from _inside(each, name)


def _placed(cells: Iterator[Any]) -> Iterator[tuple[int, int, Any]]:
    """Yield cells with the column of the grid that each begins in, and how many it takes."""
    start = 0
    for cell in cells:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        value = "" if span is None else span.get(f"{W}val") or ""
        width = min(max(int(value), 1), MOST_COLUMNS) if value.isdecimal() and len(value) < 10 else 1
        yield start, width, cell
        start += width


def _heights(rows: list[list[tuple[int, int, Any]]]) -> dict[tuple[int, int], int]:
    """Return how many rows the cells that begin a merge take, by row and column."""
    heights: dict[tuple[int, int], int] = {}
    begun: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        for start, _, cell in row:
            if _merge(cell) == "continue" and start in begun:
                heights[begun[start], start] = number - begun[start] + 1
            else:
                begun.pop(start, None)
            if _merge(cell) == "restart":
                begun[start] = number
    return heights


def _merge(cell: Any) -> str:
    """Return how a cell stands to the one above it: restart, continue, or not at all."""
    found = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if found is None else found.get(f"{W}val") or "continue"


def _is_deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None
