"""The report: what an agency filed for one year. Immutable; every value knows its file, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import Any

import pandas as pd

from annual_report.filing.agency import Agency
from annual_report.filing.figures import Figure, Number, total
from annual_report.filing.place import Place
from annual_report.filing.waivers import Waiver
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.memo import Once
from annual_report.wording import listed, plain

# One line of the ledger per figure of the form, by address.
PLACE_COLUMNS = ("table", "line", "column", "label", "file", "row", "col", "value")
LEDGER_COLUMNS = ("table", "line", "column", "label", "kind", "unit", "value", "text", "file", "row", "col")
VALUE, TEXT, ROW = map(LEDGER_COLUMNS.index, ("value", "text", "row"))
WHERE = itemgetter(*map(LEDGER_COLUMNS.index, PLACE_COLUMNS))

Record = tuple[Any, ...]

# With or without a mark of byte order: nothing to speak of.
UTF_8 = "UTF-8"
READ_AS = "{folder} 的 {files} 是 {encoding} 编码，已按此读入"

# How the address of a figure of last year's report begins.
PREVIOUS = "previous."


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
    """A file the report was read from, how it was encoded, and what of it was left out, in words."""

    file: str
    encoding: str
    left_out: str = ""


@dataclass(frozen=True, eq=False)
class Ledger:
    """All figures of one report: what stands in the columns of its frame, by address; or the frame itself.

    value is an exact int or Decimal, or None where missing; `text` keeps what stood in the file; `row` and `col` count
    from 1 there.
    """

    _given: Mapping[str, Record] | pd.DataFrame = field(repr=False)

    @cached_property
    def _records(self) -> dict[str, Record]:
        if isinstance(self._given, pd.DataFrame):
            frame = self._given[list(LEDGER_COLUMNS)]
            return {str(index): tuple(values) for index, *values in frame.itertuples()}
        return dict(self._given)

    @property
    def frame(self) -> pd.DataFrame:
        """The figures as an analyst looks at them, indexed by address; the ledger itself never changes."""
        return pd.DataFrame.from_dict(self._records, orient="index", columns=list(LEDGER_COLUMNS), dtype=object)

    @cached_property
    def values(self) -> dict[str, Number | None]:
        """The values by address."""
        return {address: record[VALUE] for address, record in self._records.items()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands in the files, by address."""
        return {address: record[TEXT] for address, record in self._records.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where every figure stands, by address."""
        return {address: self.place(address) for address in self._records}

    def place(self, address: str) -> Place:
        """Return where one figure stands."""
        return Place(*WHERE(self._records[address]))

    def stands(self, address: str) -> bool:
        """Whether a figure stands in a file at all."""
        return address in self._records and bool(self._records[address][ROW])

    def only(self, addresses: Iterable[str]) -> Ledger:
        """Return a ledger of some of these figures."""
        return Ledger({address: self._records[address] for address in addresses})

    def with_values(self, changes: Mapping[str, Number | None]) -> Ledger:
        """Return another ledger in which some figures differ. Raises KeyError for an unknown address."""
        records = dict(self._records)
        for address, value in changes.items():
            record = list(records[address])
            record[VALUE], record[TEXT] = value, "" if value is None else plain(value)
            records[address] = tuple(record)
        return Ledger(records)


class Places(Mapping[str, Place]):
    """Where the figures of two years stand, by address; each is looked up when somebody asks for it."""

    def __init__(self, ledger: Ledger, previous: Ledger | None) -> None:
        self._now, self._before = ledger, previous

    def __getitem__(self, address: str) -> Place:
        if not address.startswith(PREVIOUS):
            return self._now.place(address)
        if self._before is None:
            raise KeyError(address)
        place = self._before.place(address.removeprefix(PREVIOUS))
        return replace(place, label=f"上年 {place.label}", year_before=True)

    def __contains__(self, address: object) -> bool:
        if not isinstance(address, str) or not address.startswith(PREVIOUS):
            return address in self._now.values
        return self._before is not None and address.removeprefix(PREVIOUS) in self._before.values

    def __iter__(self) -> Iterator[str]:
        yield from self._now.values
        yield from (f"{PREVIOUS}{address}" for address in (self._before.values if self._before else ()))

    def __len__(self) -> int:
        return len(self._now.values) + (len(self._before.values) if self._before else 0)


@dataclass(frozen=True)
class FilledTable:
    """One official table with the figures of a report."""

    form: Table
    values: Mapping[str, Number | None]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Report(Once):
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
        """What to say aloud of the files the report was read from.

        Those not in UTF-8, a line for each encoding, and what stands outside of a table.
        """
        others: dict[str, list[str]] = {}
        for each in self.inputs:
            if not each.encoding.startswith(UTF_8):
                others.setdefault(each.encoding, []).append(each.file.removeprefix(f"{self.folder}/"))
        read_as = (
            READ_AS.format(folder=self.folder, files=listed(files), encoding=encoding)
            for encoding, files in others.items()
        )
        return [*read_as, *(each.left_out for each in self.inputs if each.left_out)]

    @property
    def title(self) -> str:
        return "".join(self.title_parts)

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The title in the parts between which a long one may be broken."""
        return tuple(part.format(name=self.agency.name, year=self.year) for part in self.form.title)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where every figure of this year and of the last one stands, by address; last year's begin with previous."""
        return Places(self.ledger, self.previous)

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
