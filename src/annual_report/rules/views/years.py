"""The views of this year beside the last one; without last year's report their rules cannot be judged, and say so."""

from __future__ import annotations

from typing import Any

from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import Cells, RowPlaces, Rows, Shape, View, make_view

LAST_YEAR = "上年的报告"


def _shape_of_carry_over(form: Form) -> Shape:
    columns = tuple(column.code for column in form.table("applications").columns)
    return Shape(("carried_in", "carried_forward_before"), columns)


@declare("carry_over", _shape_of_carry_over)
def carry_over(reading: Reading) -> View:
    """One row per kind of applicant: what is carried in this year, and what last year's report carried forward."""
    report = reading.report
    rows: Rows = {}
    named: Cells = {}
    for column in report.form.table("applications").columns:
        now, before = f"applications.carried_in.{column.code}", f"applications.carried_forward.{column.code}"
        rows[column.code] = {"carried_in": report.ledger.values[now], "carried_forward_before": _before(report, before)}
        named |= _places(report, column.code, carried_in=now, carried_forward_before=f"{PREVIOUS}{before}")
    return make_view("carry_over", rows, RowPlaces(report.places, named), carried_forward_before=LAST_YEAR)


@declare("trends", lambda form: Shape(("now", "before", "table", "year"), form.headlines))
def trends(reading: Reading) -> View:
    """One row per headline figure of the form: this year's and last year's, its table, and the report year."""
    report = reading.report
    rows: Rows = {}
    named: Cells = {}
    for address in report.form.headlines:
        rows[address] = {"now": report.ledger.values[address], "before": _before(report, address)}
        rows[address] |= {"table": report.form.cells[address].address.table, "year": report.year}
        named |= _places(report, address, now=address, before=f"{PREVIOUS}{address}")
    return make_view("trends", rows, RowPlaces(report.places, named), before=LAST_YEAR)


def _shape_of_documents(form: Form) -> Shape:
    block = form.table("disclosure").blocks[0]
    columns = tuple(column.code for column in block.columns)
    return Shape((*columns, f"{columns[-1]}_before"), tuple(line.code for line in block.lines))


@declare("documents", _shape_of_documents)
def documents(reading: Reading) -> View:
    """One row per kind of document (规章, 规范性文件): its figures, and last year's last one as <column>_before."""
    report = reading.report
    rows: Rows = {}
    named: Cells = {}
    block = report.form.table("disclosure").blocks[0]
    for line in block.lines:
        cells = {column.code: f"disclosure.{line.code}.{column.code}" for column in block.columns}
        last, before = f"{block.columns[-1].code}_before", f"disclosure.{line.code}.{block.columns[-1].code}"
        rows[line.code] = {column: report.ledger.values[cell] for column, cell in cells.items()}
        rows[line.code][last] = _before(report, before)
        named |= _places(report, line.code, **cells, **{last: f"{PREVIOUS}{before}"})
    labels = {f"{block.columns[-1].code}_before": LAST_YEAR}
    return make_view("documents", rows, RowPlaces(report.places, named), **labels)


def _before(report: Report, address: str) -> Any:
    return report.previous.values.get(address) if report.previous else None


def _places(report: Report, key: str, **cells: str) -> Cells:
    return {(key, column): (cell,) for column, cell in cells.items() if cell in report.places}
