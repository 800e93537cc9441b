"""A view: rows made from a report so that every rule is one sentence about a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from annual_report.filing.place import Place

Rows = dict[str, dict[str, Any]]

# A value of a view: the key of its row, and its column.
Where = tuple[str, str]
Cells = dict[Where, tuple[str, ...]]

# Places that are no cells: where they are, or how to find them.
Others = dict[Where, tuple[Place | Callable[[], Place], ...]]

# What the frame of several reports holds before the columns of a view: which report, which row of it.
REPORT, KEY, NUMBER = "report", "key", "number"


class RowPlaces(Mapping[Where, tuple[Place, ...]]):
    """Where the values of a view were made from; a place is looked up when somebody asks for it.

    `origin` names figures by their addresses, the same mapping for all reports of a form where it depends on nothing
    else; others are found in the prose or elsewhere.
    """

    def __init__(
        self, known: Mapping[str, Place] | None = None, cells: Cells | None = None, others: Others | None = None
    ) -> None:
        self._known, self._others = known or {}, others or {}
        self.origin = cells or {}

    def cells(self, key: str, column: str) -> tuple[str, ...]:
        """Return the addresses of the figures that a value was made from; nothing where it was made from others."""
        return self.origin.get((key, column), ())

    def __getitem__(self, where: Where) -> tuple[Place, ...]:
        if where in self.origin:
            return tuple(self._known[address] for address in self.origin[where])
        return tuple(each if isinstance(each, Place) else each() for each in self._others[where])

    def __contains__(self, where: object) -> bool:
        return where in self.origin or where in self._others

    def __iter__(self) -> Iterator[Where]:
        return iter({**self.origin, **self._others})

    def __len__(self) -> int:
        return len(self.origin.keys() | self._others.keys())


@dataclass(frozen=True)
class View:
    """Rows by key, all with the same columns; `places` says which cells a value was made from.

    Counts are exact ints, money is Decimal, and what is missing is None. `labels` name columns that are no cells;
    `reasons` say of a value why it is None, where more is to say than that something was not given.
    """

    name: str
    columns: tuple[str, ...]
    rows: Rows
    places: RowPlaces = field(default_factory=RowPlaces)
    labels: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[Where, str] = field(default_factory=dict)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The rows with their `key` and `number`, which counts from 1."""
        return [{KEY: key, NUMBER: number, **row} for number, (key, row) in enumerate(self.rows.items(), 1)]

    @property
    def frame(self) -> pd.DataFrame:
        """The view as an analyst looks at it."""
        return pd.DataFrame(self.records, columns=[KEY, NUMBER, *self.columns], dtype=object)


@dataclass(frozen=True)
class Shape:
    """What a view must look like under a form, whoever reports: its columns, and the keys of its rows.

    `keys` is a pattern where the report decides how many rows there are. `families` are the names that stand for
    several columns, or several values, of the view: a rule names a family and so speaks of whatever a form puts there.
    """

    columns: tuple[str, ...]
    keys: tuple[str, ...] | str
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def make_view(name: str, rows: Rows, places: RowPlaces, columns: Sequence[str] = (), **labels: str) -> View:
    """Make a view; its columns are those of its first row where none are named."""
    return View(name, tuple(columns or next(iter(rows.values()))), rows, places, labels)


def frame_of(views: Sequence[View]) -> pd.DataFrame:
    """Return the rows of one view of several reports under each other.

    All columns are objects, so that exact numbers stay exact and a missing one stays None.
    """
    columns: dict[str, list[Any]] = {
        REPORT: [number for number, view in enumerate(views) for _ in view.rows],
        KEY: [key for view in views for key in view.rows],
        NUMBER: [number for view in views for number, _ in enumerate(view.rows, 1)],
        **{name: [row[name] for view in views for row in view.rows.values()] for name in views[0].columns},
    }
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()}, dtype=object)
