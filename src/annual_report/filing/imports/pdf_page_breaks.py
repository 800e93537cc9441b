"""Rows of names that a page broke in two: their words stand in one cell again. Rows with figures stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from annual_report.filing.imports.document import PARAGRAPHS, Block, Grid, Line, SourceCell, SourcePage
from annual_report.filing.imports.pdf_tables import SAME_EDGE, Box
from annual_report.filing.imports.printed_figures import kind_of

Boxes = Mapping[int, list[list[Box]]]


def with_whole_rows(pages: Sequence[SourcePage], boxes: Boxes) -> tuple[SourcePage, ...]:
    """Return pages with the rest of a broken row in the cells above it; `boxes` are those of all tables, by number."""
    grids = {block.number: block for page in pages for block in page.blocks if isinstance(block, Grid)}
    for before, after in pairwise(pages):
        ends = [*_numbers(before)[-1:], *_numbers(after)[:1]]
        if len(ends) > 1 and boxes.keys() >= {*ends}:
            above, below = ends
            # Of a row that was joined to the page before, the box is gone, too.
            lower = boxes[below][len(boxes[below]) - len(grids[below].rows) :]
            upper = boxes[above][len(boxes[above]) - len(grids[above].rows) :]
            if upper and lower:
                grids[above], grids[below] = _joined(grids[above], upper, grids[below], lower)
    return tuple(replace(page, blocks=tuple(_blocks(page, grids))) for page in pages)


def _blocks(page: SourcePage, grids: Mapping[int, Grid]) -> Iterator[Block]:
    for block in page.blocks:
        found = grids[block.number] if isinstance(block, Grid) else block
        if isinstance(found, Line) or found.rows:
            yield found


def _numbers(page: SourcePage) -> list[int]:
    return [block.number for block in page.blocks if isinstance(block, Grid)]


def _joined(above: Grid, upper: list[list[Box]], below: Grid, lower: list[list[Box]]) -> tuple[Grid, Grid]:
    """Return two tables, the first row of the second as part of the last cells of the first if it is their rest."""
    bottom = max(box[3] for row in upper for box in row)
    places = [
        (row, column)
        for row, of_row in enumerate(upper)
        for column, box in enumerate(of_row)
        if bottom - box[3] < SAME_EDGE
    ]
    rest = [
        (next((place for place in places if _are_above(upper[place[0]][place[1]], box)), None), cell)
        for box, cell in zip(lower[0], below.rows[0], strict=True)
    ]
    rows = [[*row] for row in above.rows]
    if any(place is None for place, _ in rest) or not _are_names([rows[row][column] for row, column in places], rest):
        return above, below
    for place, cell in rest:
        if place and cell.text:
            first = rows[place[0]][place[1]]
            notes = tuple(dict.fromkeys((*first.notes, *cell.notes, PARAGRAPHS)))
            rows[place[0]][place[1]] = first._replace(text=first.text + cell.text, notes=notes)
    return replace(above, rows=tuple(map(tuple, rows))), replace(below, rows=below.rows[1:])


def _are_above(upper: Box, lower: Box) -> bool:
    return abs(upper[0] - lower[0]) < SAME_EDGE and abs(upper[2] - lower[2]) < SAME_EDGE


def _are_names(cells: Sequence[SourceCell], rest: Sequence[tuple[object, SourceCell]]) -> bool:
    """Whether cells are names, and others their rest: no figure, no name again, no label of a row."""
    names, others = {cell.text for cell in cells}, [cell.text for _, cell in rest[1:] if cell.text]
    are_words = all(kind_of(text) in ("words", "blank") for text in (*names, rest[0][1].text, *others))
    return are_words and bool(others) and names.isdisjoint(others)
