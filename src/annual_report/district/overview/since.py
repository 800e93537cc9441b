"""What changed since the last look at the same units: as its tables.json said, or check.json where there was none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from annual_report.build.outcomes import STATUSES
from annual_report.build.outputs.table import CHECK, TABLES
from annual_report.files import read_record

DATA = "district"
COMPARED = ("state", "status", "problems", "sign_off")
PASSED, FAILED, UNREADABLE, BROKEN = STATUSES
RESULTS = {"": "", PASSED: "没有错误", FAILED: "有错误", UNREADABLE: "读不了", BROKEN: "规则出错"}
Row = Mapping[str, Any]


def since_last(units: Sequence[Row], place: Path, out: Path, year: int) -> list[dict[str, Any]] | None:
    """Return the units that stand otherwise than at the last look, as they were and are; None where there was none.

    A look that finds everything as the last one did tells again what that told: the same inputs give the same page.
    """
    last = read_record(place / TABLES).get(DATA)
    if isinstance(last, dict) and last.get("units") == [*units]:
        told = last.get("since")
        return told if isinstance(told, list) else None
    before = _units_of(last) or _checked(out / CHECK, year)
    return [*_changes(units, before)] if before else None


def _changes(units: Sequence[Row], before: Mapping[str, Row]) -> list[dict[str, Any]]:
    changed = []
    for unit in units:
        was = before.get(unit["agency"])
        names = [name for name in COMPARED if was is not None and name in was]
        if was is None or any(unit[name] != was[name] for name in names):
            now = {name: unit[name] for name in COMPARED}
            then = None if was is None else {name: was[name] for name in names}
            changed.append({"agency": unit["agency"], "name": unit["name"], "was": then, "now": now})
    return changed


def _units_of(last: Any) -> dict[str, Row]:
    """Return the units of an earlier look; nothing where somebody made something else of it."""
    with suppress(KeyError, TypeError):
        return {each["agency"]: {name: each[name] for name in COMPARED} for each in last["units"]}
    return {}


def _checked(file: Path, year: int) -> dict[str, Row]:
    """Return what check.json says of the reports of a year: how they ended and how many problems they had."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        rows = [each for each in json.loads(file.read_bytes()) if each["year"] == year]
        return {each["agency"]: {"status": each["status"], "problems": each["problems"]} for each in rows}
    return {}
