"""By what a filled-in workbook is known: the sign of its form, the names of its sheets, the marks around a table."""

from __future__ import annotations

from typing import NamedTuple

from annual_report.form.forms import Form

# The defined name that holds the sign, and how a sign of this edition begins.
SIGN_NAME, EDITION = "annual_report_form", "1"
SEPARATOR = ";"

FIGURES_SHEET, PROSE_SHEET = "正文数字", "正文"
TABLE_SHEET = "表{ordinal}"

# What stands above the paragraphs of this year, and of last year, on the sheet of the prose.
PROSE_HEADS = ("本年正文（一格一段）", "上年正文（只供参考，不导入）")

# What stands to the right of the first, or below the second, is worked out or shown, and never read.
RIGHT_OF_THIS, BELOW_THIS = "右边自动算出，不用填", "下面自动算出，不用填"


class WorkbookSign(NamedTuple):
    """For whose report of which year a workbook was made, and by which form."""

    agency: str
    year: int
    form: str

    def __str__(self) -> str:
        return SEPARATOR.join((EDITION, self.agency, str(self.year), self.form))


def read_sign(text: str) -> WorkbookSign | None:
    """Return the sign that a text is; None where it is none, or one of an edition that nobody knows."""
    parts = text.strip().removeprefix("=").strip('"').split(SEPARATOR)
    if len(parts) != 4 or parts[0] != EDITION or not parts[2].isdecimal():
        return None
    return WorkbookSign(parts[1], int(parts[2]), parts[3])


def table_sheets(form: Form) -> dict[str, str]:
    """Return the name of the sheet of every official table, by its code: 表二 where its section is 二、."""
    return {
        section.table: TABLE_SHEET.format(ordinal=section.title.partition("、")[0])
        for section in form.sections
        if section.table
    }
