"""A row of figures.csv as its texts, in the order of its columns."""

from __future__ import annotations

from annual_report.filing.outline import QUOTATIONS
from annual_report.filing.report import Quotation
from annual_report.wording import plain

NAME, VALUE = "名称", "数值"

Fields = tuple[str, ...]


def fields_of(name: str, each: Quotation) -> Fields:
    """Return the row of a number that only the prose quotes."""
    value = "" if each.figure.value is None else plain(each.figure.value)
    known = {NAME: name, VALUE: value, "单位": each.figure.unit, "约数": each.figure.vagueness, "来源": each.source}
    return tuple(known[label] for label in QUOTATIONS)
