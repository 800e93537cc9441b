"""The column names of table 三: a row is read only under those of the form, and other names refuse all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from annual_report.filing.imports.anchors import Stretch
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.glyphs import compared
from annual_report.filing.imports.headers import names_among
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.form.tables import Table
from annual_report.wording import excerpt

# A column that some offices add behind the last of the form.
REMARKS = "备注"
NOT_READ = "「备注」一列不是官方表的列，没有读"
OTHER_HEADER = "表三里有不是官方列名的表头「{found}」，像是识别或转换软件加上的：哪个数在哪一列无从确定，整份不可信"
NO_HEADER = "找不到官方的列名（{wanted}），哪个数在哪一列无从确定"


def require_header(table: Table, runs: list[Stretch], found: dict[str, Stretch], reading: Transcript) -> None:
    """Refuse a table whose columns are not named as in the form; and all of a document with other names."""
    columns = table.blocks[0].columns
    leaves = [leaf.label for column in columns for leaf in column.leaves]
    group = [leaf.label for column in columns if column.children for leaf in column.leaves]
    first = min((run.first for run in found.values()), default=0)
    above = _above(runs, found)
    header, in_cells = "".join(run.printed for run in above), any(run.in_cells for run in above)
    if not _names_columns(table, header, group, in_cells):
        reading.refuse(table.code, NO_HEADER.format(wanted="、".join(leaves)))
    for words, run in _unknown_words(runs):
        is_other = run.first > first and _speaks_of_columns(words, leaves)
        if is_other and not names_among(words, group, run.in_cells):
            raise Refused(OTHER_HEADER.format(found=excerpt(words)), run.origin.page if run.origin else 0)


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


def _names_columns(table: Table, header: str, group: Sequence[str], in_cells: bool) -> bool:
    """Whether a header names every column, those beside the group on their sides of it."""
    columns, found = table.blocks[0].columns, compared(header)
    lacks = Counter(compared("".join(leaf.label for column in columns for leaf in column.leaves))) - Counter(found)
    places = [found.find(compared(column.label)) for column in columns if not column.children]
    return names_among(header, group, in_cells) and not lacks and (not in_cells or places == sorted(places))


def _unknown_words(runs: list[Stretch]) -> Iterator[tuple[str, Stretch]]:
    """Yield words between labels that go on over blank cells, as one, with where they begin."""
    for is_known, together in groupby(runs, key=lambda run: run.anchor is not None):
        stretches = [*together]
        if not is_known:
            yield "".join(run.printed for run in stretches), stretches[0]


def _speaks_of_columns(words: str, columns: Sequence[str]) -> bool:
    """Whether words are names of columns: the one of the total, or several of the others."""
    return words.endswith(columns[-1]) or sum(each in words for each in columns) > 1
