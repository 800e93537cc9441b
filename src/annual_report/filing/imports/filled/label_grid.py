"""The cells of a sheet, told apart by the official labels: heads beside figures, heads above them, all others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from annual_report.filing.imports.filled.book import FilledCell, FilledSheet
from annual_report.filing.imports.filled.labels import FAR, Signature, TableLabels
from annual_report.wording import fold


@dataclass(frozen=True)
class LabelGrid:
    """The cells of a sheet, told apart: heads beside, heads above, and all others."""

    sheet: FilledSheet
    labels: TableLabels

    @cached_property
    def beside(self) -> list[FilledCell]:
        """The names of lines; a group whose merged cells were undone reaches over the blanks below it."""
        found = [cell for cell in self.sheet.cells if fold(cell.text) in self.labels.beside]
        return [cell._replace(rows=max(cell.rows, self._blank_below(cell))) for cell in found]

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

    def _blank_below(self, cell: FilledCell) -> int:
        """Return over how many rows the head of a group reaches where its merged cells were undone."""
        if self.labels.beside[fold(cell.text)] == 1:
            return 1
        taken = [each.row for each in self.sheet.cells if each.column == cell.column and each.row > cell.row]
        return min(taken, default=self._end) - cell.row

    def _blank_beside(self, cell: FilledCell) -> int:
        taken = [each.column for each in self.sheet.rows[cell.row] if each.column > cell.column]
        return min(min(taken, default=FAR) - cell.column, self.labels.above[fold(cell.text)])

    @cached_property
    def _end(self) -> int:
        return max(each.row + each.rows for each in self.sheet.cells)
