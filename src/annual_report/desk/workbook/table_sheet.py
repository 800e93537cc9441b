"""The sheet of an official table: the table as it is printed, to be filled in; last year's figures and sums beside."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from annual_report.desk.workbook.beside import write_before, write_hints, write_sums
from annual_report.desk.workbook.book import Book, merge, put
from annual_report.desk.workbook.check_results import LEVELS, colour_formula, level_of
from annual_report.desk.workbook.comments import comment_of
from annual_report.desk.workbook.plan import ABOVE, HIDDEN_FROM, MARK_WIDTH, TablePlan
from annual_report.document.blocks import COLUMN, LINE, NOTE, PlacedCell
from annual_report.filing.numbers import LARGEST_FIGURE
from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Entry
from annual_report.filing.workbook_signs import BELOW_THIS, RIGHT_OF_THIS
from annual_report.review.spreadsheet import row_height
from annual_report.wording import plain

ROLES = {COLUMN: "head", LINE: "line", NOTE: "note"}
LONGEST_INPUT_TITLE, LONGEST_INPUT_WORDS = 32, 255
DECIMALS = 4


def write_table(book: Book, plan: TablePlan) -> None:
    """Write the sheet of a table."""
    sheet = book.add_sheet(plan.sheet, "landscape" if plan.is_across else "portrait")
    report, words = book.report, book.layout.table
    caption = f"{plan.sheet}　{plan.table.caption}"
    merge(sheet, (0, 0), (1, plan.width), caption, book.look("title"))
    remark = words.remark.format(name=report.agency.name, year=report.year)
    merge(sheet, (1, 0), (1, plan.width), remark, book.look("remark"))
    _set_sizes(book, sheet, plan)
    for each in plan.table.placed:
        spot = ABOVE + each.row, each.column
        if each.cell.address:
            _write_input(book, sheet, plan, each)
        else:
            merge(sheet, spot, (each.cell.rowspan, each.cell.colspan), each.cell.text, book.look(ROLES[each.cell.role]))
    merge(sheet, (plan.below, 0), (1, MARK_WIDTH), BELOW_THIS, book.look("mark"))
    sheet.write_string(1, plan.mark, RIGHT_OF_THIS, book.look("mark"))
    write_before(book, sheet, plan)
    write_sums(book, sheet, plan)
    write_hints(book, sheet, plan)
    _set_page(sheet, plan)


def _write_input(book: Book, sheet: Worksheet, plan: TablePlan, each: PlacedCell) -> None:
    address = each.cell.address
    entry, (row, column) = book.report.ledger.entries[address], plan.spot(address)
    look = book.look("money" if entry.cell.kind == "money" else "input")
    last = column + each.cell.colspan - 1
    if last > column:
        sheet.merge_range(row, column, row, last, "", look)
    put(sheet, (row, column), entry.text.strip() if entry.value is None else entry.value, look)
    sheet.data_validation(row, column, row, column, _validation(book, address, entry))
    sheet.write_comment(row, column, *comment_of(book, address))
    hidden = plan.hidden_spot(address)
    sheet.write_formula(*hidden, colour_formula(book, address), None, level_of(book, address))
    cell, level = xl_rowcol_to_cell(row, column), xl_rowcol_to_cell(*hidden, row_abs=True, col_abs=True)
    for criteria, fill in (
        (f"=ISBLANK({cell})", book.layout.open),
        *((f"={level}={LEVELS[severity]}", fill) for severity, fill in book.layout.failed.items()),
    ):
        condition = {"type": "formula", "criteria": criteria, "format": book.fill(fill), "stop_if_true": True}
        sheet.conditional_format(row, column, row, last, condition)


def _validation(book: Book, address: str, entry: Entry) -> dict[str, object]:
    kind, words = entry.cell.kind, book.layout.table
    row, column = book.plan.table_of(address).spot(address)
    cell = xl_rowcol_to_cell(row, column)
    rules: dict[str, dict[str, object]] = {
        "count": {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST_FIGURE},
        "change": {
            "validate": "integer",
            "criteria": "between",
            "minimum": -LARGEST_FIGURE,
            "maximum": LARGEST_FIGURE,
        },
        "money": {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({cell}),{cell}>=0,{cell}<={LARGEST_FIGURE},ROUND({cell},{DECIMALS})={cell})",
        },
    }
    before = book.report.places.get(PREVIOUS + address)
    last = words.no_before if before is None or before.value is None else plain(before.value)
    return {
        **rules[kind],
        "input_title": words.input_title.format(year=book.report.year - 1, value=last)[:LONGEST_INPUT_TITLE],
        "input_message": words.input_words.format(label=entry.cell.label)[:LONGEST_INPUT_WORDS],
        "error_title": words.errors.title,
        "error_message": getattr(words.errors, kind).format(unit=entry.cell.unit),
    }


def _set_sizes(book: Book, sheet: Worksheet, plan: TablePlan) -> None:
    share = book.layout.table_width / sum(plan.table.widths)
    widths = [max(6.0, each * share) for each in plan.table.widths]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.set_row(1, 30)
    lowest = book.layout.lowest_row
    heights = {} if plan.is_across else dict.fromkeys({each.row for each in plan.cells.values()}, lowest)
    for each in plan.table.placed:
        if each.cell.rowspan == 1 and not each.cell.address:
            width = sum(widths[each.column : each.column + each.cell.colspan])
            heights[each.row] = max(heights.get(each.row, 0), row_height([(each.cell.text, width)]))
    for row, height in heights.items():
        sheet.set_row(ABOVE + row, height)
    sheet.set_column(HIDDEN_FROM - 1, HIDDEN_FROM + plan.width, None, None, {"hidden": True})


def _set_page(sheet: Worksheet, plan: TablePlan) -> None:
    sheet.print_area(0, 0, plan.end - 1, plan.width - 1)
    sheet.repeat_rows(0, ABOVE + plan.table.head_rows - 1)
    sheet.freeze_panes(ABOVE + plan.table.head_rows, 0 if plan.is_across else plan.first_figure)
