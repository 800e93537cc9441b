"""How wide the columns of a table are and how small its type is, so that no figure is broken over two lines."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from rich.cells import cell_len

from annual_report.document.blocks import VALUE, PlacedCell, PrintedTable
from annual_report.document.typesetting import Style, Typesetting

MM_PER_POINT = 25.4 / 72

# A digit is half as wide as the type is high; a little more, for fonts that are wider than Times.
DIGIT = 0.52

STEP = 0.5

# A group of so many rows is kept on one page, with its name.
LARGEST_GROUP = 10

# No cell of an official form holds more characters.
LONGEST_LABEL = 60

# A last line of one Chinese character, in halves of one.
ORPHAN = 2


@dataclass(frozen=True)
class Columns:
    """The widths of the columns in mm, the style of the table, and its size of type in pt."""

    widths: tuple[float, ...]
    style: Style
    is_small: bool
    size: float


def columns_of(table: PrintedTable, setting: Typesetting) -> Columns:
    """Share the width of the page among columns; where figures do not fit, the type becomes smaller."""
    is_small = len(table.widths) >= setting.tables.small_from
    style = setting.styles.table_small if is_small else setting.styles.table
    whole, size = float(setting.page.type_width), float(style.size)
    wanted = [whole * width / sum(table.widths) for width in table.widths]
    while size > setting.tables.least and sum(_least_widths(table, size, setting)) > whole:
        size -= STEP
    return Columns(tuple(_fit(wanted, _least_widths(table, size, setting))), style, is_small, size)


def _least_widths(table: PrintedTable, size: float, setting: Typesetting) -> list[float]:
    """Return what every column needs for its longest figure, and at least for two characters beside each other."""
    padding = 2 * float(setting.tables.padding) + float(setting.tables.rule) * MM_PER_POINT
    longest = [4] * len(table.widths)
    for each in table.placed:
        if each.cell.role == VALUE and each.cell.colspan == 1 and _is_figure(each.cell.text):
            longest[each.column] = max(longest[each.column], cell_len(each.cell.text))
    return [length * DIGIT * size * MM_PER_POINT + padding for length in longest]


def _is_figure(text: str) -> bool:
    return text.isascii() and " " not in text and any(character.isdigit() for character in text)


def _fit(wanted: list[float], needed: list[float]) -> list[float]:
    """Give narrow columns what they need; those with room to spare share the cost by how much they have."""
    lack = sum(max(0.0, need - want) for want, need in zip(wanted, needed, strict=True))
    spare = sum(max(0.0, want - need) for want, need in zip(wanted, needed, strict=True))
    share = min(1.0, lack / spare) if spare else 0.0
    pairs = zip(wanted, needed, strict=True)
    return [need if want < need else want - (want - need) * share for want, need in pairs]


def inset_of(text: str, width: float, size: float, setting: Typesetting) -> float:
    """Return how many mm to draw a text in, in all, so that its last line is more than one character: 商业|企业.

    `width` is that of its cell in mm, `size` that of the type in pt.
    """
    half = size * MM_PER_POINT / 2
    room = width - 2 * float(setting.tables.padding)
    length, fitting = cell_len(text), int(room / half) // 2 * 2
    if length <= fitting or fitting < 2 * ORPHAN:
        return 0.0
    wanted = next((line for line in range(fitting, ORPHAN, -2) if not 0 < length % line <= ORPHAN), fitting)
    return 0.0 if wanted == fitting else room - (wanted + 0.5) * half


def height_of(table: PrintedTable, columns: Columns, setting: Typesetting) -> float:
    """Return how high a table becomes, in pt: rather more than less, since no two programs break lines alike."""
    heights = [0.0] * len(table.rows)
    # A cell of several rows adds to the last of them what the others leave over.
    for each in sorted(table.placed, key=lambda one: (one.cell.rowspan, one.row)):
        rows = slice(each.row, each.row + each.cell.rowspan)
        lack = _height(each, columns, setting) - sum(heights[rows])
        heights[rows.stop - 1] += max(0.0, lack)
    return sum(heights)


def _height(each: PlacedCell, columns: Columns, setting: Typesetting) -> float:
    """Return how high a cell must be for its lines, one line more for a text that only just fits."""
    width = sum(columns.widths[each.column : each.column + each.cell.colspan]) - 2 * float(setting.tables.padding)
    fitting = max(1, int(width / MM_PER_POINT / columns.size * 2) - 1)
    lines = sum(max(1, ceil(cell_len(line) / fitting)) for line in each.cell.text.split("\n"))
    return lines * float(columns.style.line) + 2 * float(setting.tables.row_padding) / MM_PER_POINT
