"""The roll-up as a workbook: the figures of all units with sums and differences, the units, what is to be put right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.filing.roll_up.sums import cell_sums, counted, left_out
from annual_report.filing.roll_up.units import RECEIVED, STATES, RollUp, UnitReport
from annual_report.review.check_list import Task, check_list_of
from annual_report.review.problem_words import say_value
from annual_report.review.spreadsheet import (
    BOLD,
    CENTRED,
    GRID,
    LEFT,
    LIKELY,
    POSSIBLE,
    SHADE,
    Looks,
    bytes_of,
    put,
    row_height,
    set_page,
    write_list,
)
from annual_report.rules.finding import SEVERITIES, Explanation
from annual_report.rules.findings import Findings
from annual_report.wording import join_words

TITLE = "{name}{year}年汇总表"
SUMS, UNITS, PROBLEMS = "汇总", "单位", "问题"
COMPLETE = "{title}：应报 {count} 个单位，全部收到"
INCOMPLETE = "{title}：不完整。{said}；下面的“合计”一栏空着的，就是还缺数字；“已报合计”只是已有数字之和"
SAID = "应报 {expected} 个单位，收到 {received} 个，缺{absent}"
NO_LIST = "收到 {received} 个单位；没有单位名单（agency.yaml 的 units），不知道应有几个"
BELOW = "{name} 自己的下级只收到 {below}"
HEADINGS = {"表": 12, "项目": 40, "本级填报": 11, "合计": 11, "相差": 9, "已报合计": 11, "有数的单位": 11}
UNIT_HEADINGS = {"序号": 6, "单位": 34, "代号": 20, "类别": 14, "状态": 10, "下级": 10, "说明": 70}
PROBLEM_HEADINGS = {"序号": 6, "程度": 8, "规则": 8, "问题": 60, "位置": 34, "哪个单位、怎么改就对上": 70, "依据": 40}
EXCUSED, WAITING = "今年不用报", "无法判断"
UNIT_WIDTH, UNITS_ON_A_PAGE = 11, 8
FIRST_ROW = 4
NOTHING = "没有发现问题"
CHANGE = "（{where}：{was} → {to}）"
PARTLY = "未计入 {value}"


def roll_up_workbook(roll_up: RollUp, findings: Findings) -> bytes:
    """Return the workbook of a roll-up, always the same bytes; its first line says of how many units it is."""
    title, looks, workbook = TITLE.format(name=roll_up.agency.name, year=roll_up.year), Looks(), Workbook()
    _write_sums(workbook.worksheets[0], title, roll_up, looks)
    write_list(workbook.create_sheet(), UNITS, title, UNIT_HEADINGS, [*_unit_rows(roll_up)], looks)
    rows = [*_problem_rows(findings)] or [["", "", "", NOTHING, "", "", ""]]
    write_list(workbook.create_sheet(), PROBLEMS, title, PROBLEM_HEADINGS, rows, looks)
    return bytes_of(workbook, title, SUMS, roll_up.year)


def say_completeness(roll_up: RollUp, title: str) -> str:
    """Say how many units reported, of how many, and who did not: as it stands above everything."""
    received = roll_up.received
    if roll_up.is_complete:
        return COMPLETE.format(title=title, count=received.expected)
    absent = join_words(each.name for each in roll_up.absent) or "0 个"
    said = (SAID if received.expected is not None else NO_LIST).format(**received._asdict(), absent=absent)
    below = [each for each in roll_up.units if each.below and not each.below.is_complete]
    more = [BELOW.format(name=each.name, below=each.below) for each in below]
    return INCOMPLETE.format(title=title, said="；".join([said, *more]))


def _write_sums(sheet: Worksheet, title: str, roll_up: RollUp, looks: Looks) -> None:
    sheet.title = SUMS
    columns = len(HEADINGS) + len(roll_up.units)
    sheet.cell(1, 1, say_completeness(roll_up, title))
    looks.give(sheet.cell(1, 1), font=BOLD, alignment=LEFT)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=min(columns, len(HEADINGS) + 4))
    sheet.row_dimensions[1].height = 34
    _write_heads(sheet, roll_up, looks)
    row = FIRST_ROW
    for table in roll_up.form.tables:
        for address in table.row_keys:
            _write_cell(sheet, row, table.name, address, roll_up, looks)
            row += 1
    sheet.freeze_panes = f"{get_column_letter(len(HEADINGS) + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{get_column_letter(columns)}{row - 1}"
    set_page(sheet, title, "landscape", 0)
    sheet.page_setup.fitToWidth = max(1, math.ceil(len(roll_up.units) / UNITS_ON_A_PAGE))
    sheet.print_title_rows = f"1:{FIRST_ROW - 1}"
    sheet.print_title_cols = "A:B"


def _write_heads(sheet: Worksheet, roll_up: RollUp, looks: Looks) -> None:
    for column, (heading, width) in enumerate(HEADINGS.items(), 1):
        _head(sheet, column, heading, "", width, looks)
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    for column, unit in enumerate(roll_up.units, len(HEADINGS) + 1):
        _head(sheet, column, unit.name, STATES[unit.state], UNIT_WIDTH, looks)
    sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 64, 20


def _head(sheet: Worksheet, column: int, above: str, below: str, width: int, looks: Looks) -> None:
    for row, text in ((2, above), (3, below)):
        looks.give(put(sheet, row, column, text), font=BOLD, fill=SHADE, border=GRID, alignment=CENTRED)
    sheet.column_dimensions[get_column_letter(column)].width = width


def _write_cell(sheet: Worksheet, row: int, table: str, address: str, roll_up: RollUp, looks: Looks) -> None:
    """Write the row of one figure: what is filed, the sum, the difference, and what each unit filed."""
    sums = cell_sums(roll_up)[address]
    filed = roll_up.filed.ledger.values.get(address) if roll_up.filed else None
    difference = None if filed is None or sums.total is None else filed - sums.total
    known, units = len(roll_up.units) - len(sums.unknown), roll_up.received.expected
    share = f"{known}/{'?' if units is None else units}"
    values = [table, roll_up.form.cells[address].label, filed, sums.total, difference, sums.known, share]
    for column, value in enumerate(values, 1):
        looks.give(put(sheet, row, column, value), border=GRID, alignment=LEFT if column <= 2 else CENTRED)
    sheet.row_dimensions[row].height = row_height([(values[1], HEADINGS["项目"])])
    if difference:
        looks.give(sheet.cell(row, 5), fill=LIKELY[0], font=BOLD)
    if sums.total is None:
        looks.give(sheet.cell(row, 7), fill=POSSIBLE[0])
    for column, unit in enumerate(roll_up.units, len(HEADINGS) + 1):
        _write_figure(sheet, row, column, unit, address, roll_up, looks)


def _write_figure(
    sheet: Worksheet, row: int, column: int, unit: UnitReport, address: str, roll_up: RollUp, looks: Looks
) -> None:
    value = counted(unit, address, roll_up)
    cell = put(sheet, row, column, value)
    look = {"fill": POSSIBLE[0]} if value is None else {}
    looks.give(cell, border=GRID, alignment=CENTRED, **look)
    if value is not None and left_out(unit, address, roll_up):
        shown = f"{value}（{PARTLY.format(value=left_out(unit, address, roll_up))}）"
        looks.give(put(sheet, row, column, shown), fill=LIKELY[0])


def _unit_rows(roll_up: RollUp) -> Iterator[list[Any]]:
    for number, unit in enumerate(roll_up.units, 1):
        yield _unit_row(number, unit, STATES[unit.state])
    for unit in roll_up.excused:
        yield _unit_row("", unit, EXCUSED)


def _unit_row(number: Any, unit: UnitReport, state: str) -> list[Any]:
    kind = (unit.agency.kind if unit.agency else None) or ""
    why = "；".join(str(each) for each in unit.problems) if unit.state != RECEIVED else ""
    return [number, unit.name, unit.slug, kind, state, str(unit.below) if unit.below else "", why]


def _problem_rows(findings: Findings) -> Iterator[list[Any]]:
    check_list = check_list_of(findings)
    for task in check_list.tasks:
        yield _problem_row(task)
    for rule, messages in check_list.waiting.items():
        yield ["", WAITING, rule, "；".join(dict.fromkeys(messages)), "", "", ""]


def _problem_row(task: Task) -> list[Any]:
    messages = "\n".join(each.message for each in (task.leading, *task.alike, *task.following))
    where = task.place.position.named if task.place else ""
    return [
        *(task.number, SEVERITIES[task.severity], task.leading.rule, messages, where),
        "\n".join(say_causes(task)),
        task.leading.basis,
    ]


def say_causes(task: Task) -> list[str]:
    """Say whose figure would close the gap, the likeliest first, and where a single one stands."""
    words = (task.advice_word, *["或者"] * len(task.explanations))
    said = [f"{word}：{each.cause}{_say_change(each)}" for word, each in zip(words, task.explanations, strict=False)]
    return [*said, *([task.remark] if task.remark else [])]


def _say_change(explanation: Explanation) -> str:
    if len(explanation.changes) > 1:
        return ""
    (change,) = explanation.changes
    # Every unit has a file of the same name: the folder tells whose it is.
    where = f"{change.place.file} {change.place.position.spot}"
    return CHANGE.format(where=where, was=say_value(change.place.value), to=say_value(change.to))
