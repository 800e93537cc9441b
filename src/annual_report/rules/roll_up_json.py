"""A roll-up as data: who reported, the sums of every cell and what each unit adds to them, the findings."""

from __future__ import annotations

from typing import Any

from annual_report.filing.roll_up.sums import cell_sums, counted
from annual_report.filing.roll_up.units import RollUp, UnitReport
from annual_report.rules.findings import Findings
from annual_report.wording import as_stored


def as_dict(roll_up: RollUp, findings: Findings) -> dict[str, Any]:
    """Return what rollup.json holds; null are `expected` without a list of units, a sum where a figure is missing."""
    return {
        "agency": roll_up.slug,
        "name": roll_up.agency.name,
        "year": roll_up.year,
        "form": roll_up.form.version,
        "received": roll_up.received.received,
        "expected": roll_up.received.expected,
        "complete": roll_up.is_complete,
        "units": [_unit(each, is_expected=True) for each in roll_up.units]
        + [_unit(each, is_expected=False) for each in roll_up.excused],
        "cells": [_cell(address, roll_up) for address in roll_up.form.cells],
        "findings": findings.as_dict(),
    }


def _unit(unit: UnitReport, is_expected: bool) -> dict[str, Any]:
    below = unit.below
    return {
        "agency": unit.slug,
        "name": unit.name,
        "kind": unit.agency.kind if unit.agency else None,
        "state": unit.state,
        "is_expected": is_expected,
        "is_listed": unit.belonging.is_listed,
        "below": {"received": below.received, "expected": below.expected} if below else None,
        "problems": [str(each) for each in unit.problems],
    }


def _cell(address: str, roll_up: RollUp) -> dict[str, Any]:
    cell, sums = roll_up.form.cells[address], cell_sums(roll_up)[address]
    filed = roll_up.filed.ledger.values.get(address) if roll_up.filed else None
    is_known = filed is not None and sums.total is not None
    figures = {each.slug: counted(each, address, roll_up) for each in roll_up.units}
    return {
        **cell.address._asdict(),
        "label": cell.label,
        "filed": as_stored(filed),
        "sum": as_stored(sums.total),
        "difference": as_stored(filed - sums.total) if is_known else None,  # type: ignore[operator]
        "known": as_stored(sums.known),
        "units_known": len(roll_up.units) - len(sums.unknown),
        "unknown": [*sums.unknown],
        "units": {slug: as_stored(value) for slug, value in figures.items()},
    }
