"""Exactly the right count of cells for a row: never padded, never taken by position alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annual_report.filing.imports.anchors import Run
from annual_report.filing.imports.tokens import Token

TOO_FEW = "这一行应有 {count} 格，原件里只找到 {found} 格：空格可能丢失了，哪个数在哪一格无从确定"
TOO_MANY = "这一行应有 {count} 格，原件里有 {found} 个数：哪个数在哪一格无从确定"
NOT_CERTAIN = "这一行有空格，哪个数在哪一格不止一种可能"
NO_CELLS = "原件里这一行后面没有数"


@dataclass(frozen=True)
class Placed:
    """The cells of a row, or why they could not be placed."""

    cells: tuple[Token, ...] = ()
    refusal: str = ""


def own_cells(run: Run) -> list[Token]:
    """Return the cells that stand in the row of a label; where rows are not certain, all up to the next label."""
    if not run.cells or not run.cells[0].row:
        return run.cells
    return [cell for cell in run.cells if cell.row == run.cells[0].row]


def other_cells(run: Run) -> list[Token]:
    """Return the cells behind a label that stand in other rows, without a label of their own."""
    own = own_cells(run)
    return [cell for cell in run.cells if not any(cell is each for each in own)]


def place_rows(rows: Sequence[Sequence[Token]], counts: Sequence[int]) -> list[Placed]:
    """Place the cells of the rows of a table; where a row alone leaves a doubt, all rows of its shape settle it."""
    keeps = any(_blank_inside(row) for row in rows)
    offsets = [_offsets(row, count) for row, count in zip(rows, counts, strict=True)]
    shared: dict[tuple[str, int, int], set[int]] = {}
    for row, count, found in zip(rows, counts, offsets, strict=True):
        if found:
            key = (row[0].separator, len(row), count)
            shared[key] = shared.get(key, {*found}) & {*found}
    return [
        _placed(row, count, found, shared.get((row[0].separator, len(row), count), set()) if row else set(), keeps)
        for row, count, found in zip(rows, counts, offsets, strict=True)
    ]


def _offsets(row: Sequence[Token], count: int) -> list[int]:
    """Return from where in a row its cells may begin: only blank ones may be left out."""
    places = range(len(row) - count + 1)
    return [at for at in places if _all_blank(row[:at]) and _all_blank(row[at + count :])]


def _placed(row: Sequence[Token], count: int, offsets: list[int], shared: set[int], keeps: bool) -> Placed:
    figures = sum(cell.kind != "blank" for cell in row)
    if not row:
        return Placed(refusal=NO_CELLS)
    if len(row) < count or figures > count:
        words = TOO_FEW if len(row) < count else TOO_MANY
        return Placed(refusal=words.format(count=count, found=len(row) if len(row) < count else figures))
    if not offsets:
        return Placed(refusal=TOO_MANY.format(count=count, found=len(row)))
    if not figures:
        return Placed(tuple(row[:count]))
    offset = _only(offsets, shared, row, count)
    if offset is None or not _blanks_are_cells(row[offset : offset + count], row, keeps):
        return Placed(refusal=NOT_CERTAIN)
    return Placed(tuple(row[offset : offset + count]))


def _only(offsets: list[int], shared: set[int], row: Sequence[Token], count: int) -> int | None:
    if len(offsets) == 1:
        return offsets[0]
    if len(shared) == 1:
        return min(shared)
    # What pads a row of pipes to the width of its table holds nothing, not even a blank.
    pads = any(not cell.width for cell in row[count:])
    return 0 if row[0].separator == "pipes" and pads and 0 in offsets else None


def _blanks_are_cells(cells: Sequence[Token], row: Sequence[Token], keeps: bool) -> bool:
    """Whether the blank cells at the end are cells, and not what pads a row whose blank ones were lost."""
    end = [cell for cell in cells[_length(cells) :] if cell.kind == "blank"]
    if not end or cells[0].separator != "pipes":
        return True
    wide = min(cell.width for cell in end)
    return wide > 1 or (wide == 1 and keeps)


def _length(cells: Sequence[Token]) -> int:
    """Return how many cells there are up to the last that is not blank."""
    return max((number for number, cell in enumerate(cells, 1) if cell.kind != "blank"), default=0)


def _blank_inside(row: Sequence[Token]) -> bool:
    return any(cell.kind == "blank" and cell.width for cell in row[: _length(row)])


def _all_blank(cells: Iterable[Token]) -> bool:
    return all(cell.kind == "blank" for cell in cells)
