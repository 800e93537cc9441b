"""Rows of placed text: those with figures are tables, the others are lines."""

from __future__ import annotations

from annual_report.filing.imports.document import Grid, Line
from annual_report.filing.imports.placed_tables import blocks_of
from annual_report.filing.imports.positions import PlacedText, rows_of


def run(text: str, left: float, top: float, lines: int = 1) -> PlacedText:
    return PlacedText(text, left, left + 10 * len(text) / lines, top, top + 10 * lines, lines)


def test_rows_with_figures_are_a_table_and_the_others_are_lines() -> None:
    rows = rows_of(
        [run("甲", 10, 10), run("乙", 300, 10), run("二、标题", 10, 40), run("规章", 10, 70), run("3", 200, 70)]
    )
    first, second, third = blocks_of(rows, 2, 5, 7)
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, second.text, second.origin) == ("甲  乙", "二、标题", (2, 0, 9, 1))
    assert isinstance(third, Grid)
    assert [cell.origin for cell in third.rows[0]] == [(2, 6, 1, 1), (2, 6, 1, 2)]


def test_label_of_a_group_does_not_break_its_table() -> None:
    def row(label: str, top: float) -> list[PlacedText]:
        return [run(label, 40, top), run("1", 200, top), run("2", 240, top)]

    (table,) = blocks_of(rows_of([*row("甲", 10), run("（三）", 5, 28), *row("乙", 46)]), 1, 0)
    assert isinstance(table, Grid)
    assert [len(cells) for cells in table.rows] == [3, 1, 3]
