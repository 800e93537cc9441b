"""The sheets of checks: every rule between figures with both sides and its result, and every cell by itself."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.check import Check
from annual_report.desk.verdict import total_of, verdict_of
from annual_report.desk.workbook.book import OF_ONE_CELL, Book, put, put_formula
from annual_report.desk.workbook.check_results import FIRST_RULE, RESULT, spot_of_cell_check
from annual_report.desk.workbook.formulas import sum_formula, verdict_formula
from annual_report.desk.workbook.layout import ListColumn
from annual_report.desk.workbook.plan import reference_to
from annual_report.review.spreadsheet import row_height
from annual_report.rules.finding import SEVERITIES


def write_checks(book: Book) -> None:
    """Write the sheet of the rules between figures."""
    sheet = book.add_sheet(book.layout.checks, "landscape")
    _write_head(book, sheet, book.layout.check_columns)
    words, text, result = book.layout.verdicts, book.look("cell"), book.look("result")
    for check, row in book.rows.items():
        plan = book.plan.table_of(check.at)
        for column, value in enumerate((check.rule, SEVERITIES[check.severity], plan.sheet)):
            put(sheet, (row, column), value, text)
        label = book.report.form.cells[check.at].label
        target = f"internal:{reference_to(plan.sheet, plan.spot(check.at))}"
        sheet.write_url(row, 3, target, book.look("link"), label)
        put(sheet, (row, 4), check.label, text)
        _write_sides(book, sheet, check, row)
        formula = verdict_formula(check, book.plan.reference, words)
        put_formula(sheet, (row, RESULT), formula, result, words[verdict_of(check, book.report)])
        sheet.set_row(row, row_height([(label, 40), (check.label, 44)]))
    for number, rule in enumerate(book.checks.left_out, len(book.rows) + 1):
        put(sheet, (number, 0), rule, text)
        put(sheet, (number, 4), book.layout.left_out, text)
    _finish(book, sheet, len(book.layout.check_columns), len(book.rows), (RESULT, RESULT))


def _write_sides(book: Book, sheet: Worksheet, check: Check, row: int) -> None:
    """Write both sides and what they differ by, where they are sums of figures."""
    left, right, look = check.sides.left, check.sides.right, book.look("result")
    are_sums = all(term.measure == "value" for term in check.sides.terms)
    for column, side in enumerate((left, right, left.minus(right)), 5):
        if are_sums:
            formula = sum_formula(side, book.plan.reference)
            put_formula(sheet, (row, column), formula, look, total_of(side, book.report))
        else:
            put(sheet, (row, column), None, look)


def write_cells(book: Book) -> None:
    """Write the sheet of the rules about single cells: a row for every cell, a column for every rule."""
    sheet, layout = book.add_sheet(book.layout.cells, "landscape"), book.layout
    names = (layout.cell_rule.format(rule=rule, label=label) for rule, label in book.cell_rules)
    columns = [*layout.cell_columns, *(ListColumn(name=each, width=layout.cell_rule_width) for each in names)]
    _write_head(book, sheet, columns)
    for address, row in book.cell_rows.items():
        plan, entry = book.plan.table_of(address), book.report.ledger.entries[address]
        put(sheet, (row, 0), plan.sheet, book.look("cell"))
        target = f"internal:{reference_to(plan.sheet, plan.spot(address))}"
        sheet.write_url(row, 1, target, book.look("link"), entry.cell.label)
        here = book.plan.reference(address)
        put_formula(sheet, (row, 2), f'=IF(ISBLANK({here}),"",{here})', book.look("result"), entry.value)
        sheet.set_row(row, row_height([(entry.cell.label, 44)]))
    for check in (each for each in book.checks if each.suite == OF_ONE_CELL):
        formula = verdict_formula(check, book.plan.reference, layout.verdicts)
        value = layout.verdicts[verdict_of(check, book.report)]
        put_formula(sheet, spot_of_cell_check(book, check), formula, book.look("result"), value)
    _finish(book, sheet, len(columns), len(book.cell_rows), (FIRST_RULE, len(columns) - 1))


def _write_head(book: Book, sheet: Worksheet, columns: Sequence[ListColumn]) -> None:
    for column, each in enumerate(columns):
        sheet.set_column(column, column, each.width)
        sheet.write_string(0, column, each.name, book.look("head"))
    sheet.set_row(0, row_height([(each.name, each.width) for each in columns]))


def _finish(book: Book, sheet: Worksheet, columns: int, rows: int, results: tuple[int, int]) -> None:
    """Colour the results, and let them be filtered."""
    words, layout = book.layout.verdicts, book.layout
    for verdict, look in (
        ("failed", layout.failed["critical"]),
        ("passed", layout.passed),
        ("not_assessable", layout.undecided),
    ):
        condition = {"type": "cell", "criteria": "==", "value": f'"{words[verdict]}"', "format": book.fill(look)}
        sheet.conditional_format(1, results[0], rows, results[1], condition)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, rows, columns - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
