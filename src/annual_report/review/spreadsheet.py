"""How a spreadsheet is written: numbers exactly, texts never as formulas, looks, pages, always the same bytes."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import MAXYEAR, MINYEAR, datetime
from decimal import Decimal
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring
from rich.cells import cell_len

from annual_report.files import zip_of
from annual_report.wording import make_visible, on_one_line, plain

# A spreadsheet keeps fifteen digits of a number; a longer one stays exact as text only.
EXACT_DIGITS = 15
# What a spreadsheet takes for the beginning of a formula when someone edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32767
CUT = "……（太长，余下的见 findings.json）"
# What the header of a page holds, what a sheet may be named, how high a row may be.
LONGEST_HEADER, LONGEST_SHEET_TITLE, HIGHEST_ROW = 240, 31, 409
NOT_IN_SHEET_TITLES = re.compile(r"[\[\]:*?/\\]")

# Rows do not grow with their text by themselves: points for a line, and for the space around the lines.
LINE_HEIGHT, PADDING = 15, 4
# How much of a line is filled before it breaks, about.
FILLED = 0.85

LINE = Side("thin", "4A4A4A")
GRID = Border(LINE, LINE, LINE, LINE)
THICK, DASHED = Side("medium", "9B1C1C"), Side("mediumDashed", "4A4A4A")
BOLD = Font(bold=True)
SHADE, PLAIN = PatternFill("solid", "F5F4F1"), PatternFill()
LIKELY = PatternFill("solid", "F8CBCB"), Border(THICK, THICK, THICK, THICK)
POSSIBLE = PatternFill("solid", "FDF0C8"), Border(DASHED, DASHED, DASHED, DASHED)
CENTRED = Alignment("center", "center", wrap_text=True)
LEFT = Alignment("left", "center", wrap_text=True)
TOP = Alignment("left", "top", wrap_text=True)


class Looks:
    """Gives the cells of one workbook their look; one that looks alike lends its style, which is dear to look up."""

    def __init__(self) -> None:
        self._styles: dict[tuple[Any, ...], Any] = {}

    def give(self, cell: Any, **look: Any) -> None:
        """Give a cell a font, a fill, a border, an alignment, whatever is named."""
        key = (cell._style and cell._style.tobytes(), *map(id, look.values()))
        if key in self._styles:
            cell._style = copy(self._styles[key])
            return
        for name, part in look.items():
            setattr(cell, name, part)
        self._styles[key] = copy(cell._style)


def put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell | MergedCell:
    """Store a value and return its cell: numbers exactly, every text as text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXACT_DIGITS:
        value = plain(value)
    if isinstance(value, Decimal):
        cell.number_format = f"0.{'0' * digits}" if (digits := -int(value.as_tuple().exponent)) > 0 else "0"
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = clean_text(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    return cell


def clean_text(text: str) -> str:
    """Return text as a cell can hold it: what would not be seen is shown, what is too long is cut with a word."""
    return _cut(ILLEGAL_CHARACTERS_RE.sub("", make_visible(text)), LONGEST_TEXT, CUT)


def write_list(
    sheet: Worksheet, name: str, title: str, headings: Mapping[str, int], rows: Sequence[Sequence[Any]], looks: Looks
) -> None:
    """Write a list: a head that stays in sight, rows as high as their texts, a filter, on paper as wide as the page."""
    sheet.title = name
    for column, (heading, width) in enumerate(headings.items(), 1):
        head = sheet.cell(1, column, heading)
        looks.give(head, font=BOLD, fill=SHADE, border=GRID, alignment=CENTRED)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            looks.give(put(sheet, row, column, value), border=GRID, alignment=TOP)
        sheet.row_dimensions[row].height = row_height(zip(values, headings.values(), strict=True))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    set_page(sheet, title, "landscape", 0)


def row_height(texts: Iterable[tuple[Any, float]]) -> int:
    """Return how high a row must be for texts in columns of the given widths; a Chinese character is two wide."""
    lines = (
        sum(max(1, math.ceil(cell_len(line) / (width * FILLED))) for line in str(text).split("\n"))
        for text, width in texts
    )
    return min(max(lines) * LINE_HEIGHT + PADDING, HIGHEST_ROW)


def sheet_title(caption: str, otherwise: str) -> str:
    """Return a caption as a sheet can be named: not every character, and not many."""
    return _cut(NOT_IN_SHEET_TITLES.sub("", caption).strip("'"), LONGEST_SHEET_TITLE, "…") or otherwise


def set_page(sheet: Worksheet, title: str, orientation: Literal["portrait", "landscape"], pages: int) -> None:
    """Print on A4, one page wide and so many pages long (0: as many as it takes), with the title above."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(_header(title)))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))


def bytes_of(workbook: Workbook, title: str, creator: str, year: int) -> bytes:
    """Save a workbook without the time of day, which openpyxl writes into its properties and its zip entries.

    It is dated to the end of a year.
    """
    moment = datetime(min(max(MINYEAR, year), MAXYEAR), 12, 31)
    properties = DocumentProperties(title=clean_text(title), creator=creator, created=moment, modified=moment)
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    parts[ARC_CORE] = tostring(properties.to_tree())
    return zip_of(parts.items())


def _header(title: str) -> str:
    """Return the title as it stands above a printed page, which has room for so many characters; & commands there."""
    words = on_one_line(title)
    while _units(escaped := words.replace("&", "&&")) > LONGEST_HEADER:
        half = (len(words) - 2) // 2
        words = f"{words[:half]}…{words[-half:]}"
    return escaped


def _cut(text: str, longest: int, mark: str) -> str:
    """Return text of at most so many units of UTF-16, in which spreadsheets count."""
    if _units(text) <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * (longest - len(mark))].decode("utf-16-le", errors="ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
