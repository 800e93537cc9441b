"""Read the sheet of the numbers that only the prose quotes: the rows of figures.csv."""

from __future__ import annotations

from collections.abc import Mapping

from annual_report.errors import Problem
from annual_report.filing.imports.filled.book import FilledCell, FilledSheet
from annual_report.filing.imports.filled.quotation_fields import NAME, VALUE, Fields
from annual_report.filing.numbers import FORMULA, parse_figure
from annual_report.filing.outline import QUOTATIONS
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import wrong_in
from annual_report.filing.sheets import Row
from annual_report.wording import excerpt, fold, join_words, plain

NO_HEADER = "找不到表头「{header}」：请恢复这一行，或用 form 命令重新生成一份"
NO_COLUMN = "表头里没有{columns}：请恢复，或用 form 命令重新生成一份"


def read_figures_sheet(sheet: FilledSheet, problems: Problems) -> list[Fields]:
    """Return the rows of a sheet as figures.csv has them; what is wrong with them is added to `problems`."""
    header = next((row for row in sorted(sheet.rows) if NAME in _texts(sheet, row) and VALUE in _texts(sheet, row)), 0)
    if not header:
        problems.append(Problem(NO_HEADER.format(header=",".join(QUOTATIONS)), sheet=sheet.name))
        return []
    columns = {fold(cell.text): cell.column for cell in sheet.rows[header]}
    gone = [label for label in QUOTATIONS if label not in columns]
    if gone:
        words = NO_COLUMN.format(columns=join_words(f"「{each}」" for each in gone))
        problems.append(Problem(words, row=header, sheet=sheet.name))
        return []
    return _rows(sheet, header, columns, problems)


def _rows(sheet: FilledSheet, header: int, columns: Mapping[str, int], problems: Problems) -> list[Fields]:
    rows: list[Fields] = []
    first: dict[str, Row] = {}
    for number in (each for each in sorted(sheet.rows) if each > header):
        cells = {cell.column: cell for cell in sheet.rows[number]}
        fields = {label: cells[columns[label]].text if columns[label] in cells else "" for label in QUOTATIONS}
        if not any(fields.values()):
            continue
        _refuse(sheet, number, columns, fields, cells, first, problems)
        value, _ = parse_figure(fields[VALUE], "money")
        rows.append(tuple({**fields, VALUE: fields[VALUE] if value is None else plain(value)}.values()))
        first.setdefault(fields[NAME], Row(number, tuple(fields.values())))
    return rows


def _refuse(
    sheet: FilledSheet,
    number: int,
    columns: Mapping[str, int],
    fields: Mapping[str, str],
    cells: Mapping[int, FilledCell],
    first: Mapping[str, Row],
    problems: Problems,
) -> None:
    formulas = [label for label in QUOTATIONS if columns[label] in cells and cells[columns[label]].is_formula]
    wrong = [(FORMULA.format(found=excerpt(fields[label])), label) for label in formulas]
    wrong += [each for each in wrong_in(fields, frozenset(), first) if each[1] not in formulas]
    for message, label in wrong:
        problems.append(Problem(message, "", number, columns[label], fields[label], sheet.name))


def _texts(sheet: FilledSheet, row: int) -> set[str]:
    return {fold(cell.text) for cell in sheet.rows[row]}
