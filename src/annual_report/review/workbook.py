"""The check list as a workbook: the problems as rows, the official tables with notes on the suspect cells."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import MAXYEAR, MINYEAR, datetime
from decimal import Decimal
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring
from rich.cells import cell_len

from annual_report.document.official_table import Grid, GridCell, grid_of
from annual_report.filing.report import Report
from annual_report.review.check_list import CheckList, Item, check_list
from annual_report.review.marks import marks_of
from annual_report.review.problem_words import place_of, proposal, spot_of
from annual_report.rules.finding import SEVERITIES
from annual_report.wording import on_one_line, plain, visible

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
UNREADABLE, BROKEN, WAITING, WAIVED = "读不了", "规则出错", "无法判断", "已说明"
NOTHING_FOUND = "没有发现问题"
FOLLOWING = "{message}（{follow}：{rules}）"
OTHERS = "{first}；另有 {count} 种可能，见 findings.json"
NOTE = "{sign} {message}"
ADVICE = "{sign} {message}\n{word}：{advice}"

# A spreadsheet keeps fifteen digits of a number; a longer one stays exact as text only.
EXACT_DIGITS = 15
# What a spreadsheet takes for the beginning of a formula when someone edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32767
CUT = "……（太长，余下的见 findings.json）"
# What the header of a page holds, what a sheet may be named, how high a row may be.
LONGEST_HEADER, LONGEST_SHEET_TITLE, HIGHEST_ROW = 240, 31, 409
NOT_IN_SHEET_TITLES = re.compile(r"[\[\]:*?/\\]")

# How wide a printed table is, in characters.
TABLE_WIDTH = 120
# Rows do not grow with their text by themselves: points for a line, and for the space around the lines.
LINE_HEIGHT, PADDING = 15, 4
# How much of a line is filled before it breaks, about.
FILLED = 0.85
# The earliest moment a zip file knows.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

LINE = Side("thin", "4A4A4A")
GRID = Border(LINE, LINE, LINE, LINE)
THICK, DASHED = Side("medium", "9B1C1C"), Side("mediumDashed", "4A4A4A")
BOLD = Font(bold=True)
SHADE, PLAIN = PatternFill("solid", "F5F4F1"), PatternFill()
LIKELY = PatternFill("solid", "F8CBCB"), Border(THICK, THICK, THICK, THICK)
POSSIBLE = PatternFill("solid", "FDF0C8"), Border(DASHED, DASHED, DASHED, DASHED)
CENTRED = Alignment("center", "center", wrap_text=True)
LEFT = Alignment("left", "center", wrap_text=True)
TOP = Alignment("left", "top", wrap_text=True)

# The styles of cells by what they were and what was put on them.
Dresses = dict[tuple[Any, ...], Any]


def findings_workbook(report: Report | None, about: Mapping[str, Any], findings: Mapping[str, Any]) -> bytes:
    """Return the check list as .xlsx; the same findings give the same bytes.

    `findings` is what findings.json holds; where there is no report the workbook has the problems only.
    """
    found = check_list(findings)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    title = TITLE.format(name=about["name"] or about["agency"], year=about["year"])
    dresses: Dresses = {}
    _write_problems(sheet, title, list(_rows(found, findings.get("problems", []))), dresses)
    if report:
        for table in report.form.tables:
            grid = grid_of(report.table(table.code))
            _write_table(workbook.create_sheet(_sheet_title(table.caption)), title, grid, report, found, dresses)
    return _bytes_of(workbook, title, datetime(min(max(MINYEAR, about["year"]), MAXYEAR), 12, 31))


def _rows(found: CheckList, problems: list[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the rows of the first sheet: what to put right first, then what could not be judged or is explained."""
    for problem in problems:
        yield ["", UNREADABLE, "", problem["message"], _place(problem), "", "", "", "", ""]
    for finding in found.broken:
        yield _unnumbered(finding, BROKEN)
    for item in found.items:
        yield _row_of(item)
    for rule, messages in found.waiting.items():
        yield ["", WAITING, rule, "；".join(messages), "", "", "", "", "", ""]
    for finding in found.waived:
        yield _unnumbered(finding, WAIVED)


