"""Several lists as a workbook: a sheet each, to filter and to sort, after one that says what to know of them."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from annual_report.document.listed_table import ListedTable
from annual_report.review.spreadsheet import Looks, bytes_of, write_list

ABOUT, WIDTH = "说明", 120


def listed_workbook(title: str, said: str, tables: Sequence[ListedTable], year: int) -> bytes:
    """Return the workbook of some lists, always the same bytes; its first sheet says of how many units they are."""
    looks, workbook = Looks(), Workbook()
    about = [[title], [said], *([f"{table.name}：{table.remark}"] for table in tables if table.remark)]
    write_list(workbook.worksheets[0], ABOUT, title, {ABOUT: WIDTH}, about, looks)
    for table in tables:
        write_list(workbook.create_sheet(), table.name, title, table.headings, [*table.rows], looks)
    return bytes_of(workbook, title, ABOUT, year)
