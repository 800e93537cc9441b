"""The workbook of a roll-up says first of how many units it is, and shows what each of them adds."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.district.roll_up import roll_up
from annual_report.review.roll_up_workbook import roll_up_workbook
from counties import GOVERNMENT, YEAR, figures_of, invent_county, write_unit


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return invent_county(tmp_path)


def sheet_of(county: Path, name: str = "汇总") -> Worksheet:
    rolled = roll_up(GOVERNMENT, YEAR, county)
    sheet = openpyxl.load_workbook(io.BytesIO(roll_up_workbook(rolled.roll_up, rolled.findings)))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, label: str) -> list[object]:
    return next([*row] for row in sheet.iter_rows(values_only=True) if row[1] == label)


def test_every_figure_has_a_row_and_every_unit_a_column(county: Path) -> None:
    sheet = sheet_of(county)
    assert sheet.max_row - 3 == 10 + 175 + 15
    assert row_of(sheet, "一、本年新收 × 自然人")[2:] == [56, 56, 0, 56, "4/4", 7, 41, 5, 3]
    assert sheet.cell(1, 1).value == "青溪县人民政府2024年汇总表：应报 4 个单位，全部收到"


def test_what_is_missing_leaves_the_sum_empty_and_says_so_above(county: Path) -> None:
    shutil.rmtree(county / "qingxi-bridge" / str(YEAR))
    sheet = sheet_of(county)
    assert "不完整。应报 4 个单位，收到 3 个，缺桥头镇人民政府" in str(sheet.cell(1, 1).value)
    assert row_of(sheet, "一、本年新收 × 自然人")[2:] == [None, None, None, 53, "3/4", 7, 41, 5, None]


def test_what_is_not_added_up_stands_beside_the_figure(county: Path) -> None:
    write_unit(county, "qingxi-water", YEAR, {**figures_of(5), "disclosure.rules.in_force": 2})
    sheet = sheet_of(county)
    rows = [[*row] for row in sheet.iter_rows(values_only=True) if row[1] and "规章" in str(row[1])]
    assert "0（未计入 2）" in [value for row in rows for value in row]


def test_problems_and_units_have_lists_of_their_own(county: Path) -> None:
    (county / "qingxi-bridge" / str(YEAR) / "applications.csv").write_text("?", encoding="utf-8")
    assert [row[4] for row in sheet_of(county, "单位").iter_rows(values_only=True)][1:] == [
        "已收",
        "已收",
        "已收",
        "读不了",
    ]
    assert {row[2] for row in sheet_of(county, "问题").iter_rows(values_only=True)} >= {"U-02", "U-08"}
