"""What units answered: read from the lists that came back, and written together as one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.filing.imports.packages import Package
from annual_report.filing.imports.sheet import open_workbook
from annual_report.filing.imports.sheet_bounds import sheets_of
from annual_report.review.answer_sheet import ALL_HEADINGS, ANSWER, DAY, EXPLANATION, KEY, SHEET, WHO
from annual_report.review.spreadsheet import Looks, bytes_of, write_list
from annual_report.wording import fold

ANSWERS_SHEET = "回复"
ANSWERS_HEADINGS = {
    "单位": 30,
    "年份": 8,
    "规则": 10,
    "问题": 56,
    ANSWER: 12,
    "现在": 16,
    EXPLANATION: 40,
    WHO: 10,
    DAY: 12,
    "清单": 30,
}


@dataclass(frozen=True)
class Answered:
    """One row of a list that came back: which problem of which report, in which words, and what the unit says."""

    key: str
    rule: str
    message: str
    answer: str = ""
    explanation: str = ""
    who: str = ""
    day: str = ""

    @property
    def report(self) -> str:
        """The folder of the report below PARAMS, as agency/year."""
        return self.key.partition(" ")[0]


def read_answers(content: bytes) -> list[Answered] | None:
    """Return the rows of a list that came back; None where a workbook is none.

    Columns are found by their headings, wherever they stand. Raises Refused for a damaged workbook.
    """
    package = Package(content)
    sheets_of(package)
    found = [_answers_of(sheet) for sheet in open_workbook(content, values=True).worksheets]
    rows = [row for each in found if each is not None for row in each]
    return None if all(each is None for each in found) else rows


def answers_workbook(rows: Sequence[Sequence[Any]], title: str, year: int) -> bytes:
    """Return all answers as .xlsx, to filter."""
    workbook = Workbook()
    write_list(workbook.worksheets[0], ANSWERS_SHEET, title, ANSWERS_HEADINGS, rows, Looks())
    return bytes_of(workbook, title, SHEET, year)


def _answers_of(sheet: Worksheet) -> list[Answered] | None:
    """Return the answers of a sheet; None where it has no such headings."""
    rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    for number, row in enumerate(rows):
        places = {name: place for name in ALL_HEADINGS for place, text in enumerate(row) if fold(text) == fold(name)}
        if ANSWER in places and KEY in places:
            return [*_answered(rows[number + 1 :], places)]
    return None


def _answered(rows: Iterable[Sequence[str]], places: Mapping[str, int]) -> Iterator[Answered]:
    wanted = (KEY, "规则", "问题", ANSWER, EXPLANATION, WHO, DAY)
    for row in rows:
        found = [row[places[name]] if name in places else "" for name in wanted]
        if found[0]:
            yield Answered(*found)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value).strip()
