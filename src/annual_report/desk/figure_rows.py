"""The rows of the numbers that only the prose quotes, as a form offers them: this year's, or last year's to fill in."""

from __future__ import annotations

from collections.abc import Mapping

from annual_report.filing.figures import Number
from annual_report.filing.new import FIRST_FIGURES
from annual_report.filing.report import Quotation

# Name, value, unit, vagueness, source.
Fields = tuple[str, Number | None, str, str, str]


def rows_of_figures(now: Mapping[str, Quotation], before: Mapping[str, Quotation]) -> list[Fields]:
    """Return this year's numbers; while none has a value, those of last year, to be filled in anew; or the first ones.

    Once a value stands there, somebody has chosen which numbers this year's prose has.
    """
    if not now and not before:
        return [(name, None, unit, "", source) for name, _, unit, _, source in FIRST_FIGURES]
    rows = [_fields(name, each, each.figure.value) for name, each in now.items()]
    if any(each.figure.value is not None for each in now.values()):
        return rows
    return [
        *(_fields(name, each, None) for name, each in before.items()),
        *(row for row in rows if row[0] not in before),
    ]


def _fields(name: str, each: Quotation, value: Number | None) -> Fields:
    return name, value, each.figure.unit, each.figure.vagueness, each.source
