"""The column names of table 三: a row is read only under those of the form, and other names refuse all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from annual_report.filing.imports.anchors import Stretch
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.glyphs import compared
from annual_report.filing.imports.headers import are_in_order, names_among
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.words import Words
from annual_report.form.tables import Table
from annual_report.wording import excerpt

# A column that some offices add behind the last of the form.
REMARKS = "备注"
NOT_READ = "「备注」一列不是官方表的列，没有读"
OTHER_HEADER = "表三里有不是官方列名的表头「{found}」，像是识别或转换软件加上的：哪个数在哪一列无从确定，整份不可信"
NO_HEADER = "找不到官方的列名（{wanted}），哪个数在哪一列无从确定"


class ColumnNames(NamedTuple):
    """The words above the first row, all of them and line by line; whether they stand in cells."""

    words: str
    lines: Sequence[str]
    in_cells: bool


def require_header(
    table: Table, runs: list[Stretch], found: dict[str, Stretch], words: Words, reading: Transcript
) -> None:
    """Refuse a table whose columns are not named as in the form; and all of a document with other names."""
    columns = table.blocks[0].columns
    leaves = [leaf.label for column in columns for leaf in column.leaves]
    group = [leaf.label for column in columns if column.children for leaf in column.leaves]
    first = min((run.first for run in found.values()), default=0)
    above = _above(runs, found)
    if not _names_columns(table, _header(above, words), group):
        reading.refuse(table.code, NO_HEADER.format(wanted="、".join(leaves)))
    for unknown, run in _unknown_words(runs):
        is_other = run.first > first and _speaks_of_columns(unknown, leaves)
        if is_other and not names_among(unknown, group, run.in_cells):
            raise Refused(OTHER_HEADER.format(found=excerpt(unknown)), run.origin.page if run.origin else 0)


def cells_before_remarks(
    table: Table, runs: list[Stretch], found: dict[str, Stretch], rows: list[list[PrintedToken]], reading: Transcript
) -> list[list[PrintedToken]]:
    """Return the cells of rows without the last, where the header names a column of remarks behind those of the form.

    Every row must have one cell more than the form, and something in the first: then no blank cell leads them.
    """
    header = compared("".join(run.printed for run in _above(runs, found)))
    is_named = any(compared(name + REMARKS) in header for name in (table.spanner, table.columns[-1].label))
    count, filled = len(table.columns) + 1, [row for row in rows if row]
    are_behind = all(len(row) == count and row[0].separator == "cells" and row[0].kind != "blank" for row in filled)
    if not (is_named and are_behind and filled):
        return rows
    reading.say(NOT_READ, filled[0][-1].origin)
    return [row[:-1] for row in rows]


def _above(runs: list[Stretch], found: dict[str, Stretch]) -> list[Stretch]:
    """Return what stands above the first row, labels of rows left out."""
    first = min((run.first for run in found.values()), default=0)
    return [run for run in runs if run.first < first and not (run.anchor and not run.anchor.group)]


def _header(above: Sequence[Stretch], words: Words) -> ColumnNames:
    tokens = [words.tokens[owner] for run in above for owner in run.owners]
    lines = (
        "".join(token.text for token in those)
        for _, those in groupby(tokens, key=lambda token: (token.line, token.row))
    )
    printed, in_cells = "".join(run.printed for run in above), any(run.in_cells for run in above)
    return ColumnNames(compared(printed), [*map(compared, lines)], in_cells)


def _names_columns(table: Table, header: ColumnNames, group: Sequence[str]) -> bool:
    """Whether a header names every column, those beside the group on their sides of it."""
    tops = [compared(column.label) for column in table.blocks[0].columns]
    (over_group,) = [compared(column.label) for column in table.blocks[0].columns if column.children]
    leaves = [compared(leaf.label) for column in table.blocks[0].columns for leaf in column.leaves]
    if Counter("".join(leaves)) - Counter(header.words):
        return False
    if not header.in_cells:
        # The name of the group ends like one of its columns.
        words = header.words.replace(over_group, "")
        return names_among(words, group, in_cells=False) and _lies_beside(leaves, words) and _is_over(tops, header)
    places = [header.words.find(leaf) for leaf in (leaves[0], leaves[-1])]
    return names_among(header.words, group, in_cells=True) and places == sorted(places) and _is_over(tops, header)


def _lies_beside(leaves: Sequence[str], words: str) -> bool:
    """Whether the first column is named before the group and the last not among it, as far as names are not broken."""
    first, *group, last = (words.rfind(leaf) for leaf in leaves)
    whole = [place for place in group if place >= 0]
    is_among = whole and min(whole) < last < max(whole)
    return first <= min(whole, default=first) and not is_among


def _is_over(tops: Sequence[str], header: ColumnNames) -> bool:
    """Whether the name of the group stands between those beside it, where they share a line or have one each.

    Elsewhere those beside it stand lower, in the middle of their two rows.
    """
    lines = [next((number for number, line in enumerate(header.lines) if top in line), -1) for top in tops]
    one_each = -1 not in lines and len({*lines}) == len(lines)
    return all(are_in_order(line, tops) for line in header.lines) and (not one_each or lines == sorted(lines))


def _unknown_words(runs: list[Stretch]) -> Iterator[tuple[str, Stretch]]:
    """Yield words between labels that go on over blank cells, as one, with where they begin."""
    for is_known, together in groupby(runs, key=lambda run: run.anchor is not None):
        stretches = [*together]
        if not is_known:
            yield "".join(run.printed for run in stretches), stretches[0]


def _speaks_of_columns(words: str, columns: Sequence[str]) -> bool:
    """Whether words are names of columns: the one of the total, or several of the others."""
    return words.endswith(columns[-1]) or sum(each in words for each in columns) > 1
