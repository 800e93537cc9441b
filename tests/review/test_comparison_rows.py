"""A comparison as rows of a sheet."""

from __future__ import annotations

from annual_report.filing.comparison import Comparison, Disagreement, Side, Uncompared
from annual_report.review.comparison_rows import headings_of, rows_of_comparison
from annual_report.review.comparison_words import ENTRIES

COMPARED = {"cell": 200, "figure": 1, "sentence": 0}


def test_numbers_of_cells_are_numbers_and_what_has_a_unit_is_text() -> None:
    cell = Disagreement("cell", "changed", "a", "表三 甲", Side("61", 61, "a.csv 第2行B列"), Side("", None, "第1页"))
    figure = Disagreement("figure", "removed", "网办率", "网办率", Side("99 %", 99), None)
    rows = rows_of_comparison(Comparison("甲", "乙", COMPARED, (cell, figure)), ENTRIES)
    assert rows == [
        [1, "表格", "不同", "表三 甲", 61, "a.csv 第2行B列", "空白", "第1页", "", ""],
        [2, "正文数字", "只在第一份", "网办率", "99 %", "", "没有这一项", "", "", ""],
    ]


def test_what_was_not_compared_has_a_row_too() -> None:
    left = Uncompared("cell", "表四（共 15 格）", "乙：没有 review_litigation.csv", ("a",))
    rows = rows_of_comparison(Comparison("甲", "乙", COMPARED, (), (left,)), ENTRIES)
    assert [row[2:5] for row in rows] == [
        ["比了的都相同", "", ""],
        ["没有比较", "表四（共 15 格）", "乙：没有 review_litigation.csv"],
    ]
    assert {len(row) for row in rows} == {len(headings_of(ENTRIES))}
