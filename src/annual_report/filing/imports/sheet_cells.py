"""Cells of a workbook as they are shown: whole numbers whole, decimals as their format rounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from annual_report.filing.imports.document import PARAGRAPHS, RAISED, STRUCK, UNCOUNTED

# A format that shows so many decimals, perhaps in groups of three, and nothing else.
FIXED = re.compile(r"[_\\ *()\[\]A-Za-z\d]*?#?,?#*0(?P<decimals>\.0+)?[_\\ *)]*")
# Formats that show nothing for a zero.
NO_ZERO = re.compile(r"[#,]+")
LARGEST_WHOLE = 10**15  # what a workbook keeps exactly


class Shown(NamedTuple):
    """A real cell: the column it begins in, its text, how many rows and columns it takes, why it may be no number."""

    column: int
    text: str
    rows: int
    columns: int
    notes: tuple[str, ...]


def shown(cell: Any) -> str:
    """Return the text of a cell; a line feed stays between its lines."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "\n".join(line.strip() for line in str("" if value is None else value).split("\n") if line.strip())
    if cell.number_format.endswith("%"):
        return f"{Decimal(repr(value)) * 100:f}%"
    return _number(value, cell.number_format.split(";"))


def notes_of(cell: Any, is_formula: bool) -> Iterator[str]:
    """Yield why the text of a cell may be more than one number, or none."""
    if isinstance(cell.value, str) and len([line for line in cell.value.split("\n") if line.strip()]) > 1:
        yield PARAGRAPHS
    if cell.font.strike:
        yield STRUCK
    if cell.font.vertAlign in ("superscript", "subscript"):
        yield RAISED
    if is_formula and cell.value is None:
        yield UNCOUNTED


def _number(value: float, formats: list[str]) -> str:
    if not value:
        return _zero(formats)
    if not formats[0]:  # ;;; shows no number at all
        return ""
    if value == int(value) and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    fixed = FIXED.fullmatch(formats[0])
    exact = Decimal(repr(value))
    if fixed:
        exact = exact.quantize(Decimal(1).scaleb(-len((fixed["decimals"] or ".")[1:])), ROUND_HALF_UP)
    return f"{exact:f}"


def _zero(formats: list[str]) -> str:
    """Return what is shown for a zero: accounting formats show a dash, some nothing."""
    if len(formats) > 2:
        section = formats[2]
        return "0" if "0" in section or "#" in section or "General" in section else ("-" if "-" in section else "")
    return "" if NO_ZERO.fullmatch(formats[0]) else "0"
