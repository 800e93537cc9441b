"""The views of the official tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annual_report.model.figures import Number
from annual_report.model.report import Report
from annual_report.model.tables import Cell
from annual_report.model.views.view import Places, Rows, View, make_view
from annual_report.wording import plain

HUNDREDFOLD = 100
BLANK = "空白"
FEES = "disclosure.administrative_fees.fees"
LAST_YEAR = "上年的报告"

# Where the answer stands that a rule was waiting for.
MASTER_DATA = {
    "makes_rules": "agency.yaml 的 level 和 kind",
    "licensing": "agency.yaml 的 powers.licensing",
    "penalties": "agency.yaml 的 powers.penalties",
    "coercion": "agency.yaml 的 powers.coercion",
    "fees_hundredfold": "上年的收费金额",
}


def cells(report: Report) -> View:
    """One row per figure: its value, how it is properly written (`figure`) and how it stands in the file (`text`)."""
    values, texts, places = report.ledger.values, report.ledger.texts, report.places
    rows = {
        address: {
            "table": cell.address.table,
            "kind": cell.kind,
            "value": values[address],
            "figure": _written(values[address]),
            "text": texts[address].strip() or BLANK,
        }
        for address, cell in report.form.cells.items()
    }
    named: Places = {
        (address, column): (places[address],) for address in rows for column in ("value", "figure", "text")
    }
    return make_view("cells", rows, named)


def by_line(report: Report, table_code: str) -> View:
    """One row per line of a table, its columns as columns.

    For the applications also how many of the six applicant kinds are filled, and their sum where all are.
    """
    table, places = report.form.table(table_code), report.places
    rows = {line.code: _values(report, [c for c in table.cells if c.address.line == line.code]) for line in table.lines}
    named: Places = {(c.address.line, c.address.column): (places[str(c.address)],) for c in table.cells}
    if table_code == "applications":
        for code, row in rows.items():
            kinds = [row[column.code] for column in table.columns if column.code != "total"]
            row |= {"kinds_filled": sum(kind is not None for kind in kinds), "kinds_sum": _sum(kinds)}
            named[code, "kinds_filled"] = tuple(
                named[code, column.code][0] for column in table.columns if column.code != "total"
            )
    return make_view(f"{table_code}.by_line" if table_code == "applications" else table_code, rows, named)


def by_column(report: Report, table_code: str) -> View:
    """One row per column of a table, its lines as columns, and the report year."""
    table, places = report.form.table(table_code), report.places
    rows = {
        column.code: {
            **{c.address.line: report.ledger.values[str(c.address)] for c in table.cells if _is_in(c, column.code)},
            "year": report.year,
        }
        for column in table.columns
    }
    named: Places = {(c.address.column, c.address.line): (places[str(c.address)],) for c in table.cells}
    return make_view(f"{table_code}.by_column", rows, named)


def disclosure(report: Report) -> View:
    """One row: the figures of the table as <line>_<column>, the agency's powers, a hundred times last year's fees."""
    table, places = report.form.table("disclosure"), report.places
    names = {str(cell.address): f"{cell.address.line}_{cell.address.column}" for cell in table.cells}
    powers = report.agency.powers
    row = {
        **{name: report.ledger.values[address] for address, name in names.items()},
        "makes_rules": report.agency.makes_rules,
        "licensing": powers.licensing,
        "penalties": powers.penalties,
        "coercion": powers.coercion,
        "fees_hundredfold": _hundredfold(report),
    }
    named: Places = {("disclosure", name): (places[address],) for address, name in names.items()}
    return make_view("disclosure", {"disclosure": row}, named, **MASTER_DATA)


def tables(report: Report) -> View:
    """One row per official table: how many figures the form has, and how many stand in the file."""
    rows: Rows = {}
    for table in report.form.tables:
        placed = [report.places[str(cell.address)].row for cell in table.cells if str(cell.address) in report.places]
        rows[table.code] = {"caption": table.caption, "figures": len(table.cells), "placed": sum(map(bool, placed))}
    return make_view("tables", rows, {})


def review_litigation(report: Report) -> View:
    """One row per procedure: its results, their total, and how many cases were pending at the end of last year."""
    view = by_line(report, "review_litigation")
    rows: Rows = {}
    named = dict(view.places)
    for code, row in view.rows.items():
        before = f"review_litigation.{code}.pending"
        rows[code] = {**row, "pending_before": report.previous.values.get(before) if report.previous else None}
        named |= {(code, "pending_before"): (report.places[f"previous.{before}"],)} if report.previous else {}
    return make_view(view.name, rows, named, pending_before=LAST_YEAR)


def _values(report: Report, chosen: Iterable[Cell]) -> dict[str, Any]:
    return {cell.address.column: report.ledger.values[str(cell.address)] for cell in chosen}


def _is_in(cell: Cell, column: str) -> bool:
    return cell.address.column == column


def _written(value: Number | None) -> str | None:
    return None if value is None else plain(value)


def _sum(values: list[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _hundredfold(report: Report) -> Number | None:
    """Return the fee from which this year's looks like 元 for 万元; None where last year tells nothing."""
    last = report.previous.values.get(FEES) if report.previous else None
    this = report.ledger.values.get(FEES)
    return None if last is None or (last == 0 and this) else last * HUNDREDFOLD
