"""Read figures.csv: the numbers that only the prose quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from annual_report import wording
from annual_report.errors import Problem
from annual_report.model.figures import Figure
from annual_report.model.report import InputFile
from annual_report.model.sheets import Row, read_sheet
from annual_report.steps.ingest.numbers import NOT_A_NUMBER, parse_figure
from annual_report.steps.ingest.problems import Problems
from annual_report.steps.ingest.tables import DUPLICATE_ROW, locate_columns, report_extra_values
from annual_report.wording import listed

HEADER = ("名称", "数值", "单位", "约数", "来源")

BAD_NAME = "「{found}」不能作名称：只用汉字、字母、数字和下划线，不以数字开头"
RESERVED_NAME = "「{found}」是保留名称：请换一个"
BAD_VAGUENESS = "约数「{found}」不认识：可用 {known}，或留空"


def read_figures(path: Path, reserved: frozenset[str]) -> tuple[dict[str, Figure], InputFile]:
    """Return the figures of figures.csv by name. Raises InputError with every problem of the file."""
    sheet = read_sheet(path)
    problems = Problems()
    columns = locate_columns(sheet, HEADER, problems)
    problems.raise_any()
    first: dict[str, Row] = {}
    for row in sheet.rows:
        report_extra_values(row, sheet, problems)
        fields = {label: row[columns[label]].strip() for label in HEADER}
        for message, label in _wrong(fields, reserved, first):
            problems.append(Problem(message, sheet.file, row.number, columns[label], fields[label]))
        first.setdefault(fields["名称"], row)
    problems.raise_any()
    figures = (_figure({label: row[columns[label]].strip() for label in HEADER}) for row in sheet.rows)
    return dict(figures), InputFile(sheet.file, sheet.encoding)


def _figure(fields: Mapping[str, str]) -> tuple[str, Figure]:
    value, _ = parse_figure(fields["数值"], "money")
    return fields["名称"], Figure(value, fields["单位"], fields["约数"], (f"figures.{fields['名称']}",))


def _wrong(fields: Mapping[str, str], reserved: frozenset[str], first: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row of figures.csv, and in which column."""
    name = fields["名称"]
    if not name.isidentifier():
        yield BAD_NAME.format(found=name), "名称"
    elif name in reserved:
        yield RESERVED_NAME.format(found=name), "名称"
    elif name in first:
        yield DUPLICATE_ROW.format(found=name, first=first[name].number), "名称"
    value, wrong = parse_figure(fields["数值"], "money")
    if wrong or value is None:
        yield wrong or NOT_A_NUMBER.format(found=fields["数值"]), "数值"
    if fields["约数"] and fields["约数"] not in wording.VAGUENESS:
        yield BAD_VAGUENESS.format(found=fields["约数"], known=listed(sorted(wording.VAGUENESS))), "约数"
