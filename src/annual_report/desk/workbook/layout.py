"""The words, widths and looks of the workbook, as they stand in layout.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from annual_report.strict_yaml import Strict, Words
from annual_report.toolkit_files import read_toolkit_file

FILE = Path(__file__).with_name("layout.yaml")

Look = dict[str, Any]


class CommentWords(Strict):
    """How the comment of a cell says what the cell dictionary knows."""

    meaning: Words
    who: Words
    counted: Words
    not_counted: Words
    open: Words
    basis: Words


class ErrorWords(Strict):
    """What a program says where something else is typed than a figure of the cell's kind."""

    title: Words
    count: Words
    change: Words
    money: Words


class SheetWords(Strict):
    """The words around an official table."""

    remark: Words
    beside: Words
    left: Words
    right: Words
    hint: Words
    hints: Words
    before: Words
    no_before: Words
    input_title: Words
    input_words: Words
    comment: CommentWords
    comment_width: int
    errors: ErrorWords


class ListColumn(Strict):
    """A column of a list."""

    name: Words
    width: int


class FiguresWords(Strict):
    """The sheet of the numbers that only the prose quotes."""

    remark: Words
    widths: list[int]
    before: Words
    spare: int


class ProseWords(Strict):
    """The sheet of the prose."""

    remark: Words
    widths: list[int]
    spare: int
    heading: Words


class AboutWords(Strict):
    """The first sheet."""

    width: int
    title: Words
    steps_title: Words
    steps: list[Words]
    state_title: Words
    state: dict[str, Words]
    scope_title: Words
    scope: list[Words]


class Layout(Strict):
    """All of layout.yaml."""

    about: Words
    checks: Words
    cells: Words
    font: Words
    table_width: int
    line_height: int
    lowest_row: int
    beside_width: int
    hint_width: int
    gap_width: int
    looks: dict[str, Look]
    open: Look
    failed: dict[str, Look]
    passed: Look
    undecided: Look
    verdicts: dict[str, Words]
    table: SheetWords
    check_columns: list[ListColumn]
    left_out: Words
    cell_columns: list[ListColumn]
    cell_rule: Words
    cell_rule_width: int
    figures: FiguresWords
    prose: ProseWords
    about_sheet: AboutWords


@cache
def layout() -> Layout:
    """Return the layout. Raises RuleError by file and line for what is wrong with it."""
    return read_toolkit_file(FILE, Layout)