def _row_of(item: Item) -> list[Any]:
    finding = item.leading
    message = "\n".join(each["message"] for each in (finding, *item.alike))
    if item.following:
        rules = "、".join(dict.fromkeys(each["rule"] for each in item.following))
        message = FOLLOWING.format(message=message, follow=item.follow, rules=rules)
    sides = [_side(finding[side]) for side in ("left", "right", "imbalance")]
    place = _place(item.cell) if item.cell else ""
    severity = SEVERITIES[item.severity]
    return [item.number, severity, finding["rule"], message, place, *sides, _advice(item), finding["basis"]]


def _unnumbered(finding: Mapping[str, Any], word: str) -> list[Any]:
    place = _place(finding["cells"][0]) if finding["cells"] else ""
    return ["", word, finding["rule"], finding["message"], place, "", "", "", "", finding["basis"]]


def _place(cell: Mapping[str, Any]) -> str:
    """Return where a cell stands: as this program shows it first, since that is where it will be put right."""
    return "\n".join(filter(None, (spot_of(cell), place_of(cell))))


def _side(value: Any) -> Any:
    """Return one side of a balance as a number; findings.json holds money as text."""
    return Decimal(value) if isinstance(value, str) else value


def _advice(item: Item) -> str:
    """Return the likeliest correction, how many others there are, and why the list may not be complete."""
    if not item.explanations:
        return item.remark
    first, *others = item.explanations
    advice = OTHERS.format(first=proposal(first), count=len(others)) if others else proposal(first)
    return f"{advice}\n{item.remark}" if item.remark else advice


def _write_problems(sheet: Worksheet, title: str, rows: list[list[Any]], dresses: Dresses) -> None:
    sheet.title = PROBLEMS
    for column, (heading, width) in enumerate(HEADINGS.items(), 1):
        head = sheet.cell(1, column, heading)
        _dress(head, {"font": BOLD, "fill": SHADE, "border": GRID, "alignment": CENTRED}, dresses)
        sheet.column_dimensions[get_column_letter(column)].width = width
    empty = ["", "", "", NOTHING_FOUND, "", "", "", "", "", ""]
    for row, values in enumerate(rows or [empty], 2):
        for column, value in enumerate(values, 1):
            _dress(_put(sheet, row, column, value), {"border": GRID, "alignment": TOP}, dresses)
        sheet.row_dimensions[row].height = _height(zip(values, HEADINGS.values(), strict=True))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _set_page(sheet, title, "landscape", 0)


def _write_table(sheet: Worksheet, title: str, grid: Grid, report: Report, found: CheckList, dresses: Dresses) -> None:
    """Copy a printed grid with its merges; mark the suspect cells and say in a note what is the matter."""
    shares = grid.table.widths or (1,) * grid.width
    widths = [round(share * TABLE_WIDTH / sum(shares), 1) for share in shares]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, column, printed in grid.placed():
        _print(sheet, row, column, printed, dresses)
        if printed.rowspan == 1:
            height = _height([(printed.text, sum(widths[column - 1 : column - 1 + printed.colspan]))])
            sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)
    _mark(sheet, grid, report, found)
    _set_page(sheet, title, "portrait", 1)


def _print(sheet: Worksheet, row: int, column: int, printed: GridCell, dresses: Dresses) -> None:
    cell = _put(sheet, row, column, printed.text if printed.value is None else printed.value)
    alignment = LEFT if printed.role in ("line", "note") else CENTRED
    fill = SHADE if printed.role in ("column", "note") else PLAIN
    for covered in _covered(sheet, row, column, printed):
        look = {"border": GRID, "alignment": alignment, "fill": fill} if covered is cell else {"border": GRID}
        _dress(covered, look, dresses)
    if printed.colspan > 1 or printed.rowspan > 1:
        last = sheet.cell(row + printed.rowspan - 1, column + printed.colspan - 1)
        # openpyxl's own merging draws the borders anew, edge by edge.
        sheet.merged_cells.add(f"{cell.coordinate}:{last.coordinate}")


