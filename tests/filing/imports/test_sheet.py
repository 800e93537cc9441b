"""Workbooks: what is shown, sheet by sheet."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.filing.imports.document import UNCOUNTED, Grid, Line, Refused
from annual_report.filing.imports.sheet import read_sheet, recognise
from published import invented, word_of, workbook_of


def sheet() -> Worksheet:
    return openpyxl.Workbook().worksheets[0]


def saved(first: Worksheet) -> bytes:
    file = io.BytesIO()
    assert first.parent
    first.parent.save(file)
    return file.getvalue()


def rows_of(first: Worksheet) -> list[list[str]]:
    grids = [block for block in read_sheet(saved(first)).pages[0].blocks if isinstance(block, Grid)]
    return [[cell.text for cell in row] for grid in grids for row in grid.rows]


def test_workbooks_are_recognised_by_what_they_hold() -> None:
    assert recognise(workbook_of(invented("2021", 1)))
    assert not recognise(word_of(invented("2021", 1)))


def test_merged_cells_are_one_and_blank_cells_beside_a_table_are_none() -> None:
    first = sheet()
    for row in (["申请情况", None, None, None, None], ["（三）", "甲", 1, None, None], [None, "乙", 2, None, 0.5]):
        first.append(row)
    first.merge_cells("A1:E1")
    first.merge_cells("A2:A3")
    first["G9"].number_format = "0.00"
    line, grid = read_sheet(saved(first)).pages[0].blocks
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert (line.text, grid.rows[0][0].rows) == ("申请情况", 2)
    assert [[cell.text for cell in row] for row in grid.rows] == [["（三）", "甲", "1"], ["乙", "2", "0.5"]]


def test_sheets_are_pages_and_hidden_ones_are_left_out_and_said() -> None:
    first = sheet()
    assert first.parent
    first.append(["甲", 1])
    for name, state in (("二", "hidden"), ("三", "visible")):
        other = first.parent.create_sheet(name)
        other.append([name, 2])
        other.sheet_state = state
    read = read_sheet(saved(first))
    assert [(page.number, block.number) for page in read.pages for block in page.blocks if isinstance(block, Grid)] == [
        (1, 1),
        (2, 2),
    ]
    assert [remark.message for remark in read.remarks] == ["有隐藏的工作表、行或列，没有读"]


def test_hidden_rows_and_columns_are_left_out() -> None:
    first = sheet()
    for row in (["甲", 1, 2], ["乙", 3, 4], ["丙", 5, 6]):
        first.append(row)
    first.row_dimensions[2].hidden = True
    first.column_dimensions["B"].hidden = True
    assert rows_of(first) == [["甲", "2"], ["丙", "6"]]


def test_formula_that_nobody_calculated_is_blank_and_said() -> None:
    first = sheet()
    first.append(["甲", 1, 2, "=SUM(B1:C1)", 0])
    read = read_sheet(saved(first))
    (grid,) = read.pages[0].blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.notes) for cell in grid.rows[0]][3] == ("", (UNCOUNTED,))
    assert read.remarks[0].message.startswith("有公式")


@pytest.mark.parametrize(
    "made",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
    ],
)
def test_what_fills_the_whole_sheet_is_refused_before_it_is_made(made: str) -> None:
    import zipfile

    content = io.BytesIO(saved(sheet()))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.startswith("xl/worksheets/"):
                data = data.replace(b"</worksheet>", f"{made}</worksheet>".encode())
            new.writestr(part, data)
    with pytest.raises(Refused, match=r"太大|损坏"):
        read_sheet(changed.getvalue())


def test_what_is_no_sound_workbook_is_refused() -> None:
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Refused, match="损坏"):
        read_sheet(file.getvalue())


def test_one_long_text_in_many_cells_is_refused() -> None:
    first = sheet()
    for row in range(1, 20):
        first.cell(row, 1, "a" * 30_000)
    with pytest.raises(Refused, match="没有这么长"):
        read_sheet(saved(first))
