"""What all damages share: a report is changed in some figures, one row, one table or all words, and the truth with it.

The truth holds what is printed for every figure that may be read, by address; what is not in it must stay unread.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from annual_report.document.blocks import TableCell
from published import Published, Rows

Truth = dict[str, str]
Chance = random.Random
Damage = Callable[[Published, Truth, Chance], Published]
Row = tuple[TableCell, ...]


def forget(cells: Iterable[TableCell], truth: Truth) -> None:
    """Let some figures be none that may be read."""
    for cell in cells:
        truth.pop(cell.address, None)


def forget_table(rows: Rows, truth: Truth) -> None:
    """Let no figure of a table be one that may be read."""
    for row in rows:
        forget(row, truth)


def change_cells(report: Published, change: Callable[[TableCell], TableCell]) -> Published:
    """Return a report with every cell changed."""
    tables = (tuple(tuple(map(change, row)) for row in rows) for rows in report.tables)
    return report.with_tables(dict(enumerate(tables)))


def change_figures(
    report: Published, truth: Truth, chance: Chance, change: Callable[[str, str], tuple[str, bool]]
) -> Published:
    """Return a report with some figures changed; a change gets text and address, and says whether it may be read."""
    chosen = {*chance.sample(sorted(report.figures), chance.choice((1, 3, 40)))}

    def changed(cell: TableCell) -> TableCell:
        if cell.address not in chosen:
            return cell
        text, stays = change(cell.text, cell.address)
        if not stays:
            truth.pop(cell.address, None)
        return replace(cell, text=text)

    return change_cells(report, changed)


def change_words(report: Published, change: Callable[[str], str]) -> Published:
    """Return a report with all its words changed, and no figure."""
    changed = change_cells(report, lambda cell: cell if cell.address else replace(cell, text=change(cell.text)))
    return replace(changed, items=tuple(change(each) if isinstance(each, str) else each for each in changed.items))


def change_table(
    report: Published, chance: Chance, change: Callable[[Rows], Rows], number: int | None = None
) -> Published:
    """Return a report with one table changed, any or the one of a number."""
    place = chance.randrange(len(report.tables)) if number is None else number
    return report.with_tables({place: change(report.tables[place])})


def change_row(report: Published, chance: Chance, change: Callable[[Row], Row], number: int | None = None) -> Published:
    """Return a report with one row of figures changed."""

    def changed(rows: Rows) -> Rows:
        place = chance.choice(rows_of_figures(rows))
        return (*rows[:place], change(rows[place]), *rows[place + 1 :])

    return change_table(report, chance, changed, number)


def rows_of_figures(rows: Rows) -> list[int]:
    """Return the numbers of the rows that hold figures."""
    return [number for number, row in enumerate(rows) if any(cell.address for cell in row)]


def insert(report: Published, place: int, *items: str | Rows) -> Published:
    """Return a report with more lines or tables before an item."""
    return replace(report, items=(*report.items[:place], *items, *report.items[place:]))


def place_of(report: Published, table: int) -> int:
    """Return which item a table is, counted from 0."""
    return [place for place, item in enumerate(report.items) if not isinstance(item, str)][table]
