"""Names of columns that are broken over lines, in a table without rulings: pieces below each other are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annual_report.filing.imports.positions import SAME_HEIGHT, PlacedText, Row, figures_in

# A row with so many pieces is one of names, and so many figures follow below them, in table 三 and 四.
FEWEST_NAMES, FEWEST_FIGURES = 3, 7
# So many rows at most are the names of a table.
MOST_ROWS = 8
LONGEST_LINE = 8
# Letters of names are at least this part of their height wide; where pages do not tell, a piece may be part of a line.
NARROWEST = 0.6
# The next line of a name is nearer than this part of its height; the next row is further away.
NEXT_LINE = 0.8


def with_whole_names(rows: Sequence[Row]) -> list[Row]:
    """Return rows of which the names of columns are whole, each where its first line stands."""
    found: list[Row] = []
    heads: list[Row] = []
    for row in rows:
        if not figures_in(row):
            heads.append(row)
            continue
        is_table = figures_in(row) >= FEWEST_FIGURES
        found += [*heads[:-MOST_ROWS], *_joined(heads[-MOST_ROWS:])] if is_table else heads
        found.append(row)
        heads = []
    return [*found, *heads]


def _joined(rows: Sequence[Row]) -> list[Row]:
    whole: list[list[PlacedText]] = []
    for row in rows:
        rest = [piece for piece in row if not _is_added(piece, whole)]
        whole += [rest] if rest else []
    return [tuple(row) for row in whole]


def _is_added(piece: PlacedText, rows: Sequence[list[PlacedText]]) -> bool:
    """Add a piece to the name of which it is the next line, if there is one."""
    length = len(piece.text)
    if length > LONGEST_LINE or piece.right - piece.left < NARROWEST * length * piece.size:
        return False
    for row in (row for row in rows if len(row) >= FEWEST_NAMES):
        for column, name in enumerate(row):
            gap = piece.top - name.bottom
            if abs(name.left - piece.left) < SAME_HEIGHT and -SAME_HEIGHT < gap < NEXT_LINE * piece.size:
                right, lines = max(name.right, piece.right), name.lines + piece.lines
                row[column] = replace(name, text=name.text + piece.text, right=right, bottom=piece.bottom, lines=lines)
                return True
    return False
