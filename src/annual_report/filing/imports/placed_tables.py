"""Rows of placed text as the lines and tables that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from annual_report.filing.imports.document import Block, Grid, Line, Origin, SourceCell
from annual_report.filing.imports.positions import Row, figures_in
from annual_report.filing.imports.wrapped_names import with_whole_names

# What stands between cells that are told as a line.
APART = "  "


def blocks_of(rows: Sequence[Row], page: int, tables: int, lines: int = 0) -> Iterator[Block]:
    """Yield rows with several cells that follow each other as a table, and every other as a line of text.

    A single cell between rows with as many figures each, as the label of a group is, stays in their table; cells with
    no figure anywhere near are a line. Tables and lines are counted on from `tables` and `lines`.
    """
    for is_table, some in groupby(_marked(with_whole_names(rows)), key=lambda marked: marked[0]):
        stretch = [row for _, row in some]
        if is_table and any(map(figures_in, stretch)):
            tables += 1
            yield _grid(stretch, page, tables)
            continue
        for row in stretch:
            lines += 1
            yield Line(APART.join(run.text for run in row), Origin(page, 0, lines, 1))


def _marked(rows: Sequence[Row]) -> Iterator[tuple[bool, Row]]:
    """Yield every row, and whether it is of a table."""
    was_table = False
    for number, row in enumerate(rows):
        is_group = was_table and figures_in(rows[number - 1]) == figures_in(_next(rows, number)) > 1
        was_table = len(row) > 1 or is_group
        yield was_table, row


def _next(rows: Sequence[Row], number: int) -> Row:
    return rows[number + 1] if number + 1 < len(rows) else ()


def _grid(rows: list[Row], page: int, number: int) -> Grid:
    return Grid(
        tuple(
            tuple(SourceCell(run.text, Origin(page, number, row, column)) for column, run in enumerate(runs, 1))
            for row, runs in enumerate(rows, 1)
        ),
        number,
    )
