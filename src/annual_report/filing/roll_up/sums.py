"""What the figures of units sum up to, cell by cell; what is not known of one unit is known of no sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from annual_report.errors import Problem
from annual_report.filing.figures import Number
from annual_report.filing.new import CARRIED_FORWARD
from annual_report.filing.report import Report
from annual_report.filing.roll_up.units import OFFICE, RollUp, UnitReport
from annual_report.form.forms import Form

# The lines of table 二 that are not simply added up: 规章 are made by few, joint documents are counted by who leads.
RULES, DOCUMENTS = "rules", "normative_documents"
UNKNOWN_COLUMN = "jointly_issued 的 {year} 年里没有「{found}」这一项（可用：{known}）"


class CellSum(NamedTuple):
    """The sum of a cell over all units: `known` over those whose figure is known, `total` None where one is not."""

    known: Number
    total: Number | None
    unknown: tuple[str, ...]


def cell_sums(roll_up: RollUp) -> Mapping[str, CellSum]:
    """Return the sum of every cell of the form, by address."""
    return roll_up.make_once(_cell_sums)


def _cell_sums(roll_up: RollUp) -> dict[str, CellSum]:
    return {address: _sum(address, roll_up) for address in roll_up.form.cells}


def _sum(address: str, roll_up: RollUp) -> CellSum:
    figures = {each.name: counted(each, address, roll_up) for each in roll_up.units}
    known = add(value for value in figures.values() if value is not None)
    unknown = tuple(name for name, value in figures.items() if value is None)
    return CellSum(known, None if unknown else known, unknown)


def add(values: Iterable[Number]) -> Number:
    """Return an exact sum: whole where all figures are."""
    total: int | Decimal = 0
    for value in values:
        total += value
    return total


def counted(unit: UnitReport, address: str, roll_up: RollUp) -> Number | None:
    """Return what a unit adds to a cell: its figure, without what is another's to count; None where it is not known."""
    value = unit.ledger.values.get(address) if unit.ledger else None
    return None if value is None else value - left_out(unit, address, roll_up)


def left_out(unit: UnitReport, address: str, roll_up: RollUp) -> Number:
    """Return how much of a figure is not added up: 规章 of who may make none, joint documents that another leads."""
    cell = roll_up.form.cells[address].address
    if cell.line == RULES and makes_rules(unit, roll_up) is False:
        return (unit.ledger.values.get(address) if unit.ledger else None) or 0
    return _joint(unit, roll_up).get(address, 0) if cell.line == DOCUMENTS else 0


def makes_rules(unit: UnitReport, roll_up: RollUp) -> bool | None:
    """Whether a unit may make 规章; the office of a government that may files those of the government."""
    agency = unit.agency
    if agency is None:
        return None
    if agency.powers.rulemaking is None and agency.kind == OFFICE:
        return roll_up.agency.makes_rules
    return agency.makes_rules


def _joint(unit: UnitReport, roll_up: RollUp) -> Mapping[str, int]:
    """Return how many joint documents of others a unit counted, by address."""
    said = unit.agency.jointly_issued.get(roll_up.year, {}) if unit.agency else {}
    names = joint_columns(roll_up.form)
    return {names[name]: count for name, count in said.items() if name in names}


def joint_columns(form: Form) -> Mapping[str, str]:
    """Return the addresses of the figures on 行政规范性文件, by the name of their column."""
    return {column.name: f"disclosure.{DOCUMENTS}.{column.code}" for column in form.columns_of("disclosure", DOCUMENTS)}


def joint_mistakes(report: Report) -> list[Problem]:
    """Return what is wrong with the joint documents that a unit names: columns that the form does not have."""
    known = joint_columns(report.form)
    unknown = [name for name in report.agency.jointly_issued.get(report.year, {}) if name not in known]
    words = [UNKNOWN_COLUMN.format(year=report.year, found=name, known="、".join(known)) for name in unknown]
    return [Problem(each, f"{report.slug}/agency.yaml") for each in words]


def carried_forward(unit: UnitReport, column: str) -> Number | None:
    """Return what a unit carried forward last year, of one kind of applicants; None where nobody knows."""
    return unit.before.values.get(f"applications.{CARRIED_FORWARD}.{column}") if unit.before else None


def answers_for(unit: UnitReport, roll_up: RollUp, column: str) -> Number | None:
    """Return what a unit and all that were merged into it carried forward last year; None where one is not known.

    A unit that was made by a merger had no report of its own.
    """
    names = roll_up.predecessors_of(unit)
    merged = [roll_up.former(name) for name in names]
    own = [unit] if unit.before or not names else []
    figures = [carried_forward(each, column) if each else None for each in (*own, *merged)]
    known = [value for value in figures if value is not None]
    return add(known) if len(known) == len(figures) else None
