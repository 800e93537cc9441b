"""The view of the waivers: what became of each, for rules of their own."""

from __future__ import annotations

from collections.abc import Iterable

from annual_report.filing.place import WAIVERS, Place
from annual_report.rules.views.catalogue import SHAPES
from annual_report.rules.views.view import Others, RowPlaces, Rows, Shape, View, make_view
from annual_report.rules.waiving.decisions import Effect
from annual_report.wording import suggestion

COLUMNS = ("rule", "state", "changes", "suggestion")
LABEL = "对 {rule} 的豁免"

# Made when every other rule has been judged: of no reading of the report alone.
SHAPES[WAIVERS] = lambda _: Shape(COLUMNS, "^waiver[0-9]+$")


def waivers(effects: Iterable[Effect], rule_ids: Iterable[str]) -> View:
    """One row per waiver: its rule, what became of it, and which values changed since."""
    known = tuple(rule_ids)
    rows: Rows = {}
    named: Others = {}
    for number, effect in enumerate(effects, 1):
        key, waiver = f"waiver{number:03d}", effect.waiver
        rows[key] = {
            "rule": waiver.rule,
            "state": effect.state,
            "changes": "；".join(effect.changes),
            "suggestion": suggestion(waiver.rule, known) if effect.state == "unknown" else "",
        }
        label = LABEL.format(rule=waiver.rule)
        named[key, "state"] = (Place(WAIVERS, key, "", label, waiver.file, waiver.row, 1, waiver.rule),)
    return make_view(WAIVERS, rows, RowPlaces(others=named), COLUMNS)
