"""Rows and cells of a register are named as a person sees them."""

from __future__ import annotations

import pytest

from annual_report.filing.register.lines import say_cell, say_rows


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([14], "第 14 行"),
        ([2, 3], "第 2、3 行"),
        ([2, 5, 6, 7, 14], "第 2、5–7、14 行"),
        (range(2, 100002), "第 2–100001 行"),
        (range(2, 40, 2), "第 2、4、6、8、10、12、14、16 行等 19 行"),
    ],
)
def test_rows_that_follow_each_other_are_named_in_short(rows: list[int], words: str) -> None:
    assert say_rows(rows) == words


@pytest.mark.parametrize(("column", "letters"), [(2, "B"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_a_column_has_the_letters_of_a_spreadsheet(column: int, letters: str) -> None:
    assert say_cell("yunze/2024/register.csv", 14, column) == f"register.csv 第14行{letters}列"
