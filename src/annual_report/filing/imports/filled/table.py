"""Read the sheet of an official table: every figure by the labels that it stands under and beside."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.errors import Position, Problem
from annual_report.filing.imports.filled.book import FilledCell, FilledSheet
from annual_report.filing.imports.filled.filled_form import FilledFigure
from annual_report.filing.imports.filled.label_grid import LabelGrid
from annual_report.filing.imports.filled.labels import TableLabels
from annual_report.filing.numbers import FORMULA, parse_figure
from annual_report.filing.problems import Problems
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.wording import excerpt, join_words, plain, suggestion

UNKNOWN_LABEL = "「{found}」不是官方的行名或列名{suggestion}：请改回原来的标签，或用 form 命令重新生成一份"
MISSING = "找不到{labels}{more}：请恢复这些行、列的标签，或用 form 命令重新生成一份"
TWICE = "「{label}」在 {first} 已经有一个数（{other}），这里又有一个（{found}）：请只留一个"
NOWHERE_MANY = "从这里的「{found}」起，有 {count} 个数没有对应的行名或列名：请先恢复行名、列名，再看各数在不在原来的格"
NOWHERE = "这里的「{found}」没有对应的行名或列名：请移到表里的格，或删去"
MOST_NAMED = 3


def read_table(sheet: FilledSheet, table: Table, form: Form, problems: Problems) -> dict[str, FilledFigure]:
    """Return the figures of a sheet by address; what is wrong with it is added to `problems`, cell by cell."""
    grid = LabelGrid(sheet.bounded, TableLabels(table))
    found: dict[str, FilledCell] = {}
    for cell in grid.others:
        address = grid.address_of(cell)
        if not cell.text or address is None:
            continue
        if address in found:
            first = found[address]
            words = TWICE.format(
                label=form.cells[address].label, first=_place(sheet, first), other=first.text, found=cell.text
            )
            problems.append(_problem(words, sheet, cell))
        else:
            found[address] = cell
    problems.extend(_strangers(grid, sheet))
    problems.extend(_missing(grid, sheet, form))
    figures = (_figure(sheet, address, cell, form, problems) for address, cell in found.items())
    return {figure.address: figure for figure in figures if figure}


def _figure(sheet: FilledSheet, address: str, cell: FilledCell, form: Form, problems: Problems) -> FilledFigure | None:
    if cell.is_formula:
        problems.append(_problem(FORMULA.format(found=excerpt(cell.text)), sheet, cell))
        return None
    value, wrong = parse_figure(cell.text, form.cells[address].kind)
    if wrong:
        problems.append(_problem(wrong, sheet, cell))
        return None
    text = cell.text if value is None else plain(value)
    return FilledFigure(address, text, Position("", cell.row, cell.column, sheet.name), cell.is_text)


def _strangers(grid: LabelGrid, sheet: FilledSheet) -> Iterator[Problem]:
    """Yield what stands in the table and is neither a label nor a figure of a cell."""
    (row, column), names = grid.first, grid.labels.shown
    nowhere: list[FilledCell] = []
    for cell in grid.others:
        if not cell.text or cell.row < row or grid.address_of(cell):
            continue
        _, wrong = parse_figure(cell.text, "money")
        if wrong or not column:
            hint = suggestion(cell.text, names.values())
            yield _problem(UNKNOWN_LABEL.format(found=excerpt(cell.text), suggestion=hint), sheet, cell)
        else:
            nowhere.append(cell)
    # Where a label is gone, the figures of its whole line or column are: one sentence is enough.
    words = NOWHERE_MANY if len(nowhere) > MOST_NAMED else NOWHERE
    for cell in nowhere[:1] if words == NOWHERE_MANY else nowhere:
        yield _problem(words.format(found=excerpt(cell.text), count=len(nowhere)), sheet, cell)


def _missing(grid: LabelGrid, sheet: FilledSheet, form: Form) -> Iterator[Problem]:
    """Yield what of the table is not there, in one sentence."""
    gone = [address for labels, address in grid.labels.addresses.items() if labels not in grid.seen]
    if gone:
        labels = [form.cells[address].label.rpartition(" × ") for address in gone]
        lines, columns = (list(dict.fromkeys(each[part] for each in labels)) for part in (0, 2))
        there = {
            form.cells[address].label.rpartition(" × ")[0] for address in {*grid.labels.addresses.values()} - {*gone}
        }
        # Where something of every line is there, columns are gone.
        named, kind = (columns, "列") if there.issuperset(lines) else (lines, "行")
        more = f"等 {len(named)} {kind}" if len(named) > MOST_NAMED else ""
        words = MISSING.format(labels=join_words(f"「{each}」" for each in named[:MOST_NAMED]), more=more)
        yield Problem(words, sheet=sheet.name)


def _place(sheet: FilledSheet, cell: FilledCell) -> str:
    return _problem("", sheet, cell).position.cell


def _problem(words: str, sheet: FilledSheet, cell: FilledCell) -> Problem:
    return Problem(words, row=cell.row, column=cell.column, found=cell.text, sheet=sheet.name)
