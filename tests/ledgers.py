"""Ledgers of any size that hold, and findings for other figures without running Great Expectations again."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annual_report.filing.place import Place
from annual_report.form.forms import load_form
from annual_report.rules.finding import Equation, Evidence, Finding
from annual_report.rules.findings import Findings

FORM = load_form("2021")
LINES = [line.code for line in FORM.table("applications").lines]
COLUMNS = [column.code for column in FORM.table("applications").columns]
OUTCOMES = LINES[2:-2]

# What a figure of the example ledgers may be, by the size of the agency.
SIZES = {
    "small": (0, 0, 0, 0, 0, 1, 1, 2, 3),
    "mixed": (0, 0, 0, 1, 3, 17, 204),
    "large": (12, 58, 340, 1198, 2075, 9316),
}


def sound_ledger(size: str, seed: int) -> dict[str, int]:
    """Return figures for tables three and four that meet every equality."""
    rng = random.Random(f"{size} {seed}")
    figures = {str(cell): rng.choice(SIZES[size]) for cell in FORM.cells if not str(cell).startswith("disclosure.")}
    for column in COLUMNS[:-1]:
        column_of = {line: f"applications.{line}.{column}" for line in LINES}
        total = sum(figures[column_of[line]] for line in OUTCOMES)
        forward = figures[column_of["carried_forward"]]
        figures[column_of["outcomes_total"]] = total
        figures[column_of["carried_in"]] = rng.randint(0, min(total + forward, max(SIZES[size])))
        figures[column_of["received"]] = total + forward - figures[column_of["carried_in"]]
    for line in {cell.rpartition(".")[0] for cell in figures}:
        figures[f"{line}.total"] = sum(
            value for cell, value in figures.items() if cell.startswith(f"{line}.") and not cell.endswith(".total")
        )
    return figures


def year_before(figures: Mapping[str, int]) -> dict[str, int]:
    """Return what last year's report may have held: figures of about the same size."""
    rng = random.Random(str(sorted(figures.items())))
    before = {cell: round(value * rng.uniform(0.7, 1.3)) + rng.choice([-1, 0, 0, 1]) for cell, value in figures.items()}
    return {f"previous.{cell}": max(0, value) for cell, value in before.items()}


def place_of(address: str, value: Any) -> Place:
    """Return a place for an address that no form knows."""
    table, line, column = address.rsplit(".", 2)
    return Place(table, line, column, f"{line} × {column}", f"{table}.csv", 1, 1, value)


def judged(
    equations: Mapping[str, Equation], places: Mapping[str, Place], evidence: tuple[Evidence, ...] = ()
) -> Findings:
    """Return what would be found, were some equalities, by rule, all the rules there are; a blank figure is C-01."""
    found, sound, unknown = [], [], []
    for rule, equation in equations.items():
        values = [places[cell].value for cell, _ in equation]
        sides = (
            [sum(value * sign for value, (_, sign) in zip(values, equation, strict=True)), 0]
            if None not in values
            else []
        )
        if not sides:
            unknown.append(equation)
        elif sides[0] == sides[1]:
            sound.append(equation)
        else:
            found.append(Finding(rule, "failed", "critical", "", rule, "", (), sides[0], 0, equation))
    blank = [place for address, place in places.items() if place.value is None and not address.startswith("previous.")]
    found += [Finding("C-01", "failed", "critical", "", "C-01", "", (place,)) for place in blank]
    return Findings({}, tuple(found), tuple(sound), tuple(unknown), places, evidence)


def with_figures(
    sound: Findings, figures: Mapping[str, Any], evidence: tuple[Evidence, ...] = (), last_year: bool = False
) -> Findings:
    """Return what would be found in a sound report, were these its figures.

    What ties it to last year is left out; with `last_year` last year's figures are there to be compared with.
    """
    own = (each for each in sound.sound if not any(cell.startswith("previous.") for cell, _ in each))
    equations = {f"E{number}": equation for number, equation in enumerate(own, 1)}
    places = {
        address: replace(place, value=figures.get(address, place.value))
        for address, place in sound.places.items()
        if last_year or not place.year_before
    }
    return judged(equations, places, evidence)
