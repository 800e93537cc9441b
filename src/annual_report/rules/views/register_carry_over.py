"""The views of what is carried over in the register, beside last year's register and last year's table."""

from __future__ import annotations

from collections.abc import Iterable

from annual_report.filing.place import PREVIOUS
from annual_report.filing.register.lines import Application, say_rows
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.register_places import NAMED_BEFORE, places_of_lines
from annual_report.rules.views.view import Cells, Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import fold

CARRY_OVER, CARRIED_NUMBERS = "register.carry_over", "register.carried_numbers"
COLUMNS = ("applicant", "carried_in", "register_before", "table_before")
NUMBER_COLUMNS = ("lost", "lost_lines", "unknown", "unknown_lines")

REGISTER_BEFORE, TABLE_BEFORE = "上年的 register.csv", "上年的报告"
TOTAL, CARRIED_IN, CARRIED_FORWARD = "total", "上年结转", "结转下年"
CELL_BEFORE = "applications.carried_forward.{column}"


def _shape(form: Form) -> Shape:
    return Shape(COLUMNS, tuple(column.code for column in form.table("applications").columns))


@declare(CARRY_OVER, _shape, is_optional=True)
def register_carry_over(reading: Reading) -> View | None:
    """One row per kind of applicant: the lines carried in, and what last year's register and table carried forward."""
    report, register, before = reading.report, reading.report.register, reading.report.previous_register
    if register is None:
        return None
    rows: Rows = {}
    cells: Cells = {}
    others: Others = {}
    for column in report.form.table("applications").columns:
        carried_in = _rows_of((each for each in register.lines if each.carried_in), column.code)
        forward = _rows_of((each for each in before.lines if each.carried_forward), column.code) if before else []
        rows[column.code] = {
            "applicant": column.label,
            "carried_in": len(carried_in),
            "register_before": len(forward) if before else None,
            "table_before": _filed_before(report, column.code),
        }
        others[column.code, "carried_in"] = places_of_lines(register, carried_in, CARRIED_IN)
        if before:
            others[column.code, "register_before"] = places_of_lines(before, forward, CARRIED_FORWARD, NAMED_BEFORE)
        if report.previous:
            cells[column.code, "table_before"] = (PREVIOUS + CELL_BEFORE.format(column=column.code),)
    labels = {"register_before": REGISTER_BEFORE, "table_before": TABLE_BEFORE}
    return make_view(CARRY_OVER, rows, RowPlaces(report.places, cells, others), COLUMNS, **labels)


@declare(CARRIED_NUMBERS, lambda _: Shape(NUMBER_COLUMNS, ("register",)), is_optional=True)
def register_carried_numbers(reading: Reading) -> View | None:
    """One row: how many applications that last year carried forward this year has not, and the other way round."""
    register, before = reading.report.register, reading.report.previous_register
    if register is None:
        return None
    carried_in = {fold(each.number): each.row for each in register.lines if each.carried_in}
    forward = {fold(each.number): each.row for each in before.lines if each.carried_forward} if before else {}
    lost = sorted(row for number, row in forward.items() if number not in carried_in)
    unknown = sorted(row for number, row in carried_in.items() if number not in forward)
    row = {
        "lost": len(lost) if before else None,
        "lost_lines": say_rows(lost) if lost else "",
        "unknown": len(unknown) if before else None,
        "unknown_lines": say_rows(unknown) if unknown else "",
    }
    named: Others = {}
    if before:
        named["register", "lost"] = places_of_lines(before, lost, CARRIED_FORWARD, NAMED_BEFORE)
        named["register", "unknown"] = places_of_lines(register, unknown, CARRIED_IN)
    labels = {"lost": REGISTER_BEFORE, "unknown": REGISTER_BEFORE}
    return make_view(CARRIED_NUMBERS, {"register": row}, RowPlaces(others=named), NUMBER_COLUMNS, **labels)


def _rows_of(lines: Iterable[Application], applicant: str) -> list[int]:
    """Return the rows of the lines of a kind of applicant, or of all kinds."""
    return [each.row for each in lines if applicant in (TOTAL, each.applicant)]


def _filed_before(report: Report, column: str) -> object:
    return report.previous.values.get(CELL_BEFORE.format(column=column)) if report.previous else None
