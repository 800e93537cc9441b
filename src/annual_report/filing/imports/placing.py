"""Exactly the right count of cells for a row: never padded, never taken by position alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annual_report.filing.imports.anchors import Stretch
from annual_report.filing.imports.tokens import PrintedToken

TOO_FEW = "这一行应有 {count} 格，原件里只找到 {found} 格：空格可能丢失了，哪个数在哪一格无从确定"
TOO_MANY = "这一行应有 {count} 格，原件里有 {found} 个数：哪个数在哪一格无从确定"
NOT_CERTAIN = "这一行有空格，哪个数在哪一格不止一种可能"
MIXED = "这一行的数有的在同一行，有的另起一行，可能混进了别的数"
ELSEWHERE = "别的行的数都在行名同一行，这一行的却另起一行，可能是别的行的"
NO_CELLS = "原件里这一行后面没有数"


@dataclass(frozen=True)
class Placed:
    """The cells of a row, or why they could not be placed."""

    cells: tuple[PrintedToken, ...] = ()
    refusal: str = ""


def own_cells(run: Stretch) -> list[PrintedToken]:
    """Return the cells that stand in the row of a label; where rows are not certain, all up to the next label."""
    if not run.cells or not run.cells[0].row:
        return run.cells
    return [cell for cell in run.cells if cell.row == run.cells[0].row]


def other_cells(run: Stretch) -> list[PrintedToken]:
    """Return the cells behind a label that stand in other rows, without a label of their own."""
    own = own_cells(run)
    return [cell for cell in run.cells if not any(cell is each for each in own)]


def place_rows(rows: Sequence[Sequence[PrintedToken]], counts: Sequence[int]) -> list[Placed]:
    """Place the cells of the rows of a table; where a row alone leaves a doubt, all rows settle it."""
    pairs = [*zip(rows, counts, strict=True)]
    offsets = [_offsets(row, count) for row, count in pairs]
    ends = [(at[0], len(row) - at[0] - count) for (row, count), at in zip(pairs, offsets, strict=True) if len(at) == 1]
    side = _side(ends)
    padded = any(len(row) > count for row, count in pairs) or any(map(are_pads, rows))
    return [_placed(row, count, at, side, padded) for (row, count), at in zip(pairs, offsets, strict=True)]


def _side(certain: Sequence[tuple[int, int]]) -> str:
    """Return on which side all rows that are certain begin, as far as they tell: blank cells stand on the other."""
    left, right = (all(not row[side] for row in certain) for side in (0, 1))
    if left == right:
        return ""
    # One row by itself may begin behind a blank cell because another figure strayed to its end.
    return "left" if left else "right" if sum(offset > 0 for offset, _ in certain) > 1 else ""


def are_pads(cells: Iterable[PrintedToken]) -> bool:
    """Whether there is anything among cells that pads a row: pipes with not even a blank between them."""
    return any(cell.kind == "blank" and not cell.width for cell in cells)


def may_be_padded(cells: Iterable[PrintedToken]) -> bool:
    """Whether blank cells at the end of a row may be none: a spreadsheet saves all rows as long as the longest."""
    return any(cell.separator == "tabs" for cell in cells)


def place_row(row: Sequence[PrintedToken], count: int, padded: bool) -> Placed:
    """Place the cells of a row that has no label before it: what is blank at either end must be a cell for certain."""
    (placed,) = place_rows([row], [count])
    if placed.refusal and len(_offsets(row, count)) != 1:
        return placed
    offset = min(_offsets(row, count), default=0)
    cells = tuple(row[offset : offset + count])
    if len(cells) == count and _are_cells(_ends(cells), padded or len(row) > count):
        return Placed(cells)
    return Placed(refusal=placed.refusal or NOT_CERTAIN)


def stands_apart(run: Stretch, others: Iterable[Stretch]) -> str:
    """Return why the figures of a row in running text may not be its own: they stand where those of others do not."""
    lines = Counter([cell.line for cell in run.cells if cell.separator == "blanks"])
    if not lines:
        return ""
    if len(lines) > 1 and (max(lines.values()) > 1 or not run.lines.isdisjoint(lines)):
        return MIXED
    if len(run.lines) != 1 or _is_beside(run):
        return ""
    beside = [_is_beside(each) for each in others if each.cells and len(each.lines) == 1]
    if sum(beside) * 2 > len(beside):
        return ELSEWHERE
    return ""


def _is_beside(run: Stretch) -> bool:
    return not run.lines.isdisjoint(cell.line for cell in run.cells)


def _offsets(row: Sequence[PrintedToken], count: int) -> list[int]:
    """Return from where in a row its cells may begin: only blank ones may be left out."""
    places = range(len(row) - count + 1)
    return [at for at in places if _all_blank(row[:at]) and _all_blank(row[at + count :])]


def _placed(row: Sequence[PrintedToken], count: int, offsets: list[int], side: str, padded: bool) -> Placed:
    figures = sum(cell.kind != "blank" for cell in row)
    if not row:
        return Placed(refusal=NO_CELLS)
    if len(row) < count:
        return Placed(refusal=TOO_FEW.format(count=count, found=len(row)))
    if not offsets:
        return Placed(refusal=TOO_MANY.format(count=count, found=figures))
    if not figures:
        return Placed(tuple(row[:count]))
    offset = _only(offsets, side, row, count)
    if offset is None:
        return Placed(refusal=NOT_CERTAIN)
    cells = tuple(row[offset : offset + count])
    return Placed(cells) if _are_cells(cells[_length(cells) :], padded) else Placed(refusal=NOT_CERTAIN)


def _only(offsets: list[int], side: str, row: Sequence[PrintedToken], count: int) -> int | None:
    """Return from where a row begins: cells of a table as they are, others on the side on which all rows do."""
    if len(row) == count or (len(offsets) == 1 and row[0].separator == "cells"):
        return offsets[0]
    wanted = {"left": 0, "right": len(row) - count}.get(side)
    # What pads a row of pipes to the width of its table holds nothing, not even a blank.
    if wanted is None and row[0].separator == "pipes" and are_pads(row[count:]):
        wanted = 0
    return wanted if wanted in offsets else None


def _are_cells(blanks: Sequence[PrintedToken], padded: bool) -> bool:
    """Whether blank cells at an end are cells, and not what pads a row, of which others were lost, to its width."""
    blanks = [cell for cell in blanks if cell.kind == "blank" and cell.separator in ("pipes", "tabs")]
    narrowest = min((cell.width for cell in blanks), default=2)
    return narrowest > 1 or (narrowest == 1 and not padded)


def _ends(cells: Sequence[PrintedToken]) -> list[PrintedToken]:
    """Return the blank cells before the first figure and behind the last."""
    first = next((number for number, cell in enumerate(cells) if cell.kind != "blank"), 0)
    return [*cells[:first], *cells[_length(cells) :]]


def _length(cells: Sequence[PrintedToken]) -> int:
    """Return how many cells there are up to the last that is not blank."""
    return max((number for number, cell in enumerate(cells, 1) if cell.kind != "blank"), default=0)


def _all_blank(cells: Iterable[PrintedToken]) -> bool:
    return all(cell.kind == "blank" for cell in cells)
