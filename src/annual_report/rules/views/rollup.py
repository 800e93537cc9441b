"""The view of a roll-up: every figure that a government files beside the sum of those of its units."""

from __future__ import annotations

from annual_report.filing.roll_up.sums import cell_sums
from annual_report.filing.roll_up.units import RollUp
from annual_report.rules.views.catalogue import SHAPES
from annual_report.rules.views.view import Cells, RowPlaces, Rows, Shape, View
from annual_report.wording import join_words

ROLLUP = "rollup"
COLUMNS = ("filed", "summed", "known", "units", "unknown", "unknown_units", "may_be_negative")
SUM = "各单位之和"
# Only of a figure that may fall below zero may those that are missing lower the sum.
NEGATIVE = "change"
MOST_NAMED = 5

# Made of the reports of many units: of no reading of one report alone.
SHAPES[ROLLUP] = lambda form: Shape(COLUMNS, tuple(form.cells))


def rollup(roll_up: RollUp) -> View | None:
    """One row per figure: as the government files it, the sum over all units, and the sum over those that are known.

    None where the government has filed nothing yet.
    """
    if roll_up.filed is None:
        return None
    rows: Rows = {}
    for address, each in cell_sums(roll_up).items():
        rows[address] = {
            "filed": roll_up.filed.ledger.values.get(address),
            "summed": each.total,
            "known": each.known,
            "units": len(roll_up.units),
            "unknown": len(each.unknown),
            "unknown_units": say_names(each.unknown),
            "may_be_negative": roll_up.form.cells[address].kind == NEGATIVE,
        }
    cells: Cells = {(address, "filed"): (address,) for address in rows}
    return View(ROLLUP, COLUMNS, rows, RowPlaces(roll_up.filed.places, cells), {"summed": SUM})


def say_names(names: tuple[str, ...]) -> str:
    """Return the names of units, of many the first, and how many they are."""
    more = f"等 {len(names)} 个单位" if len(names) > MOST_NAMED else ""
    return f"{join_words(names[:MOST_NAMED])}{more}"
