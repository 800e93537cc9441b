"""The views of a roll-up as a whole: how many units reported, what they carry over, which of their texts are alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from annual_report.filing.roll_up.sums import add, carried_forward, cell_sums
from annual_report.filing.roll_up.units import OFFICE, RollUp
from annual_report.prose.alike import most_alike
from annual_report.rules.views.catalogue import SHAPES
from annual_report.rules.views.rollup import say_names
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View
from annual_report.wording import percent

WHOLE, CARRY_OVER, TEXTS = "rollup.whole", "rollup.carry_over", "rollup.texts"
WHOLE_COLUMNS = ("year", "received", "expected", "absent", "offices")
CARRY_OVER_COLUMNS = ("applicant", "carried_in", "carried_before")
TEXT_COLUMNS = ("name", "section", "other", "similarity")
# Sections that every unit writes for itself.
SECTIONS = ("overview", "problems")

SHAPES[WHOLE] = lambda _: Shape(WHOLE_COLUMNS, (WHOLE,))
SHAPES[CARRY_OVER] = lambda form: Shape(
    CARRY_OVER_COLUMNS, tuple(column.code for column in form.table("applications").columns)
)
SHAPES[TEXTS] = lambda _: Shape(TEXT_COLUMNS, "^.+$")


class UnitText(NamedTuple):
    """What a unit wrote in one section."""

    unit: str
    name: str
    section: str
    text: str


def whole(roll_up: RollUp) -> View:
    """One row: how many units reported, of how many, who did not, and how many of them are the government's office."""
    kinds = [each.agency.kind if each.agency else None for each in roll_up.units]
    offices = sum(kind == OFFICE for kind in kinds)
    row = {
        "year": roll_up.year,
        "received": roll_up.received.received,
        "expected": roll_up.received.expected,
        "absent": say_names(tuple(each.name for each in roll_up.absent)),
        "offices": None if not offices and None in kinds else offices,
    }
    labels = {
        "expected": f"{roll_up.slug}/agency.yaml 的 units（全部下级单位的名单）",
        "offices": "各单位 agency.yaml 的 kind",
    }
    return View(WHOLE, WHOLE_COLUMNS, {WHOLE: row}, RowPlaces(), labels)


def carry_over(roll_up: RollUp) -> View:
    """One row per kind of applicant: what all units carry in, and what all units of last year carried forward."""
    rows: Rows = {}
    for column in roll_up.form.table("applications").columns:
        rows[column.code] = {
            "applicant": column.label,
            "carried_in": cell_sums(roll_up)[f"applications.carried_in.{column.code}"].total,
            "carried_before": _carried_before(roll_up, column.code),
        }
    labels = {"carried_in": "各单位的上年结转", "carried_before": "全部单位上年的报告"}
    return View(CARRY_OVER, CARRY_OVER_COLUMNS, rows, RowPlaces(), labels)


def _carried_before(roll_up: RollUp, column: str) -> object:
    """Return what the units of last year carried forward; None where the report of one is not there.

    A unit that was made by a merger is none of last year's; who is excused counts as far as it reported.
    """
    asked = [each for each in roll_up.units if each.before or not roll_up.predecessors_of(each)]
    figures = [carried_forward(each, column) for each in asked]
    figures += [carried_forward(each, column) for each in roll_up.excused if each.before]
    known = [value for value in figures if value is not None]
    return add(known) if len(known) == len(figures) else None


def texts(written: list[UnitText], titles: Mapping[str, str]) -> View:
    """One row per section that a unit wrote: who wrote most like it, and how much is the same, in per cent."""
    rows: Rows = {}
    named: Others = {}
    for section in dict.fromkeys(each.section for each in written):
        mine = [each for each in written if each.section == section]
        for one, near in zip(mine, most_alike([each.text for each in mine]), strict=True):
            rows[f"{one.unit}.{section}"] = {
                "name": one.name,
                "section": titles[section],
                "other": mine[near.other].name if near else "",
                "similarity": int(percent(round(near.share * 10000), 10000, 0)) if near else 0,
            }
    return View(TEXTS, TEXT_COLUMNS, rows, RowPlaces(others=named))
