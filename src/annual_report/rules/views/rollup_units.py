"""The view of the units of a roll-up: who is there, and what of theirs may not be added up as it stands."""

from __future__ import annotations

from typing import Any

from annual_report.filing.report import Report
from annual_report.filing.roll_up.sums import (
    DOCUMENTS,
    RULES,
    add,
    answers_for,
    joint_columns,
    makes_rules,
)
from annual_report.filing.roll_up.units import MISSING, UNREADABLE, RollUp, UnitReport
from annual_report.rules.views.catalogue import SHAPES
from annual_report.rules.views.view import Cells, RowPlaces, Rows, Shape, View
from annual_report.wording import join_words

UNITS = "rollup.units"
COLUMNS = (
    *("name", "year", "is_expected", "state", "why", "is_listed"),
    *("rules", "makes_rules", "documents", "joint"),
    *("is_vertical", "was_in"),
    *("predecessors", "carried_in", "carried_before"),
    *("has_units", "below", "below_expected"),
)
LABELS = {
    "makes_rules": "agency.yaml 的 level 和 kind（或 powers.rulemaking）",
    "joint": "agency.yaml 的 jointly_issued（没有就写 {}）",
    "is_vertical": "agency.yaml 的 vertical（是否垂直管理）",
    "was_in": "上年的报告",
    "carried_before": "合并前各单位上年的报告",
    "below_expected": "它的 agency.yaml 的 units（下级单位名单）",
}

SHAPES[UNITS] = lambda _: Shape(COLUMNS, "^.+$")


def units(roll_up: RollUp) -> View:
    """One row per unit, of this year or of the last one."""
    every = [*((each, True) for each in roll_up.units), *((each, False) for each in roll_up.excused)]
    was_any = any(each.before for each, _ in every)
    rows: Rows = {each.slug: _row(each, is_expected, was_any, roll_up) for each, is_expected in every}
    cells: Cells = {}
    return View(UNITS, COLUMNS, rows, RowPlaces({}, cells), LABELS)


def _row(unit: UnitReport, is_expected: bool, was_any: bool, roll_up: RollUp) -> dict[str, Any]:
    predecessors = roll_up.predecessors_of(unit) if unit.report else []
    total = roll_up.form.table("applications").columns[-1].code
    below = unit.below
    return {
        "name": unit.name,
        "year": roll_up.year,
        "is_expected": is_expected,
        "state": unit.state,
        "why": _why(unit),
        "is_listed": unit.belonging.is_listed or not roll_up.is_listed,
        **_documents(unit, roll_up),
        **_vertical(unit, is_expected, was_any, roll_up),
        "predecessors": join_words(predecessors),
        "carried_in": unit.ledger.values.get(f"applications.carried_in.{total}") if unit.ledger else None,
        "carried_before": answers_for(unit, roll_up, total),
        "has_units": below is not None,
        "below": below.received if below else 0,
        "below_expected": below.expected if below else 0,
    }


def _why(unit: UnitReport) -> str:
    return str(unit.problems[0]) if unit.state == UNREADABLE and unit.problems else ""


def _documents(unit: UnitReport, roll_up: RollUp) -> dict[str, Any]:
    """Return how many 规章 and 行政规范性文件 a unit filed, and how many of the latter another unit leads.

    Whether joint documents are among them is asked only of who filed some.
    """
    report = unit.report if unit.ledger else None
    if report is None or unit.agency is None:
        return {"rules": 0, "makes_rules": True, "documents": 0, "joint": 0}
    documents, said = _filed(report, DOCUMENTS), unit.agency.jointly_issued.get(roll_up.year)
    joint = sum(said.get(name, 0) for name in joint_columns(report.form)) if said is not None else None
    return {
        "rules": _filed(report, RULES),
        "makes_rules": makes_rules(unit, roll_up),
        "documents": documents,
        "joint": joint if documents else 0,
    }


def _filed(report: Report, line: str) -> Any:
    columns = report.form.columns_of("disclosure", line)
    values = [report.ledger.values.get(f"disclosure.{line}.{each.code}") for each in columns]
    return add(value for value in values if value is not None)


def _vertical(unit: UnitReport, is_expected: bool, was_any: bool, roll_up: RollUp) -> dict[str, Any]:
    """Return whether a unit is led from above, and whether it was added up last year.

    Nobody need say the former where nothing changed, or where a merger tells why it did.
    """
    is_in, was_in = is_expected and unit.state != MISSING, unit.before is not None
    said = unit.agency.vertical if unit.agency else None
    is_merged = bool(roll_up.predecessors_of(unit)) or (not is_expected and roll_up.is_followed(unit))
    is_told = is_in == was_in or is_merged or not was_any or (is_expected and not is_in)
    return {"is_vertical": False if said is None and is_told else said, "was_in": was_in if was_any else None}
