"""Where the result of every check stands, and the formulas of other sheets that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from annual_report.desk.check import Check
from annual_report.desk.verdict import verdict_of
from annual_report.desk.workbook.book import OF_ONE_CELL, Book
from annual_report.desk.workbook.plan import Spot, reference_to
from annual_report.rules.finding import SEVERITIES

# The columns of results: on the sheet of checks, and the first on the sheet of cells.
RESULT = 8
FIRST_RULE = 3
# How bad it is where a check does not hold, for a colour.
LEVELS = {"critical": 3, "warning": 2, "info": 1}


def place_checks(book: Book) -> None:
    """Decide in which row every check will stand: other sheets point there."""
    between = [each for each in book.checks if each.suite != OF_ONE_CELL]
    book.rows.update((check, row) for row, check in enumerate(between, 1))
    book.cell_rows.update((address, row) for row, address in enumerate(book.report.form.cells, 1))


def spot_of_cell_check(book: Book, check: Check) -> Spot:
    """Return where the result of a check of a single cell stands."""
    return book.cell_rows[check.key], FIRST_RULE + book.cell_rules.index((check.rule, check.label))


def result_of(book: Book, check: Check) -> str:
    """Return where the result of a check stands, as a formula names it."""
    if check.suite == OF_ONE_CELL:
        return reference_to(book.layout.cells, spot_of_cell_check(book, check))
    return reference_to(book.layout.checks, (book.rows[check], RESULT))


def failed_count(book: Book, checks: Sequence[Check]) -> str:
    """Return the formula that counts which of some checks do not hold."""
    failed = book.layout.verdicts["failed"]
    return "+".join(f'({result_of(book, each)}="{failed}")' for each in checks)


def colour_formula(book: Book, address: str) -> str:
    """Return the formula that says how bad a figure is: the worst of the checks that point at it, 0 for none.

    That it is blank has a colour of its own.
    """
    levels = [
        f'{LEVELS[each.severity]}*({result_of(book, each)}="{book.layout.verdicts["failed"]}")'
        for each in book.at(address)
    ]
    return f"=MAX(0,{','.join(levels)})"


def level_of(book: Book, address: str) -> int:
    """Return what that formula comes to."""
    failed = (each for each in book.at(address) if verdict_of(each, book.report) == "failed")
    return max((LEVELS[each.severity] for each in failed), default=0)


def said_of(check: Check) -> str:
    """Return the words of a rule as they stand in a formula."""
    return f"{SEVERITIES[check.severity]}：{check.label}".replace('"', '""')


def column_of_results(book: Book) -> str:
    """Return the column of results as a formula names it."""
    column = xl_col_to_name(RESULT)
    return f"{book.layout.checks}!${column}$2:${column}${len(book.rows) + 1}"
