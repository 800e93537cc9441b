"""The report: what an agency filed for one year. Immutable; every value knows its file, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from annual_report.model.agency import Agency
from annual_report.model.figures import Figure, Number, total
from annual_report.model.findings import Place
from annual_report.model.forms import Form
from annual_report.model.tables import Table
from annual_report.model.waivers import Waiver
from annual_report.wording import plain

# One line of the ledger per figure of the form, by address.
PLACE_COLUMNS = ("table", "line", "column", "label", "file", "row", "col", "value")
LEDGER_COLUMNS = ("table", "line", "column", "label", "kind", "unit", "value", "text", "file", "row", "col")


@dataclass(frozen=True)
class Quotation:
    """A number that only the prose quotes: a row of figures.csv, where it stands there, and where it comes from."""

    figure: Figure
    source: str
    file: str
    row: int
    column: int


@dataclass(frozen=True)
class InputFile:
    """A file the report was read from, and how it was encoded."""

    file: str
    encoding: str

    @property
    def remark(self) -> str:
        """What to say aloud of a file that is not plain UTF-8; nothing otherwise."""
        return "" if self.encoding == "UTF-8" else f"{self.file} 是 {self.encoding} 编码，已按此读入"


@dataclass(frozen=True)
class Ledger:
    """All figures of one report as a frame: value is an exact int or Decimal, or None where missing.

    `text` keeps what stood in the file; `row` and `col` count from 1 there.
    """

    _frame: pd.DataFrame = field(repr=False)

    @property
    def frame(self) -> pd.DataFrame:
        """A copy, indexed by address: the ledger itself never changes."""
        return self._frame.copy()

    @cached_property
    def values(self) -> dict[str, Number | None]:
        """The values by address."""
        return dict(zip(self._frame.index, self._frame["value"], strict=True))

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands in the files, by address."""
        return dict(zip(self._frame.index, self._frame["text"], strict=True))

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where every figure stands, by address."""
        frame = self._frame[[*PLACE_COLUMNS]]
        return {str(index): Place(*values) for index, *values in frame.itertuples()}

    def only(self, addresses: Iterable[str]) -> Ledger:
        """Return a ledger of some of these figures."""
        return Ledger(self._frame.loc[list(addresses)])

    def with_values(self, changes: Mapping[str, Number | None]) -> Ledger:
        """Return another ledger in which some figures differ. Raises KeyError for an unknown address."""
        frame = self.frame
        for address, value in changes.items():
            if address not in frame.index:
                raise KeyError(address)
            frame.at[address, "value"] = value  # type: ignore[assignment]  # a column of objects takes any
            frame.at[address, "text"] = "" if value is None else plain(value)
        return Ledger(frame)


@dataclass(frozen=True)
class FilledTable:
    """One official table with the figures of a report."""

    form: Table
    values: Mapping[str, Number | None]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """One agency's report for one year.

    `quotations` are the numbers that only the prose quotes, by name; `narrative` is the prose as written, by section
    code; `previous` is last year's ledger where there is one, with the figures that may be compared, and
    `previous_narrative` last year's prose; `waivers` are what persons decided about findings.
    """

    form: Form
    slug: str
    agency: Agency
    year: int
    folder: str
    ledger: Ledger
    quotations: Mapping[str, Quotation]
    narrative: Mapping[str, Passage]
    previous: Ledger | None = None
    previous_narrative: Mapping[str, Passage] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def remarks(self) -> list[str]:
        """What to say aloud of the files the report was read from."""
        return [each.remark for each in self.inputs if each.remark]

    @property
    def title(self) -> str:
        return "".join(self.title_parts)

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The title in the parts between which a long one may be broken."""
        return tuple(part.format(name=self.agency.name, year=self.year) for part in self.form.title)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where every figure of this year and of the last one stands, by address; last year's begin with previous."""
        before = self.previous.places.values() if self.previous else ()
        last_year = (replace(each, label=f"上年 {each.label}", year_before=True) for each in before)
        return {**self.ledger.places, **{each.address: each for each in last_year}}

    def table(self, code: str) -> FilledTable:
        return FilledTable(self.form.table(code), self.ledger.values, self.ledger.texts)

    @property
    def disclosure(self) -> FilledTable:
        return self.table("disclosure")

    @property
    def applications(self) -> FilledTable:
        return self.table("applications")

    @property
    def review_litigation(self) -> FilledTable:
        return self.table("review_litigation")

    def figure(self, table: str, line: str, column: str) -> Figure:
        """Return a cell, or the sum of a group of cells, as a figure bound to its cells."""
        return figure_of(self.form, self.ledger, table, line, column)

    def with_values(self, changes: Mapping[str, Number | None]) -> Report:
        """Return the same report with other figures in its tables."""
        return replace(self, ledger=self.ledger.with_values(changes))


@dataclass(frozen=True)
class Passage:
    """The prose of one section as written: a template, and the row of its first line in the file."""

    section: str
    source: str
    file: str
    first_row: int


def figure_of(form: Form, ledger: Ledger, table: str, line: str, column: str) -> Figure:
    """Return what a line and a column of a ledger stand for, bound to its cells. Raises KeyError for an unknown one."""
    addresses = form.addresses(table, line, column)
    if not addresses or any(each not in ledger.values for each in addresses):
        raise KeyError(table, line, column)
    return total([Figure(ledger.values[each], form.cells[each].unit, sources=(each,)) for each in addresses])
