"""A view: rows made from a report so that every rule is one sentence about a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from annual_report.model.findings import Place

Rows = dict[str, dict[str, Any]]
Places = dict[tuple[str, str], tuple[Place, ...]]

# What the frame of several reports holds before the columns of a view: which report, which row of it.
REPORT, KEY, NUMBER = "report", "key", "number"


@dataclass(frozen=True)
class View:
    """Rows by key, all with the same columns; `places` says which cells a value was made from.

    Counts are exact ints, money is Decimal, and what is missing is None. `labels` name columns that are no cells.
    """

    name: str
    columns: tuple[str, ...]
    rows: Rows
    places: Mapping[tuple[str, str], tuple[Place, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The rows with their `key` and `number`, which counts from 1."""
        return [{KEY: key, NUMBER: number, **row} for number, (key, row) in enumerate(self.rows.items(), 1)]

    @property
    def frame(self) -> pd.DataFrame:
        """The view as an analyst looks at it."""
        return pd.DataFrame(self.records, columns=[KEY, NUMBER, *self.columns], dtype=object)


def make_view(name: str, rows: Rows, places: Places, columns: Sequence[str] = (), **labels: str) -> View:
    """Make a view; its columns are those of its first row where none are named."""
    return View(name, tuple(columns or next(iter(rows.values()))), rows, places, labels)


def frame_of(views: Sequence[View]) -> pd.DataFrame:
    """Return the rows of one view of several reports under each other.

    All columns are objects, so that exact numbers stay exact and a missing one stays None.
    """
    records = [{REPORT: number, **record} for number, view in enumerate(views) for record in view.records]
    return pd.DataFrame(records, columns=[REPORT, KEY, NUMBER, *views[0].columns], dtype=object)
