"""Workbooks (.xlsx): a sheet that is shown is a page; rows with one cell are lines, what stands between is a table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from annual_report.filing.imports.catalogue import MOST_CHARACTERS, TOO_LONG, declare
from annual_report.filing.imports.document import (
    Block,
    Grid,
    Line,
    Origin,
    Refused,
    Remark,
    SourceCell,
    SourceDocument,
    SourcePage,
)
from annual_report.filing.imports.packages import DAMAGED, ZIP, Package
from annual_report.filing.imports.sheet_bounds import has_formulas, sheets_of
from annual_report.filing.imports.sheet_cells import Shown, notes_of, shown

KIND = "Excel 工作簿（.xlsx）"

LAST_COLUMN = 16_384

HIDDEN = "有隐藏的工作表、行或列，没有读"
FORMULAS = "有公式：取文件里存的计算结果；没有存结果的格按空白处理（用 Excel 或 WPS 打开、重新保存即可）"

Row = list[Shown]


def recognise(content: bytes) -> bool:
    """Whether a file is a zipped office document with sheets."""
    return content.startswith(ZIP) and Package(content).holds("xl/")


@declare(KIND, 1, recognise)
def read_sheet(content: bytes) -> SourceDocument:
    """Read the sheets that are shown. Raises Refused for what is damaged, encrypted or expands beyond all bounds."""
    sheets = sheets_of(Package(content))
    values = open_workbook(content, values=True)
    # A second look tells formulas from numbers, where there are any.
    formulas = open_workbook(content, values=False) if any(map(has_formulas, sheets)) else values
    remarks: dict[str, None] = {}
    pages: list[SourcePage] = []
    tables = 0
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            remarks[HIDDEN] = None
            continue
        rows = [*_within_bounds(_rows(sheet, formulas[sheet.title], remarks))]
        blocks = tuple(_blocks(rows, len(pages) + 1, tables))
        tables += sum(isinstance(block, Grid) for block in blocks)
        pages.append(SourcePage(len(pages) + 1, blocks))
    return SourceDocument(tuple(pages), KIND, tuple(Remark(message) for message in remarks))


def _within_bounds(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows; raise Refused for one long text that stands in very many cells."""
    count = 0
    for row in rows:
        count += sum(len(cell.text) for cell in row)
        if count > MOST_CHARACTERS:
            raise Refused(TOO_LONG.format(count=count, limit=MOST_CHARACTERS))
        yield row


def open_workbook(content: bytes, values: bool) -> Any:
    """Return a workbook, with what its formulas came to or with themselves. Raises Refused for a damaged one."""
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except Exception as error:  # openpyxl on what is no sound workbook
        raise Refused(DAMAGED) from error


def _rows(sheet: Any, formulas: Any, remarks: dict[str, None]) -> Iterator[Row]:
    """Yield the rows that hold something, each with its real cells: what is merged is the first of its cells."""
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        number
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min, min(each.max, LAST_COLUMN) + 1)
    }
    if hidden or columns:
        remarks[HIDDEN] = None
    seen = sorted(place for place in sheet._cells if place[0] not in hidden and place[1] not in columns)
    for _, places in groupby(seen, key=lambda place: place[0]):
        row = []
        for place in places:
            cell, formula = sheet._cells[place], formulas._cells.get(place)
            if type(cell).__name__ == "MergedCell":
                continue
            is_formula = formula is not None and formula.data_type == "f"
            if is_formula:
                remarks[FORMULAS] = None
            area = spans.get(place)
            height, width = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            row.append(Shown(place[1], shown(cell), height, width, tuple(notes_of(cell, is_formula))))
        if any(cell.text for cell in row):
            yield row


def _blocks(rows: list[Row], page: int, tables: int) -> Iterator[Block]:
    """Yield rows with one cell as lines, and all between them as tables, without the blank cells beside a table."""
    lines = 0
    for is_line, some in groupby(rows, key=_is_line):
        if is_line:
            for row in some:
                for text in next(cell.text for cell in row if cell.text).split("\n"):
                    lines += 1
                    yield Line(text, Origin(page, 0, lines, 1))
        else:
            tables += 1
            yield _grid([*some], page, tables)


def _is_line(row: Row) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) == 1 and (filled[0].columns > 1 or len(row) == 1)


def _grid(rows: list[Row], page: int, number: int) -> Grid:
    filled = [cell for row in rows for cell in row if cell.text]
    first = min(cell.column for cell in filled)
    last = max(cell.column + cell.columns - 1 for cell in filled)
    return Grid(
        tuple(
            tuple(
                SourceCell(
                    cell.text.replace("\n", ""),
                    Origin(page, number, place, column),
                    cell.rows,
                    cell.columns,
                    cell.notes,
                )
                for column, cell in enumerate((cell for cell in row if first <= cell.column <= last), 1)
            )
            for place, row in enumerate(rows, 1)
        ),
        number,
    )
