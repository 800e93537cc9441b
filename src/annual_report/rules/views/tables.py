"""The views of the official tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from annual_report.filing.figures import Number
from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Report
from annual_report.form.forms import Form
from annual_report.form.tables import Cell, Heading, Table
from annual_report.rules.views.catalogue import Reading, declare
from annual_report.rules.views.view import Cells, RowPlaces, Rows, Shape, View, make_view
from annual_report.wording import plain

HUNDREDFOLD = 100

# The columns of table 三 that its 总计 adds up.
APPLICANT = "applicant"

BLANK = "空白"
FEES = "disclosure.administrative_fees.fees"
LAST_YEAR = "上年的报告"
PENDING = "review_litigation.{line}.pending"

# Where the answer stands that a rule was waiting for.
MASTER_DATA = {
    "makes_rules": "agency.yaml 的 level 和 kind",
    "licensing": "agency.yaml 的 powers.licensing",
    "penalties": "agency.yaml 的 powers.penalties",
    "coercion": "agency.yaml 的 powers.coercion",
    "fees_hundredfold": "上年的收费金额",
}


@declare("cells", lambda form: Shape(("table", "kind", "value", "figure", "text"), tuple(form.cells)))
def cells(reading: Reading) -> View:
    """One row per figure: its value, how it is properly written (`figure`) and how it stands in the file (`text`)."""
    report = reading.report
    values, texts = report.ledger.values, report.ledger.texts
    rows = {
        address: {
            "table": cell.address.table,
            "kind": cell.kind,
            "value": values[address],
            "figure": _as_text(values[address]),
            "text": texts[address].strip() or BLANK,
        }
        for address, cell in report.form.cells.items()
    }
    return make_view("cells", rows, RowPlaces(report.places, report.form.make_once(_cells_by_address)))


def _shape_by_line(form: Form) -> Shape:
    table = form.table("applications")
    return Shape(
        (*_codes(table.columns), "kinds_filled", "kinds_blank", "kinds_sum"), _codes(table.lines), table.columns_named
    )


@declare("applications.by_line", _shape_by_line)
def applications_by_line(reading: Reading) -> View:
    """One row per line of the applications, its columns as columns; how many of the applicant kinds are filled and
    how many are not, and their sum where all are."""
    report = reading.report
    rows = _lines(report, _applications)
    for row in rows.values():
        kinds = [row[column] for column in report.form.table("applications").columns_named[APPLICANT]]
        blank = kinds.count(None)
        row |= {"kinds_filled": len(kinds) - blank, "kinds_blank": blank, "kinds_sum": _sum(kinds)}
    return make_view(
        "applications.by_line", rows, RowPlaces(report.places, report.form.make_once(_applications_by_line))
    )


def _shape_by_column(form: Form) -> Shape:
    table = form.table("applications")
    return Shape((*_codes(table.lines), "year"), _codes(table.columns), table.lines_named)


@declare("applications.by_column", _shape_by_column)
def applications_by_column(reading: Reading) -> View:
    """One row per column of the applications, its lines as columns, and the report year."""
    report = reading.report
    values, rows = report.ledger.values, dict[str, dict[str, Any]]()
    for (column, line), (address,) in report.form.make_once(_applications_by_column).items():
        rows.setdefault(column, {})[line] = values[address]
    for row in rows.values():
        row["year"] = report.year
    return make_view(
        "applications.by_column", rows, RowPlaces(report.places, report.form.make_once(_applications_by_column))
    )


def _shape_of_disclosure(form: Form) -> Shape:
    families: dict[str, tuple[str, ...]] = {}
    for cell in form.table("disclosure").cells:
        families[cell.address.line] = (*families.get(cell.address.line, ()), _name_in_disclosure(cell))
    return Shape((*(name for names in families.values() for name in names), *MASTER_DATA), ("disclosure",), families)


@declare("disclosure", _shape_of_disclosure)
def disclosure(reading: Reading) -> View:
    """One row: the figures of the table as <line>_<column>, the agency's powers, a hundred times last year's fees."""
    report = reading.report
    cells, powers = report.form.make_once(_disclosure), report.agency.powers
    row = {
        **{name: report.ledger.values[address] for (_, name), (address,) in cells.items()},
        "makes_rules": report.agency.makes_rules,
        "licensing": powers.licensing,
        "penalties": powers.penalties,
        "coercion": powers.coercion,
        "fees_hundredfold": _hundredfold(report),
    }
    return make_view("disclosure", {"disclosure": row}, RowPlaces(report.places, cells), **MASTER_DATA)


@declare("tables", lambda form: Shape(("caption", "figures", "placed"), _codes(form.tables)))
def tables(reading: Reading) -> View:
    """One row per official table: how many figures the form has, and how many stand in the file."""
    report = reading.report
    rows: Rows = {}
    for table in report.form.tables:
        placed = sum(map(report.ledger.stands, table.row_keys))
        rows[table.code] = {"caption": table.caption, "figures": len(table.cells), "placed": placed}
    return make_view("tables", rows, RowPlaces())


def _shape_of_procedures(form: Form) -> Shape:
    table = form.table("review_litigation")
    return Shape((*_codes(table.columns), "pending_before"), _codes(table.lines), table.columns_named)


@declare("review_litigation", _shape_of_procedures)
def review_litigation(reading: Reading) -> View:
    """One row per procedure: its results, their total, and how many cases were pending at the end of last year."""
    report = reading.report
    rows = _lines(report, _procedures)
    last_year = report.previous.values if report.previous else {}
    for code, row in rows.items():
        row["pending_before"] = last_year.get(PENDING.format(line=code))
    cells = report.form.make_once(_procedures_of_two_years if report.previous else _procedures)
    return make_view("review_litigation", rows, RowPlaces(report.places, cells), pending_before=LAST_YEAR)


def _lines(report: Report, by_line: Callable[[Form], Cells]) -> Rows:
    """Return the figures of a table, by line and column."""
    values, rows = report.ledger.values, dict[str, dict[str, Any]]()
    for (line, column), (address,) in report.form.make_once(by_line).items():
        rows.setdefault(line, {})[column] = values[address]
    return rows


# Which figures the values of a view are made from is a matter of the form alone.
def _cells_by_address(form: Form) -> Cells:
    return {(address, column): (address,) for address in form.cells for column in ("value", "figure", "text")}


def _applications(form: Form) -> Cells:
    return _by_line(form, "applications")


def _applications_by_line(form: Form) -> Cells:
    cells = _applications(form)
    kinds = form.table("applications").columns_named[APPLICANT]
    for line in form.table("applications").lines:
        of_kinds = tuple(cells[line.code, kind][0] for kind in kinds)
        cells |= dict.fromkeys(((line.code, "kinds_filled"), (line.code, "kinds_blank")), of_kinds)
    return cells


def _applications_by_column(form: Form) -> Cells:
    table = form.table("applications")
    placed = {(cell.address.column, cell.address.line): (str(cell.address),) for cell in table.cells}
    order = [(column.code, line.code) for column in table.columns for line in table.lines]
    return {where: placed[where] for where in order if where in placed}


def _disclosure(form: Form) -> Cells:
    cells = form.table("disclosure").cells
    return {("disclosure", _name_in_disclosure(cell)): (str(cell.address),) for cell in cells}


def _name_in_disclosure(cell: Cell) -> str:
    return f"{cell.address.line}_{cell.address.column}"


def _procedures(form: Form) -> Cells:
    return _by_line(form, "review_litigation")


def _procedures_of_two_years(form: Form) -> Cells:
    lines = (line.code for line in form.table("review_litigation").lines)
    before = {(line, "pending_before"): (f"{PREVIOUS}{PENDING.format(line=line)}",) for line in lines}
    return {**_procedures(form), **before}


def _by_line(form: Form, table: str) -> Cells:
    return {(cell.address.line, cell.address.column): (str(cell.address),) for cell in form.table(table).cells}


def _codes(named: Iterable[Heading | Table]) -> tuple[str, ...]:
    return tuple(each.code for each in named)


def _as_text(value: Number | None) -> str | None:
    return None if value is None else plain(value)


def _sum(values: list[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _hundredfold(report: Report) -> Number | None:
    """Return the fee from which this year's looks like 元 for 万元; None where last year tells nothing."""
    last = report.previous.values.get(FEES) if report.previous else None
    this = report.ledger.values.get(FEES)
    return None if last is None or (last == 0 and this) else last * HUNDREDFOLD
