"""Cells of a workbook read as they are shown."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.styles import Font

from annual_report.filing.imports.document import PARAGRAPHS, RAISED, STRUCK, UNCOUNTED
from annual_report.filing.imports.sheet_cells import notes_of, shown


def cell(value: object, number_format: str = "General", font: Font | None = None) -> object:
    made = openpyxl.Workbook().worksheets[0].cell(1, 1)
    made.value, made.number_format = value, number_format
    made.font = font or Font()
    return made


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (3.0, "0.00", "3"),
        (-18.0, "0_ ", "-18"),
        (1452719, "#,##0", "1452719"),
        (48316.2735, "General", "48316.2735"),
        (0.1 + 0.2, "0.00", "0.30"),
        (48316.2735, "#,##0.00_);(#,##0.00)", "48316.27"),
        (24252.311082, "0.000000", "24252.311082"),
        (2.5, "0", "3"),
        (0.05, "0%", "5.00%"),
        (0, "General", "0"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (0, "0;-0;;@", ""),
        (0, "0;-0;0", "0"),
        (0, "#,###", ""),
        (12, ";;;", ""),
        (None, "General", ""),
        ("12", "@", "12"),
        (" 商业\n企业 ", "@", "商业\n企业"),
        (True, "General", "True"),
        (1e300, "General", f"{10**300}"),
    ],
)
def test_text_is_what_is_shown(value: object, number_format: str, text: str) -> None:
    assert shown(cell(value, number_format)) == text


@pytest.mark.parametrize(
    ("value", "font", "is_formula", "notes"),
    [
        (3, None, False, []),
        (3, None, True, []),
        (None, None, True, [UNCOUNTED]),
        ("1\n2", None, False, [PARAGRAPHS]),
        ("1\n", None, False, []),
        (3, Font(strike=True), False, [STRUCK]),
        (3, Font(vertAlign="superscript"), False, [RAISED]),
    ],
)
def test_why_a_cell_may_be_no_number(value: object, font: Font | None, is_formula: bool, notes: list[str]) -> None:
    assert [*notes_of(cell(value, font=font), is_formula)] == notes
