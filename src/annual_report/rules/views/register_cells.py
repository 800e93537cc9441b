"""The views of tables 三 and 四 beside the registers they are counted from; without a register there is none."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.filing.register.lines import CaseRegister, Register, say_rows
from annual_report.filing.register.tally import Tally, tally_applications, tally_cases
from annual_report.filing.report import Report
from annual_report.rules.finding import Evidence
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.register_places import places_of_lines
from annual_report.rules.views.view import Cells, Others, RowPlaces, Rows, Shape, View, make_view

REGISTER_CELLS, CASE_CELLS = "register.cells", "cases.cells"
COLUMNS = ("filed", "counted", "file", "lines")

NO_LINES, NO_LINE_AT_ALL = "没有这样的行", "一行也没有；不用这个登记簿的，请删掉它"
COUNTED = "登记簿数出的 {count} 件"


@declare(REGISTER_CELLS, lambda form: Shape(COLUMNS, tuple(form.table("applications").row_keys)), is_optional=True)
def register_cells(reading: Reading) -> View | None:
    """One row per figure of table 三: as it is filed, as the register counts it, and the lines behind the count."""
    report = reading.report
    if report.register is None:
        return None
    return _view(REGISTER_CELLS, report, report.register, tally_applications(report.register, report.form))


@declare(CASE_CELLS, lambda form: Shape(COLUMNS, tuple(form.table("review_litigation").row_keys)), is_optional=True)
def case_cells(reading: Reading) -> View | None:
    """One row per figure of table 四: as it is filed, as the cases count it, and the lines behind the count."""
    report = reading.report
    if report.cases is None:
        return None
    return _view(CASE_CELLS, report, report.cases, tally_cases(report.cases, report.form))


def evidence_of_counts(view: View) -> Iterator[Evidence]:
    """Yield what a register says of every cell of its table."""
    for address, row in view.rows.items():
        yield Evidence((address,), row["counted"], COUNTED.format(count=row["counted"]))


def _view(name: str, report: Report, register: Register | CaseRegister, tally: Tally) -> View:
    rows: Rows = {}
    named: Others = {}
    file = register.file.rpartition("/")[2]
    for address, behind in tally.rows.items():
        lines = say_rows(behind) if behind else NO_LINES if register.lines else NO_LINE_AT_ALL
        rows[address] = {"filed": report.ledger.values[address], "counted": len(behind), "file": file, "lines": lines}
        named[address, "counted"] = places_of_lines(register, behind)
    cells: Cells = {(address, "filed"): (address,) for address in rows}
    return make_view(name, rows, RowPlaces(report.places, cells, named))
