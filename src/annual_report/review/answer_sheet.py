"""The list that is sent to a unit: what to put right, and columns for its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.review.check_list import check_list_of
from annual_report.review.spreadsheet import Looks, bytes_of, write_list
from annual_report.review.workbook import HEADINGS, TITLE, UNREADABLE, row_of_problem, row_of_task
from annual_report.rules.findings import Findings

SHEET = "问题清单"
# What of a problem the unit is told, and how wide; the sides and the difference stand in its words.
TOLD = {"序号": 5, "程度": 6, "规则": 8, "问题": 40, "位置": 20, "建议": 30, "依据": 22}
ANSWER, EXPLANATION, WHO, DAY = "办理情况", "说明", "填写人", "日期"
KEY = "编号（请勿改动）"
ANSWER_HEADINGS = {ANSWER: 10, EXPLANATION: 22, WHO: 8, DAY: 11, KEY: 14}
CORRECTED, CONFIRMED, OTHER = "已改正", "核实无误", "其他"
ANSWERS = (CORRECTED, CONFIRMED, OTHER)
# A mere hint asks for no answer.
INFO = "info"

ALL_HEADINGS = {**TOLD, **ANSWER_HEADINGS}
PLACES = [list(HEADINGS).index(name) for name in TOLD]


def answer_sheet(agency: str, year: int, name: str, findings: Findings) -> bytes:
    """Return the list of one report as .xlsx; the same findings give the same bytes."""
    title, workbook = TITLE.format(name=name or agency, year=year), Workbook()
    found = [*_rows(f"{agency}/{year}", findings)]
    looks, sheet = Looks(), workbook.worksheets[0]
    rows = [[*(row[place] for place in PLACES), "", "", "", "", key] for key, row in found]
    write_list(sheet, SHEET, title, ALL_HEADINGS, rows, looks)
    _offer_answers(sheet, len(rows))
    return bytes_of(workbook, title, SHEET, year)


def keys_of(agency: str, year: int, findings: Findings) -> frozenset[str]:
    """Return what identifies the problems that a report has now."""
    return frozenset(key for key, _ in _rows(f"{agency}/{year}", findings))


def _rows(report: str, findings: Findings) -> Iterator[tuple[str, list[Any]]]:
    """Yield what a unit is to put right or to explain, each with what identifies it."""
    seen = Counter[str]()
    for problem in findings.problems:
        yield _key(report, UNREADABLE, str(problem.position), seen), row_of_problem(problem)
    for task in check_list_of(findings).tasks:
        if task.severity == INFO:
            continue
        place = str(task.place.position) if task.place else ""
        yield _key(report, task.leading.rule, place, seen), row_of_task(task)


def _key(report: str, rule: str, place: str, seen: Counter[str]) -> str:
    """Return what identifies a problem: its report, its rule, its place; those that have all in common are counted."""
    key = " ".join(filter(None, (report, rule, place.removeprefix(f"{report}/"))))
    seen[key] += 1
    return f"{key} ({seen[key]})" if seen[key] > 1 else key


def _offer_answers(sheet: Worksheet, rows: int) -> None:
    """Let a unit choose its answer from a list."""
    column = get_column_letter(list(ALL_HEADINGS).index(ANSWER) + 1)
    offered = DataValidation(type="list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True)
    sheet.add_data_validation(offered)
    offered.add(f"{column}2:{column}{rows + 1}")