def _dress(cell: Any, look: Mapping[str, Any], dresses: Dresses) -> None:
    """Give a cell a look; one dressed alike before in this workbook lends its style, which is dear to look up."""
    key = (cell._style and cell._style.tobytes(), *map(id, look.values()))
    if key in dresses:
        cell._style = copy(dresses[key])
        return
    for name, part in look.items():
        setattr(cell, name, part)
    dresses[key] = copy(cell._style)


def _mark(sheet: Worksheet, grid: Grid, report: Report, found: CheckList) -> None:
    marks = marks_of(found, report)
    items = {item.number: item for item in found.items}
    for row, column, printed in grid.placed():
        signs = marks.get(printed.address, [])
        if signs:
            cell = sheet.cell(row, column)
            cell.fill, border = LIKELY if any(sign.likely for sign in signs) else POSSIBLE
            cell.comment = _note([items[sign.number] for sign in signs])
            for covered in _covered(sheet, row, column, printed):
                covered.border = border


def _height(texts: Iterable[tuple[Any, float]]) -> int:
    """Return how high a row must be for texts in columns of the given widths; a Chinese character is two wide."""
    lines = (
        sum(max(1, math.ceil(cell_len(line) / (width * FILLED))) for line in str(text).split("\n"))
        for text, width in texts
    )
    return min(max(lines) * LINE_HEIGHT + PADDING, HIGHEST_ROW)


def _covered(sheet: Worksheet, row: int, column: int, printed: GridCell) -> Iterator[Cell | MergedCell]:
    """Yield all cells that a printed cell covers, its own first."""
    for down in range(printed.rowspan):
        for right in range(printed.colspan):
            yield sheet.cell(row + down, column + right)


def _note(items: list[Item]) -> Comment:
    texts = (
        ADVICE.format(sign=item.sign, word=item.advice, message=item.leading["message"], advice=_advice(item))
        if _advice(item)
        else NOTE.format(sign=item.sign, message=item.leading["message"])
        for item in items
    )
    return Comment(_clean("\n".join(texts)), PROBLEMS, height=60 + 80 * len(items), width=360)


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell | MergedCell:
    """Store a value and return its cell: numbers exactly, every text as text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXACT_DIGITS:
        value = plain(value)
    if isinstance(value, Decimal):
        cell.number_format = f"0.{'0' * digits}" if (digits := -int(value.as_tuple().exponent)) > 0 else "0"
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = _clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    return cell


def _clean(text: str) -> str:
    """Return text as a cell can hold it: what would not be seen is shown, what is too long is cut with a word."""
    return _cut(ILLEGAL_CHARACTERS_RE.sub("", visible(text)), LONGEST_TEXT, CUT)


def _cut(text: str, longest: int, mark: str) -> str:
    """Return text of at most so many units of UTF-16, in which spreadsheets count."""
    if _units(text) <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * (longest - len(mark))].decode("utf-16-le", errors="ignore") + mark


def _sheet_title(caption: str) -> str:
    """Return a caption as a sheet can be named: not every character, and not many."""
    return _cut(NOT_IN_SHEET_TITLES.sub("", caption).strip("'"), LONGEST_SHEET_TITLE, "…") or PROBLEMS


def _header(title: str) -> str:
    """Return the title as it stands above a printed page, which has room for so many characters; & commands there."""
    words = on_one_line(title)
    while _units(escaped := words.replace("&", "&&")) > LONGEST_HEADER:
        half = (len(words) - 2) // 2
        words = f"{words[:half]}…{words[-half:]}"
    return escaped


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _set_page(sheet: Worksheet, title: str, orientation: Literal["portrait", "landscape"], pages: int) -> None:
    """Print on A4, one page wide and so many pages long (0: as many as it takes), with the title above."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(_header(title)))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))


def _bytes_of(workbook: Workbook, title: str, moment: datetime) -> bytes:
    """Save a workbook without the time of day, which openpyxl writes into its properties and its zip entries."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    workbook.save(saved)
    properties = DocumentProperties(title=_clean(title), creator=PROBLEMS, created=moment, modified=moment)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = tostring(properties.to_tree()) if name == ARC_CORE else source.read(name)
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return fixed.getvalue()
