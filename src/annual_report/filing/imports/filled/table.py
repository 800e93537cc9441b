"""Read the sheet of an official table: every figure by the labels that it stands under and beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annual_report.errors import Position, Problem
from annual_report.filing.imports.filled.book import FilledCell, FilledSheet
from annual_report.filing.imports.filled.labels import FAR, Signature, TableLabels
from annual_report.filing.numbers import FORMULA, parse_figure
from annual_report.filing.problems import Problems
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.wording import excerpt, fold, join_words, plain, suggestion

UNKNOWN_LABEL = "「{found}」不是官方的行名或列名{suggestion}：请改回原来的标签，或用 make form 重新生成一份"
MISSING = "找不到{labels}{more}：请恢复这些行、列的标签，或用 make form 重新生成一份"
TWICE = "「{label}」在 {first} 已经有一个数（{other}），这里又有一个（{found}）：请只留一个"
NOWHERE = "这里的「{found}」没有对应的行名或列名：请移到表里的格，或删去"
MOST_NAMED = 3


@dataclass(frozen=True)
class FilledFigure:
    """What stands in the cell of a figure, as it is written in a file of the report; and where in the workbook."""

    address: str
    text: str
    sheet: str
    row: int
    column: int
    is_text: bool = False

    @property
    def place(self) -> str:
        """Where it stands, as every program names it: 表三!C14."""
        return Position("", self.row, self.column, self.sheet).cell


def read_table(sheet: FilledSheet, table: Table, form: Form, problems: Problems) -> dict[str, FilledFigure]:
    """Return the figures of a sheet by address; what is wrong with it is added to `problems`, cell by cell."""
    grid = _Grid(sheet.bounded, TableLabels(table))
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
    return FilledFigure(address, text, sheet.name, cell.row, cell.column, cell.is_text)


@dataclass(frozen=True)
class _Grid:
    """The cells of a sheet, told apart: heads beside, heads above, and all others."""

    sheet: FilledSheet
    labels: TableLabels

    @cached_property
    def beside(self) -> list[FilledCell]:
        """The names of lines; a group whose merged cells were undone reaches over the blanks below it."""
        found = [cell for cell in self.sheet.cells if fold(cell.text) in self.labels.beside]
        return [replace_rows(cell, self._blank_below(cell)) if self._is_undone(cell) else cell for cell in found]

    @cached_property
    def above(self) -> list[FilledCell]:
        """The names of columns; one whose merged cells were undone reaches over the blanks beside it."""
        found = [cell for cell in self.sheet.cells if fold(cell.text) in self.labels.above]
        return [cell._replace(columns=max(cell.columns, self._blank_beside(cell))) for cell in found]

    @cached_property
    def others(self) -> list[FilledCell]:
        names = {*self.labels.beside, *self.labels.above, *self.labels.printed_only}
        return [cell for cell in self.sheet.cells if fold(cell.text) not in names]

    @cached_property
    def first(self) -> tuple[int, int]:
        """The row and the column right of and below which figures may stand."""
        return min((each.row for each in self.above), default=0), min((each.column for each in self.above), default=0)

    @cached_property
    def seen(self) -> set[Signature]:
        """The labels of every place at which a figure may stand."""
        rows = sorted({row for cell in self.beside for row in range(cell.row, cell.row + cell.rows)} or self._below)
        columns = sorted({each for cell in self.above for each in range(cell.column, cell.column + cell.columns)})
        return {self.signature(row, column) for row in rows for column in columns if column < FAR}

    @property
    def _below(self) -> set[int]:
        """Where no names of lines are: the rows below the heads."""
        last = max((each.row + each.rows - 1 for each in self.above), default=0)
        return {last + 1, *(cell.row for cell in self.others if cell.row > last)}

    def address_of(self, cell: FilledCell) -> str | None:
        return self.labels.addresses.get(self.signature(cell.row, cell.column))

    def signature(self, row: int, column: int) -> Signature:
        """Return the labels above and beside a place."""
        beside = (each for each in self.beside if each.row <= row < each.row + each.rows and each.column < column)
        over = (each for each in self._heads_above(row) if each.column <= column < each.column + each.columns)
        return frozenset(fold(each.text) for each in (*beside, *over))

    def _heads_above(self, row: int) -> list[FilledCell]:
        """Return the heads of the nearest rows of heads above a row: one right below another belongs to it."""
        run: list[FilledCell] = []
        for number in range(row - 1, 0, -1):
            heads = self._heads_by_row.get(number, [])
            if run and not heads and self.sheet.rows.get(number):
                break
            run += heads
        return run

    @cached_property
    def _heads_by_row(self) -> dict[int, list[FilledCell]]:
        rows: dict[int, list[FilledCell]] = {}
        for cell in self.above:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def _is_undone(self, cell: FilledCell) -> bool:
        return cell.rows < self.labels.beside[fold(cell.text)]

    def _blank_below(self, cell: FilledCell) -> int:
        taken = [each.row for each in self.sheet.cells if each.column == cell.column and each.row > cell.row]
        return min(taken, default=self._end) - cell.row

    def _blank_beside(self, cell: FilledCell) -> int:
        taken = [each.column for each in self.sheet.rows[cell.row] if each.column > cell.column]
        return min(min(taken, default=FAR) - cell.column, self.labels.above[fold(cell.text)])

    @cached_property
    def _end(self) -> int:
        return max(each.row + each.rows for each in self.sheet.cells)


def replace_rows(cell: FilledCell, rows: int) -> FilledCell:
    """Return a cell that reaches over so many rows."""
    return cell._replace(rows=max(cell.rows, rows))


def _strangers(grid: _Grid, sheet: FilledSheet) -> Iterator[Problem]:
    """Yield what stands in the table and is neither a label nor a figure of a cell."""
    (row, column), names = grid.first, grid.labels.shown
    for cell in grid.others:
        if not cell.text or cell.row < row or grid.address_of(cell):
            continue
        _, wrong = parse_figure(cell.text, "money")
        if wrong or not column:
            hint = suggestion(cell.text, names.values())
            yield _problem(UNKNOWN_LABEL.format(found=excerpt(cell.text), suggestion=hint), sheet, cell)
        else:
            yield _problem(NOWHERE.format(found=excerpt(cell.text)), sheet, cell)


def _missing(grid: _Grid, sheet: FilledSheet, form: Form) -> Iterator[Problem]:
    """Yield what of the table is not there, in one sentence."""
    gone = [address for labels, address in grid.labels.addresses.items() if labels not in grid.seen]
    if gone:
        lines = list(dict.fromkeys(form.cells[address].label.rpartition(" × ")[0] for address in gone))
        more = f"等 {len(lines)} 行" if len(lines) > MOST_NAMED else ""
        words = MISSING.format(labels=join_words(f"「{each}」" for each in lines[:MOST_NAMED]), more=more)
        yield Problem(words, sheet=sheet.name)


def _place(sheet: FilledSheet, cell: FilledCell) -> str:
    return _problem("", sheet, cell).position.cell


def _problem(words: str, sheet: FilledSheet, cell: FilledCell) -> Problem:
    return Problem(words, row=cell.row, column=cell.column, found=cell.text, sheet=sheet.name)
