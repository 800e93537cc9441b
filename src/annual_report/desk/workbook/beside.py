"""What is shown beside a table, never read back: last year's figures, sums to compare totals with, hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from annual_report.desk.check import Check, Sum
from annual_report.desk.verdict import total_of, verdict_of
from annual_report.desk.workbook.book import Book, merge, put, put_formula
from annual_report.desk.workbook.check_results import failed_count, said_of
from annual_report.desk.workbook.formulas import sum_formula
from annual_report.desk.workbook.plan import ABOVE, MARK_WIDTH, Spot, TablePlan
from annual_report.document.blocks import COLUMN
from annual_report.filing.place import PREVIOUS


def write_before(book: Book, sheet: Worksheet, plan: TablePlan) -> None:
    """Write last year's figures: to the right under the same heads, or right below."""
    look, words = book.look("beside"), book.layout.table.before.format(year=book.report.year - 1)
    if plan.is_across:
        merge(sheet, (plan.below, MARK_WIDTH), (1, plan.width - MARK_WIDTH), words, book.look("mark"))
    else:
        _write_heads(book, sheet, plan, words)
    for address, each in plan.cells.items():
        place, spot = book.report.places.get(PREVIOUS + address), plan.spot(PREVIOUS + address)
        if each.cell.colspan > 1:
            merge(sheet, spot, (1, each.cell.colspan), "", look)
        put(sheet, spot, place.value if place else None, look)


def _write_heads(book: Book, sheet: Worksheet, plan: TablePlan, words: str) -> None:
    look, first = book.look("beside_head"), plan.first_figure
    count = plan.width - first
    merge(sheet, (1, plan.before), (1, count), words, look)
    for each in plan.table.placed:
        if each.cell.role == COLUMN and each.column >= first:
            spot = ABOVE + each.row, plan.before + each.column - first
            merge(sheet, spot, (each.cell.rowspan, each.cell.colspan), each.cell.text, look)
    sheet.set_column(plan.width, plan.width, book.layout.gap_width)
    sheet.set_column(plan.before - 1, plan.before - 1, book.layout.gap_width)
    sheet.set_column(plan.before, plan.before + count - 1, book.layout.beside_width)


def write_sums(book: Book, sheet: Worksheet, plan: TablePlan) -> None:
    """Write what the parts of every equality come to, beside the line or below the column that it is about."""
    sums = [each for each in book.checks if _is_sum(each, plan)]
    beside = [each for each in sums if plan.is_beside(each)]
    if beside:
        words = book.layout.table.beside.format(label=beside[0].label)
        merge(sheet, (ABOVE, plan.beside), (max(1, plan.table.head_rows), 1), words, book.look("beside_head"))
        sheet.set_column(plan.beside, plan.beside, book.layout.beside_width)
    for each in beside:
        _write_sum(book, sheet, (plan.spot(each.at)[0], plan.beside), _parts_of(each)[0])
    row = plan.first_sum
    for label, group in groupby((each for each in sums if not plan.is_beside(each)), key=lambda each: each.label):
        row = _write_sums_below(book, sheet, plan, row, label, [*group])


def _write_sums_below(book: Book, sheet: Worksheet, plan: TablePlan, row: int, label: str, checks: list[Check]) -> int:
    """Write the sums of one rule in every column that it is about, and return the row below."""
    parts, words = len(_parts_of(checks[0])), book.layout.table
    names = [words.left.format(label=label), words.right.format(label=label)]
    for number in range(parts):
        name = names[number] if parts > 1 else words.beside.format(label=label)
        if plan.is_across:
            merge(sheet, (row, 0), (1, plan.width), name, book.look("beside_text"))
            row += 1
        else:
            merge(sheet, (row, 0), (1, plan.first_figure), name, book.look("beside_text"))
            sheet.set_row(row, 2 * book.layout.line_height)
        for each in checks:
            _write_sum(book, sheet, (row, plan.spot(each.at)[1]), _parts_of(each)[number])
        row += 1
    return row


def _write_sum(book: Book, sheet: Worksheet, spot: Spot, side: Sum) -> None:
    total = total_of(side, book.report)
    put_formula(sheet, spot, sum_formula(side, book.plan.reference), book.look("beside"), total)


def _is_sum(check: Check, plan: TablePlan) -> bool:
    """Whether a check says that figures of this table add up to others."""
    of_here = all(cell in plan.cells for cell in check.cells)
    is_equality = len(check.holds) == len(check.holds[0]) == 1 and check.sides.relation == "=="
    return of_here and is_equality and not check.when and bool(check.sides.right.terms)


def _parts_of(check: Check) -> list[Sum]:
    """Return the sides that are sums: one beside a total, both where there is none."""
    return [side for side in (check.sides.left, check.sides.right) if len(side.terms) > 1]


def write_hints(book: Book, sheet: Worksheet, plan: TablePlan) -> None:
    """Write which rules do not hold: beside every line, or below where the table is a single line."""
    words, by_row = book.layout.table, dict[int, list[Check]]()
    for check in book.rows:
        if check.at in plan.cells:
            by_row.setdefault(plan.spot(check.at)[0], []).append(check)
    if not plan.is_across:
        head = (ABOVE, plan.beside + 1), (max(1, plan.table.head_rows), 1)
        merge(sheet, *head, words.hint, book.look("beside_head"))
        sheet.set_column(plan.beside + 1, plan.beside + 1, book.layout.hint_width)
    for row, checks in by_row.items():
        spot = (sheet.dim_rowmax + 1, 0) if plan.is_across else (row, plan.beside + 1)
        if plan.is_across:
            merge(sheet, spot, (1, plan.width), "", book.look("hint"))
            sheet.set_row(spot[0], 3 * book.layout.line_height)
        formula = "&".join(f'IF({failed_count(book, each)}>0,"{said_of(each[0])}；","")' for each in _alike(checks))
        put_formula(sheet, spot, f"={formula}", book.look("hint"), _hint(book, checks))


def _hint(book: Book, checks: Iterable[Check]) -> str:
    failed = [[each for each in group if verdict_of(each, book.report) == "failed"] for group in _alike(checks)]
    return "".join(f"{said_of(each[0])}；" for each in failed if each)


def _alike(checks: Iterable[Check]) -> Iterator[list[Check]]:
    """Yield the checks of one rule together: it is told once."""
    groups: dict[str, list[Check]] = {}
    for each in checks:
        groups.setdefault(each.label, []).append(each)
    yield from groups.values()
