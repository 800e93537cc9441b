"""Find the official table in a sheet: titles above its header and notes below it are no part of it.

What is left out holds no figure, and is said; whatever does not fit is one sentence, not one for every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from annual_report.errors import InputError, Problem
from annual_report.filing.sheets import Row, Sheet
from annual_report.filing.strangers import damage_of
from annual_report.form.forms import load_forms
from annual_report.form.tables import Table
from annual_report.wording import FULL_WIDTH, excerpt, fold, join_words

# The columns of figures.csv.
QUOTATIONS = ("名称", "数值", "单位", "约数", "来源")
QUOTATIONS_NAME = "正文数字（figures.csv）"

LEFT_OUT = "{file} 第 {rows}行在表的外面（如「{found}」），没有读入"
IN_SEVERAL_ROWS = "{file} 第 {rows} 行合起来读作表头"
FIGURE_OUTSIDE = "这一行在表的外面，却有数字「{found}」：是表里的请移进表里，不是的请删去这一行"
NO_HEADER = "表头不见了（这一行是「{found}」）：请在它上面补上一行「{header}」"
TURNED = "行和列颠倒了（「{found}」是行名，不是列名）：请转置后重新保存，表头应是「{header}」"
OTHER_TABLE = "这是{theirs}的表头：请检查是不是放错了文件，这里的表头应是「{header}」"
NOT_THE_TABLE = "找不到表头「{header}」（这一行是「{found}」）：请按官方表的列名填写，或用 new 命令建一份空表"

DEEPEST_HEADER = 12
TALLEST_HEADER = 3
MOST_KEYS = 3
MOST_NAMED = 8

# A number, perhaps with a unit; a year is none.
FIGURE = re.compile(r"[-+(]?[0-9][0-9,. ]*[^0-9]{0,2}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")


def labels_of(table: Table) -> tuple[str, ...]:
    """Return the columns of the file of a table."""
    return (*table.keys, table.value) if table.value else (*table.keys, *(column.label for column in table.columns))


def find_table(
    sheet: Sheet, labels: Sequence[str], is_line: Callable[[Row], bool], groups: Collection[str] = ()
) -> Sheet:
    """Return the table in a sheet: header and lines; its remark says which rows were left out of it.

    `is_line` tells a line of the table, `groups` are the folded labels that may stand above those of its columns.
    Raises InputError where no row looks like the header, and for figures outside of the table.
    """
    rows = (sheet.header, *sheet.rows)
    first, height = _header_place(rows, labels, groups)
    if first is None:
        raise InputError([Problem(_explain_no_header(sheet, labels, is_line), sheet.file, sheet.header.number)])
    _refuse_figures(rows[:first], sheet.file)
    end = len(rows)
    while end > first + height and not (is_line(rows[end - 1]) or _figures_in(rows[end - 1])):
        end -= 1
    outside = (*rows[:first], *rows[end:])
    header = rows[first + height - 1 : first + height]
    merged = _merge_header(rows[first : first + height], groups) or header[0].values
    lines = rows[first + height : end]
    return replace(
        sheet, header=Row(header[0].number, merged), rows=lines, remark=_remark(sheet, outside, first, height)
    )


def _header_place(rows: Sequence[Row], labels: Sequence[str], groups: Collection[str]) -> tuple[int | None, int]:
    """Return where the header stands and in how many rows: the official one, else the row that is most like it."""
    wanted = sorted(map(fold, labels))
    for first, _ in enumerate(rows[:DEEPEST_HEADER]):
        for height in range(1, TALLEST_HEADER + 1):
            merged = _merge_header(rows[first : first + height], groups)
            if merged and sorted(fold(each) for each in merged if each.strip()) == wanted:
                return first, height
    likeness = [len({fold(value) for value in row.values} & set(wanted)) for row in rows[:DEEPEST_HEADER]]
    likest = likeness.index(max(likeness))
    return (likest, 1) if likeness[likest] * 2 >= len(wanted) else (None, 0)


def _merge_header(rows: Sequence[Row], groups: Collection[str]) -> tuple[str, ...] | None:
    """Return the lowest label of every column of a header in several rows; None where other words stand above it."""
    columns = [
        [each for each in column if each.strip()] for column in zip_longest(*(row.values for row in rows), fillvalue="")
    ]
    above = (fold(label) for column in columns for label in column[:-1])
    if not all(label in groups for label in above):
        return None
    return tuple(column[-1] if column else "" for column in columns)


def _refuse_figures(outside: Iterable[Row], file: str) -> None:
    for row in outside:
        for column in _figures_in(row):
            message = FIGURE_OUTSIDE.format(found=excerpt(row[column]))
            raise InputError([Problem(message, file, row.number, column, row[column])])


def _figures_in(row: Row) -> list[int]:
    """Return the columns of a row in which a number stands, however badly written."""
    texts = enumerate((value.translate(FULL_WIDTH).strip() for value in row.values), 1)
    return [column for column, text in texts if FIGURE.fullmatch(text) and not YEAR.fullmatch(text)]


def _remark(sheet: Sheet, outside: Sequence[Row], first: int, height: int) -> str:
    rows = (sheet.header, *sheet.rows)
    left_out = join_words(str(row.number) for row in outside[:MOST_NAMED])
    left_out += f" 等 {len(outside)} " if len(outside) > MOST_NAMED else " "
    header = join_words(str(row.number) for row in rows[first : first + height])
    remarks = [LEFT_OUT.format(file=sheet.file, rows=left_out, found=_words_of(outside[0]))] if outside else []
    remarks += [IN_SEVERAL_ROWS.format(file=sheet.file, rows=header)] if height > 1 else []
    return "；".join(remarks)


def _words_of(row: Row) -> str:
    return excerpt(next((value.strip() for value in row.values if value.strip()), ""))


def _explain_no_header(sheet: Sheet, labels: Sequence[str], is_line: Callable[[Row], bool]) -> str:
    """Say what stands in a sheet in which no row looks like the header."""
    header, found = ",".join(labels), _words_of(sheet.header)
    cells = {fold(value) for row in (sheet.header, *sheet.rows[:DEEPEST_HEADER]) for value in row.values}
    theirs = _other_table(cells)
    damage = damage_of("\n".join("\n".join(row.values) for row in (sheet.header, *sheet.rows)), labels)
    lines = [value for value in sheet.header.values if is_line(Row(0, (value,)))]
    if len(lines) > MOST_KEYS:
        return TURNED.format(found=excerpt(lines[0]), header=header)
    if is_line(sheet.header):
        return NO_HEADER.format(found=found, header=header)
    if theirs:
        return OTHER_TABLE.format(theirs=theirs, header=header)
    return damage or NOT_THE_TABLE.format(found=found, header=header)


def _other_table(cells: Collection[str]) -> str:
    """Return which other file has its header among some cells."""
    headers = {
        f"「{table.caption}」（{table.file}）": labels_of(table) for form in load_forms() for table in form.tables
    }
    known = headers | {QUOTATIONS_NAME: QUOTATIONS}
    return next((name for name, labels in known.items() if all(fold(label) in cells for label in labels)), "")
