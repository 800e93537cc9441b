"""The check list as a workbook: the tasks as rows, the official tables with notes on the suspect cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from annual_report.document.blocks import PlacedCell, PrintedTable
from annual_report.document.official_table import printed_table
from annual_report.errors import Position, Problem
from annual_report.filing.report import Report
from annual_report.form.cell_dictionary import Definition, definition_of
from annual_report.review.check_list import CheckList, Task, check_list_of
from annual_report.review.comparison_rows import headings_of, rows_of_comparison
from annual_report.review.comparison_words import ENTRIES
from annual_report.review.local_points import say_score, title_of
from annual_report.review.marks import marks_of
from annual_report.review.problem_words import proposal
from annual_report.review.spreadsheet import (
    CENTRED,
    GRID,
    LEFT,
    LIKELY,
    PLAIN,
    POSSIBLE,
    SHADE,
    Looks,
    bytes_of,
    clean_text,
    put,
    row_height,
    set_page,
    sheet_title,
    write_list,
)
from annual_report.rules.finding import SEVERITIES, STATES, Finding, PointFinding
from annual_report.rules.findings import Findings

TITLE = "{name}{year}年检查问题清单"
PROBLEMS = "问题"
HEADINGS = {
    "序号": 6,
    "程度": 10,
    "规则": 10,
    "问题": 56,
    "位置": 34,
    "左": 12,
    "右": 12,
    "差额": 10,
    "建议": 56,
    "依据": 34,
}
POINTS = "本地要求"
COMPARED = "与第二份比较"
POINT_HEADINGS = {"编号": 16, "要求": 56, "结果": 10, "说明": 56, "分值": 8, "依据": 56}
UNREADABLE, BROKEN, WAITING, WAIVED = "读不了", "规则出错", "无法判断", "已说明"
NOTHING_FOUND = "没有发现问题"
FOLLOWING = "{message}（{word}：{rules}）"
OTHERS = "{first}；另有 {count} 种可能，见 findings.json"
NOTE = "{sign} {message}"
ADVICE = "{sign} {message}\n{word}：{advice}"
DEFINITION = "填什么：{meaning}\n数字在：{who}"

# How wide a printed table is, in characters.
TABLE_WIDTH = 120
# How wide a note is, in characters; its height is counted in pixels, of which four are three points.
NOTE_WIDTH = 48


def findings_workbook(report: Report | None, about: Mapping[str, Any], findings: Findings) -> bytes:
    """Return the check list as .xlsx; the same findings give the same bytes.

    Where there is no report the workbook has the problems only.
    """
    check_list, looks, workbook = check_list_of(findings), Looks(), Workbook()
    title = TITLE.format(name=about["name"] or about["agency"], year=about["year"])
    rows = [*_rows(check_list, findings.problems)] or [["", "", "", NOTHING_FOUND, "", "", "", "", "", ""]]
    write_list(workbook.worksheets[0], PROBLEMS, title, HEADINGS, rows, looks)
    if findings.points:
        sheet, name = workbook.create_sheet(), sheet_title(title_of(findings.points), POINTS)
        write_list(sheet, name, title, POINT_HEADINGS, [*map(_row_of_point, findings.points)], looks)
    if findings.second:
        rows = rows_of_comparison(findings.second, ENTRIES)
        write_list(workbook.create_sheet(), COMPARED, title, headings_of(ENTRIES), rows, looks)
    if report:
        for table in report.form.tables:
            sheet = workbook.create_sheet(sheet_title(table.caption, PROBLEMS))
            _write_table(sheet, title, printed_table(report.table(table.code)), report, check_list, looks)
    return bytes_of(workbook, title, PROBLEMS, about["year"])


def _rows(check_list: CheckList, problems: Iterable[Problem]) -> Iterator[list[Any]]:
    """Yield the rows of the first sheet: what to put right first, then what could not be judged or is explained."""
    for problem in problems:
        yield row_of_problem(problem)
    for finding in check_list.broken:
        yield _row_without_number(finding, BROKEN)
    for task in check_list.tasks:
        yield row_of_task(task)
    for rule, messages in check_list.waiting.items():
        yield ["", WAITING, rule, "；".join(messages), "", "", "", "", "", ""]
    for finding in check_list.waived:
        yield _row_without_number(finding, WAIVED)


def row_of_problem(problem: Problem) -> list[Any]:
    """Return what cannot be read as a row under HEADINGS."""
    return ["", UNREADABLE, "", problem.message, _where(problem.position), "", "", "", "", ""]


def row_of_task(task: Task) -> list[Any]:
    """Return a thing to put right as a row under HEADINGS."""
    finding = task.leading
    message = "\n".join(each.message for each in (finding, *task.alike))
    if task.following:
        message = FOLLOWING.format(message=message, word=task.following_word, rules="、".join(task.rules_following))
    where = _where(task.place.position) if task.place else ""
    sides = (finding.left, finding.right, finding.imbalance)
    return [
        *(task.number, SEVERITIES[task.severity], finding.rule, message, where),
        *(*sides, _advice(task), finding.basis),
    ]


def _row_of_point(point: PointFinding) -> list[Any]:
    return [point.id, point.words, STATES[point.state], point.why, say_score(point), point.basis]


def _row_without_number(finding: Finding, word: str) -> list[Any]:
    where = _where(finding.cells[0].position) if finding.cells else ""
    return ["", word, finding.rule, finding.message, where, "", "", "", "", finding.basis]


def _where(position: Position) -> str:
    """Say where something stands: as this program shows it first, since that is where it will be put right."""
    return "\n".join(filter(None, (position.spot, str(position))))


def _advice(task: Task) -> str:
    """Return the likeliest correction, how many others there are, and why the list may not be complete."""
    if not task.explanations:
        return task.remark
    first, *others = task.explanations
    advice = OTHERS.format(first=proposal(first), count=len(others)) if others else proposal(first)
    return f"{advice}\n{task.remark}" if task.remark else advice


def _write_table(
    sheet: Worksheet, title: str, grid: PrintedTable, report: Report, check_list: CheckList, looks: Looks
) -> None:
    """Copy a printed grid with its merges; mark the suspect cells and say in a note what is the matter."""
    widths = [round(share * TABLE_WIDTH / sum(grid.widths), 1) for share in grid.widths]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for each in grid.placed:
        _print(sheet, each, looks)
        if each.cell.rowspan == 1:
            height = row_height([(each.cell.text, sum(widths[each.column : each.column + each.cell.colspan]))])
            row = sheet.row_dimensions[each.row + 1]
            row.height = max(height, row.height or 0)
    _mark(sheet, grid, report, check_list)
    set_page(sheet, title, "portrait", 1)


def _print(sheet: Worksheet, each: PlacedCell, looks: Looks) -> None:
    printed, row, column = each.cell, each.row + 1, each.column + 1
    cell = put(sheet, row, column, printed.text if printed.value is None else printed.value)
    alignment = LEFT if printed.role in ("line", "note") else CENTRED
    fill = SHADE if printed.role in ("column", "note") else PLAIN
    looks.give(cell, border=GRID, alignment=alignment, fill=fill)
    for covered in _cells_under(sheet, each):
        if covered is not cell:
            looks.give(covered, border=GRID)
    if printed.colspan > 1 or printed.rowspan > 1:
        last = sheet.cell(row + printed.rowspan - 1, column + printed.colspan - 1)
        # openpyxl's own merging draws the borders anew, edge by edge.
        sheet.merged_cells.add(f"{cell.coordinate}:{last.coordinate}")


def _mark(sheet: Worksheet, grid: PrintedTable, report: Report, check_list: CheckList) -> None:
    marks = marks_of(check_list, report)
    tasks = {task.number: task for task in check_list.tasks}
    for each in grid.placed:
        signs = marks.get(each.cell.address, [])
        if signs:
            cell = sheet.cell(each.row + 1, each.column + 1)
            cell.fill, border = LIKELY if any(sign.likely for sign in signs) else POSSIBLE
            definition = definition_of(report.form, each.cell.address)
            cell.comment = _note([tasks[sign.number] for sign in signs], definition)
            for covered in _cells_under(sheet, each):
                covered.border = border


def _cells_under(sheet: Worksheet, each: PlacedCell) -> Iterator[Cell | MergedCell]:
    """Yield all cells that a printed cell covers, its own first."""
    for down in range(each.cell.rowspan):
        for right in range(each.cell.colspan):
            yield sheet.cell(each.row + 1 + down, each.column + 1 + right)


def _note(tasks: Sequence[Task], definition: Definition) -> Comment:
    problems = (
        ADVICE.format(sign=task.sign, word=task.advice_word, message=task.leading.message, advice=_advice(task))
        if _advice(task)
        else NOTE.format(sign=task.sign, message=task.leading.message)
        for task in tasks
    )
    what = DEFINITION.format(meaning=definition.meaning, who=definition.who)
    text = clean_text("\n".join([*problems, what]))
    return Comment(text, PROBLEMS, height=row_height([(text, NOTE_WIDTH)]) * 4 // 3, width=360)
