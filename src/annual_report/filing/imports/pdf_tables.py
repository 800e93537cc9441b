"""Tables of a PDF: cells between ruling lines, with the text that stands in each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annual_report.filing.imports.document import PARAGRAPHS, RAISED, Grid, Origin, SourceCell
from annual_report.filing.imports.radicals import as_ideographs

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]

# A rectangle thinner than this is a stroke; a filled one that is thicker only colours what lies on it.
STROKE = 3.0
# Strokes that end nearer than this meet; edges nearer than this are one.
SETTINGS: dict[str, Any] = {"snap_tolerance": 3.0, "join_tolerance": 3.0, "intersection_tolerance": 5.0}
SAME_EDGE = 3.0
FEWEST_COLUMNS = 4
# A character that is smaller than this part of its neighbours is the mark of a note.
SMALL = 0.8
BLANK = 0.25  # of a character: what is further apart is printed with a blank


@dataclass(frozen=True)
class Ruled:
    """A table between ruling lines: the rectangle that it takes on its page, and its cells by row."""

    page: Page
    box: Box
    rows: list[list[Box]]

    def grid(self, number: int) -> Grid:
        """Return it with the text of its cells, as the table of this number."""
        return _grid(self.page, self.rows, number)


def is_printed(thing: dict[str, Any]) -> bool:
    """Whether an object of a page is text that stands upright, or a ruling line; an area of colour is none."""
    if thing["object_type"] == "char":
        return bool(thing["upright"])  # a watermark runs across the page
    is_area = thing["object_type"] == "rect" and min(thing["width"], thing["height"]) > STROKE
    return not is_area or bool(thing.get("stroke"))


def tables_of(page: Page) -> Iterator[Ruled]:
    """Yield the tables of a page that have rows of several cells, from top to bottom."""
    settings = SETTINGS | {"explicit_horizontal_lines": [*_open_ends(page)]}
    for table in sorted(page.find_tables(settings), key=lambda table: table.bbox[1]):
        rows = _rows(table)
        if any(len(row) > 1 for row in rows):
            yield Ruled(page, table.bbox, rows)


def _open_ends(page: Page) -> Iterator[float]:
    """Yield where a table goes on over the page: strokes that part its columns end there, and none runs across."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    across = [edge["top"] for edge in page.edges if edge["orientation"] == "h" and edge["width"] > STROKE]
    for side, last in (("top", min), ("bottom", max)):
        end = last((edge[side] for edge in upright), default=0.0)
        columns = _distinct(edge["x0"] for edge in upright if abs(edge[side] - end) < SAME_EDGE)
        if len(columns) >= FEWEST_COLUMNS and all(abs(height - end) > SAME_EDGE for height in across):
            yield end


def _rows(table: Table) -> list[list[Box]]:
    """Return the cells of a table by the row in which they begin."""
    cells = sorted(set(table.cells), key=lambda cell: (cell[1], cell[0]))
    rows: list[list[Box]] = []
    for cell in cells:
        if rows and cell[1] - rows[-1][0][1] <= SAME_EDGE:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row) for row in rows]


def _grid(page: Page, rows: list[list[Box]], number: int) -> Grid:
    tops = [row[0][1] for row in rows]
    lefts = _distinct(cell[0] for row in rows for cell in row)
    characters = _by_cell(page, rows)
    made = []
    for place, row in enumerate(rows):
        cells = []
        for column, box in enumerate(row, 1):
            height = max(bisect_left(tops, box[3] - SAME_EDGE) - place, 1)
            width = max(bisect_left(lefts, box[2] - SAME_EDGE) - bisect_left(lefts, box[0] - SAME_EDGE), 1)
            origin = Origin(page.page_number, number, place + 1, column)
            text, notes = text_in(characters.get(box, []))
            cells.append(SourceCell(text, origin, height, width, notes))
        made.append(tuple(cells))
    return Grid(tuple(made), number)


def _distinct(values: Iterator[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME_EDGE:
            found.append(value)
    return found


def _by_cell(page: Page, rows: list[list[Box]]) -> dict[Box, list[dict[str, Any]]]:
    """Return the characters of a page by the cell in which the middle of each stands."""
    cells = [box for row in rows for box in row]
    found: dict[Box, list[dict[str, Any]]] = {}
    for character in page.chars:
        x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        box = next((box for box in cells if box[0] <= x < box[2] and box[1] <= y < box[3]), None)
        if box is not None:
            found.setdefault(box, []).append(character)
    return found


def text_in(characters: list[dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a cell, its lines joined, and why it may be more than one number."""
    lines = _lines([each for each in characters if each["text"].strip()])
    texts = ["".join(_spaced(line)) for line in lines]
    sizes = [each["size"] for line in lines for each in line]
    notes = [PARAGRAPHS] if len(texts) > 1 else []
    if sizes and min(sizes) < SMALL * max(sizes):
        notes.append(RAISED)
    return as_ideographs("".join(texts)), tuple(notes)


def _lines(characters: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return characters by the line that they stand in, each from left to right."""
    lines: list[list[dict[str, Any]]] = []
    for each in sorted(characters, key=lambda each: each["bottom"]):
        if lines and each["bottom"] - lines[-1][0]["bottom"] < each["size"] / 2:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [sorted(line, key=lambda each: float(each["x0"])) for line in lines]


def _spaced(line: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the characters of a line, and a blank where they stand apart."""
    before = None
    for each in line:
        if before is not None and each["x0"] - before["x1"] > BLANK * each["size"]:
            yield " "
        yield each["text"]
        before = each
