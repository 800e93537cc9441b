"""A view: a frame made from a report so that every rule is one sentence about a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from annual_report.model.findings import Place
from annual_report.model.report import Report

Rows = dict[str, dict[str, Any]]
Places = dict[tuple[str, str], tuple[Place, ...]]


@dataclass(frozen=True)
class View:
    """A frame with a `key` and a `number` for every row; `places` says which cells a value was made from.

    Counts are exact ints, money is Decimal, and what is missing is None. `labels` name columns that are no cells.
    """

    name: str
    frame: pd.DataFrame
    places: Mapping[tuple[str, str], tuple[Place, ...]]
    labels: Mapping[str, str] = field(default_factory=dict)


def make_view(name: str, rows: Rows, places: Places, columns: list[str] | None = None) -> View:
    """Make a view whose columns are objects, so that exact numbers stay exact and a missing one stays None."""
    records = [{"key": key, "number": number, **row} for number, (key, row) in enumerate(rows.items(), 1)]
    header = ["key", "number", *columns] if columns else list(records[0])
    return View(name, pd.DataFrame(records, columns=header, dtype=object), places)


def places_of(report: Report) -> dict[str, Place]:
    """Return where every figure of a report stands, by address."""
    frame = report.ledger.frame
    wanted = ("table", "line", "column", "label", "file", "row", "col", "value")
    return {str(index): Place(*values) for index, *values in frame[list(wanted)].itertuples()}
