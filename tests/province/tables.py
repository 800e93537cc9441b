"""The files of the tables of an invented unit: the toolkit's own, with a hole for every figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from annual_report.filing.new import as_csv, rows_of
from annual_report.form.forms import Form
from annual_report.wording import plain
from province.figures import PART, Sheet


class Template(NamedTuple):
    """A file with a %s for every figure, and which figures these are, by their number in the form."""

    file: str
    text: str
    cells: tuple[int, ...]


def tables_of(sheet: Sheet, unit: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every table of one unit."""
    numbers: list[int] = sheet.numbers[unit].tolist()
    texts = [*map(str, numbers)]
    for cell in _money_cells(sheet.form):
        texts[cell] = plain(Decimal(numbers[cell]) / PART)
    for template in _templates(sheet.form):
        yield template.file, template.text % tuple(texts[cell] for cell in template.cells)


@cache
def _templates(form: Form) -> tuple[Template, ...]:
    marks = {address: f"@{number}@" for number, address in enumerate(form.cells)}
    texts = {table.file: as_csv(rows_of(table, marks)).replace("%", "%%") for table in form.tables}
    return tuple(
        Template(file, re.sub("@[0-9]+@", "%s", text), tuple(map(int, re.findall("@([0-9]+)@", text))))
        for file, text in texts.items()
    )


@cache
def _money_cells(form: Form) -> tuple[int, ...]:
    return tuple(number for number, cell in enumerate(form.cells.values()) if cell.kind == "money")
