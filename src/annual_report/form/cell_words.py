"""How the cell dictionary is written: the keys of form/cells/*.yaml, and what does not fit together in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Literal

from pydantic import Field

from annual_report.form.tables import Table
from annual_report.strict_yaml import Mistake, Strict, Words
from annual_report.wording import suggestion

# What an entry may stand for, as files name it and as people do.
Part = Literal["lines", "columns", "cells"]
PARTS: dict[Part, str] = {"lines": "行", "columns": "列", "cells": "格"}

NO_TABLE = "没有「{found}」这张表{suggestion}"
NO_PART = "「{table}」这张表没有「{found}」这一{part}{suggestion}"
NOT_EXPLAINED = "「{table}」这张表的「{found}」这一{part}没有说明：请补上"
TWICE = "「{found}」在 common.yaml 里已经说明：请删去其中一处"
NOBODY = "「{found}」没有写由谁提供数字：请在这里或整张表上写「who」"


class CellWords(Strict):
    """What may be said of one cell, and of a line or a column as well."""

    means: Words = ""
    counts: list[Words] = Field(default=[], min_length=1)
    excludes: list[Words] = Field(default=[], min_length=1)
    open: list[Words] = Field(default=[], min_length=1)
    basis: Words


class ColumnWords(CellWords):
    """What must be said of a column."""

    means: Words


class LineWords(ColumnWords):
    """What must be said of a line; who has its figures is said here, or once for its table."""

    who: Words = ""


class TableWords(Strict):
    """What one file says of one table."""

    who: Words = ""
    lines: dict[str, LineWords] = Field(default={}, min_length=1)
    columns: dict[str, ColumnWords] = Field(default={}, min_length=1)
    cells: dict[str, CellWords] = Field(default={}, min_length=1)

    def entries(self, part: Part) -> Mapping[str, CellWords]:
        """Return all that is said of lines, columns or cells, by their codes."""
        entries: Mapping[str, CellWords] = getattr(self, part)
        return entries


CellFile = dict[str, TableWords]
NOTHING = TableWords()


def codes_of(table: Table, part: Part) -> list[str]:
    """Return the codes of all lines, columns or cells of a table that hold figures."""
    if part == "cells":
        return [f"{cell.address.line}.{cell.address.column}" for cell in table.cells]
    return [heading.code for heading in getattr(table, part)]


def strangers_in(written: CellFile, tables: Iterable[Table]) -> Iterator[Mistake]:
    """Yield what is said of something that none of these tables has."""
    known: dict[str, list[Table]] = {}
    for table in tables:
        known.setdefault(table.code, []).append(table)
    for code, words in written.items():
        if code in known:
            yield from _strangers_in_table(code, words, known[code])
        else:
            yield Mistake((code,), NO_TABLE.format(found=code, suggestion=suggestion(code, known)), code)


def _strangers_in_table(table: str, words: TableWords, tables: Iterable[Table]) -> Iterator[Mistake]:
    for part, name in PARTS.items():
        known = {each for one in tables for each in codes_of(one, part)}
        for code in (each for each in words.entries(part) if each not in known):
            found = {"table": table, "found": code, "part": name, "suggestion": suggestion(code, sorted(known))}
            yield Mistake((table, part, code), NO_PART.format(**found), code)


def gaps_in(written: CellFile, tables: Iterable[Table]) -> Iterator[Mistake]:
    """Yield the lines and columns of these tables of which nothing is said."""
    parts: tuple[Part, Part] = ("lines", "columns")
    for table, part in product(tables, parts):
        for code in codes_of(table, part):
            if code not in written.get(table.code, NOTHING).entries(part):
                found = {"table": table.code, "found": code, "part": PARTS[part]}
                yield Mistake((table.code, part), NOT_EXPLAINED.format(**found), code)


def doubles_in(own: CellFile, common: CellFile) -> Iterator[Mistake]:
    """Yield what a file says again although it holds for every form."""
    for (table, words), part in product(own.items(), PARTS):
        for code in words.entries(part):
            if code in common.get(table, NOTHING).entries(part):
                yield Mistake((table, part, code), TWICE.format(found=code), code)


def lines_of_nobody(written: CellFile, together: CellFile) -> Iterator[Mistake]:
    """Yield the lines of a file whose figures nobody has: neither it nor its table, as put together, says who."""
    for table, words in written.items():
        for code, line in words.lines.items():
            if not line.who and not together[table].who:
                yield Mistake((table, "lines", code), NOBODY.format(found=code), code)


def put_together(common: CellFile, own: CellFile) -> CellFile:
    """Return what both files say."""
    return {table: _join(common.get(table, NOTHING), own.get(table, NOTHING)) for table in {**common, **own}}


def _join(common: TableWords, own: TableWords) -> TableWords:
    parts: dict[str, Any] = {part: {**common.entries(part), **own.entries(part)} for part in PARTS}
    return common.model_copy(update={"who": own.who or common.who, **parts})
