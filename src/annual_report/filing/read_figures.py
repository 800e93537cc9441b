"""Read figures.csv: the numbers that only the prose quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from annual_report import wording
from annual_report.errors import Problem
from annual_report.filing.figures import Figure
from annual_report.filing.inputs import is_there
from annual_report.filing.numbers import parse_figure
from annual_report.filing.outline import QUOTATIONS, find_table
from annual_report.filing.place import OF_THE_PROSE, PREVIOUS
from annual_report.filing.problems import Problems
from annual_report.filing.read_tables import DUPLICATE_ROW, locate_columns, report_extra_values
from annual_report.filing.report import InputFile, Quotation
from annual_report.filing.sheets import Row, read_sheet
from annual_report.wording import join_words

UNIT = re.compile(r"[^\W\d_]*|[%％‰℃]")

HEADER = QUOTATIONS

NO_NAME = "这一行没有写名称：请补上，正文用它引用这个数"
BAD_NAME = "「{found}」不能作名称：只用汉字、半角字母、数字和下划线，不以数字开头"
RESERVED_NAME = "「{found}」是保留名称：请换一个"
BAD_UNIT = "单位「{found}」不能用：只写汉字或 %，不含数字和符号"
BAD_VAGUENESS = "约数「{found}」不认识：可用 {known}，或留空"

# What is said of a row, as data: for a form that reads where no Python runs.
WORDS = {
    "no_name": NO_NAME,
    "bad_name": BAD_NAME,
    "reserved_name": RESERVED_NAME,
    "duplicate": DUPLICATE_ROW,
    "bad_unit": BAD_UNIT,
    "bad_vagueness": BAD_VAGUENESS,
    "known": sorted(wording.VAGUENESS),
}


def read_figures(path: Path, reserved: frozenset[str]) -> tuple[dict[str, Quotation], InputFile]:
    """Return the rows of figures.csv by name. Raises InputError with every problem of the file."""
    sheet = find_table(read_sheet(path), HEADER, _is_named)
    problems = Problems()
    columns = locate_columns(sheet, HEADER, problems)
    problems.raise_any()
    first: dict[str, Row] = {}
    report_extra_values(sheet, problems)
    for row in sheet.rows:
        fields = {label: row[columns[label]].strip() for label in HEADER}
        for message, label in wrong_in(fields, reserved, first):
            problems.append(Problem(message, sheet.file, row.number, columns[label], fields[label]))
        first.setdefault(fields["名称"], row)
    problems.raise_any()
    quotations = {name: _quotation(row, columns, sheet.file) for name, row in first.items()}
    return quotations, InputFile(sheet.file, sheet.encoding, sheet.remark)


def read_last_years_figures(path: Path, reserved: frozenset[str]) -> dict[str, Quotation]:
    """Return the rows of last year's figures.csv by name; nothing where there is none. Raises as read_figures does."""
    if not is_there(path):
        return {}
    quotations, _ = read_figures(path, reserved)
    return {name: _of_last_year(quotation) for name, quotation in quotations.items()}


def _of_last_year(quotation: Quotation) -> Quotation:
    sources = tuple(f"{PREVIOUS}{each}" for each in quotation.figure.sources)
    return replace(quotation, figure=replace(quotation.figure, sources=sources))


def _is_named(row: Row) -> bool:
    """Whether a row begins with a name and says something of it, as a note below the numbers does not."""
    words = [value.strip() for value in row.values if value.strip()]
    return len(words) > 1 and words[0].isidentifier()


def _quotation(row: Row, columns: Mapping[str, int], file: str) -> Quotation:
    name, number, unit, vagueness, source = (row[columns[label]].strip() for label in HEADER)
    value, _ = parse_figure(number, "money")
    figure = Figure(value, unit, vagueness, (f"{OF_THE_PROSE}{name}",))
    return Quotation(figure, source, file, row.number, columns["数值"])


def wrong_in(
    fields: Mapping[str, str], reserved: frozenset[str], first: Mapping[str, Row]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row of figures.csv, and in which column."""
    name = fields["名称"]
    # Jinja makes Python of its templates, and Python folds names: two that fold to the same would be one figure.
    if not name:
        yield NO_NAME, "名称"
    elif not (name.isidentifier() and re.fullmatch(r"\w+", name) and unicodedata.is_normalized("NFKC", name)):
        yield BAD_NAME.format(found=name), "名称"
    elif name in reserved:
        yield RESERVED_NAME.format(found=name), "名称"
    elif name in first:
        yield DUPLICATE_ROW.format(found=name, first=first[name].number), "名称"
    _, wrong = parse_figure(fields["数值"], "money")
    if wrong:
        yield wrong, "数值"
    if not UNIT.fullmatch(fields["单位"]):
        yield BAD_UNIT.format(found=fields["单位"]), "单位"
    if fields["约数"] and fields["约数"] not in wording.VAGUENESS:
        yield BAD_VAGUENESS.format(found=fields["约数"], known=join_words(sorted(wording.VAGUENESS))), "约数"
