"""Runs of text with places: rows by height, cells by distance, labels in one piece."""

from __future__ import annotations

from annual_report.filing.imports.positions import PlacedText, rows_of


def run(text: str, left: float, top: float, lines: int = 1) -> PlacedText:
    return PlacedText(text, left, left + 10 * len(text) / lines, top, top + 10 * lines, lines)


def texts(runs: list[PlacedText]) -> list[list[str]]:
    return [[each.text for each in row] for row in rows_of(runs)]


def test_runs_of_about_one_height_are_a_row_from_left_to_right() -> None:
    assert texts([run("7", 200, 53), run("规章", 10, 50), run("3", 150, 51), run("行政许可", 10, 80)]) == [
        ["规章", "3", "7"],
        ["行政许可"],
    ]


def test_runs_that_nearly_touch_are_one_but_figures_are_never_closed_up() -> None:
    assert texts([run("2024", 10, 50), run("年", 51, 50), run("12", 200, 50), run("34", 223, 50)]) == [
        ["2024年", "12", "34"]
    ]


def test_label_of_several_lines_belongs_to_the_row_that_it_covers() -> None:
    assert texts([run("部分公开（区分处理）", 10, 50, lines=2), run("4", 200, 55), run("0", 240, 55)]) == [
        ["部分公开（区分处理）", "4", "0"]
    ]


def test_label_of_a_group_stands_in_a_row_of_its_own() -> None:
    group = run("三年度结果", 5, 50, lines=5)
    assert texts([group, run("甲", 40, 52), run("1", 200, 52), run("乙", 40, 82), run("2", 200, 82)]) == [
        ["三年度结果"],
        ["甲", "1"],
        ["乙", "2"],
    ]


def test_lines_above_and_below_their_figures_are_one_label() -> None:
    runs = [run("5.要求确认", 40, 40), run("0", 200, 47), run("1", 240, 47), run("或重新出具", 40, 54)]
    assert texts(runs) == [["5.要求确认或重新出具", "0", "1"]]


def test_cell_whose_lines_consist_of_several_runs_is_read_line_by_line() -> None:
    heads = [run(text, left, 46, lines=2) for text, left in (("商业企业", 10), ("科研机构", 200), ("法律服务", 300))]
    assert texts([*heads, run("社", 100, 46), run("会公益组", 111, 47), run("织", 100, 59)]) == [
        ["商业企业", "社会公益组织", "科研机构", "法律服务"]
    ]
