"""A workbook as it was saved: its sheets cell by cell, by whatever program."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.packages import DAMAGED, ZIP, Package
from annual_report.filing.imports.sheet_bounds import SHEETS, sheets_of
from annual_report.filing.workbook_signs import BELOW_THIS, RIGHT_OF_THIS, SIGN_NAME, WorkbookSign, read_sign
from annual_report.wording import fold

# Excel, WPS and LibreOffice write UTF-8, openpyxl the numbers of characters.
WRITTEN_MARKS = [
    written
    for mark in (RIGHT_OF_THIS, BELOW_THIS)
    for written in (mark.encode(), mark.encode("ascii", "xmlcharrefreplace"))
]
LARGEST_WHOLE = 10**15  # what a workbook keeps exactly


class FilledCell(NamedTuple):
    """A real cell: where it begins (counted from 1), how many rows and columns it takes, what stands in it.

    `is_text` where figures stand there as a text, `is_formula` where the text is a formula.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    is_text: bool = False
    is_formula: bool = False


@dataclass(frozen=True)
class FilledSheet:
    """A sheet: its cells in reading order, and whether some of it is hidden."""

    name: str
    cells: tuple[FilledCell, ...]
    is_hidden: bool = False

    @cached_property
    def rows(self) -> Mapping[int, list[FilledCell]]:
        """The cells by the row in which they begin."""
        rows: dict[int, list[FilledCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    @cached_property
    def bounded(self) -> FilledSheet:
        """The sheet without what the workbook shows to the right of one mark and below the other."""
        right = min((cell.column for cell in self.cells if fold(cell.text) == fold(RIGHT_OF_THIS)), default=0)
        below = min((cell.row for cell in self.cells if fold(cell.text) == fold(BELOW_THIS)), default=0)
        inside = (cell for cell in self.cells if (not right or cell.column < right) and (not below or cell.row < below))
        return FilledSheet(self.name, tuple(inside), self.is_hidden)


@dataclass(frozen=True)
class FilledBook:
    """A workbook to fill in as it came back; `sign` is None where no program kept it."""

    sign: WorkbookSign | None
    sheets: tuple[FilledSheet, ...]


def open_filled(content: bytes) -> FilledBook | None:
    """Return a workbook that was made to be filled in; None for every other file. Raises Refused for a damaged one."""
    if not content.startswith(ZIP):
        return None
    package = Package(content)
    if not package.holds("xl/") or not _is_ours(package):
        return None
    sheets_of(package)
    workbook = _load(content)
    name = workbook.defined_names.get(SIGN_NAME)
    sheets = tuple(FilledSheet(each.title, tuple(_cells(each)), _is_hidden(each)) for each in workbook.worksheets)
    return FilledBook(read_sign(name.attr_text or "") if name else None, sheets)


def _is_ours(package: Package) -> bool:
    """Whether a workbook has our sign, or a mark that only ours have."""
    workbook = package.xml("xl/workbook.xml")
    names = [each.get("name") for each in workbook.iter("{*}definedName")] if workbook is not None else []
    return SIGN_NAME in names or any(_has_mark(package, name) for name in package.names)


def _has_mark(package: Package, name: str) -> bool:
    """Whether one of our marks is among the texts of a part: programs keep those of cells in one, or in their sheets.

    Every published workbook is asked, so its parts are only searched: to read them would take three times as long.
    """
    is_of_texts = name == "xl/sharedStrings.xml" or (name.startswith(SHEETS) and name.endswith(".xml"))
    return is_of_texts and any(mark in package.read(name) for mark in WRITTEN_MARKS)


def _load(content: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), keep_links=False)
    except Exception as error:  # openpyxl on what is no sound workbook
        raise Refused(DAMAGED) from error


def _is_hidden(sheet: Any) -> bool:
    dimensions = (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
    # Where colours are worked out, beyond all that is read, columns are hidden from the start.
    read = sheet.max_column if sheet.max_column < 40 else 40
    hidden = (each for each in dimensions if each.hidden and getattr(each, "min", 0) <= read)
    return sheet.sheet_state != "visible" or any(hidden)


def _cells(sheet: Any) -> Iterator[FilledCell]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for place in sorted(sheet._cells):
        cell = sheet._cells[place]
        if type(cell).__name__ == "MergedCell":
            continue
        area = spans.get(place)
        height, width = (area.size["rows"], area.size["columns"]) if area else (1, 1)
        is_formula = cell.data_type == "f"
        text = _text(getattr(cell.value, "text", cell.value) if is_formula else cell.value)
        if text or area:
            yield FilledCell(
                place[0], place[1], text, height, width, isinstance(cell.value, str) and not is_formula, is_formula
            )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value) and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return str(value).strip()
