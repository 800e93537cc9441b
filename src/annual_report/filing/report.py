"""The report: what an agency filed for one year. Immutable; every value knows its file, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from annual_report.filing.agency import Agency
from annual_report.filing.figures import Figure, Number, total
from annual_report.filing.place import PREVIOUS, Place
from annual_report.filing.register.lines import CaseRegister, Register
from annual_report.filing.waivers import Waiver
from annual_report.form.forms import Form
from annual_report.form.tables import Cell, Table
from annual_report.memo import Once
from annual_report.wording import join_words, plain

if TYPE_CHECKING:
    import pandas as pd

# With or without a mark of byte order: nothing to speak of.
UTF_8 = "UTF-8"
READ_AS = "{folder} 的 {files} 是 {encoding} 编码，已按此读入"


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


class Entry(NamedTuple):
    """A figure as it was filed: the cell of the form that it fills, its value, and what stands where in the file.

    `value` is an exact int or Decimal, or None where missing; `text` keeps what stood in the file; `row` and `column`
    count from 1 there, and are 0 where the figure stands nowhere. (A batch makes a million of these, and a dataclass
    that cannot be changed takes three times as long to make.)
    """

    cell: Cell
    value: Number | None = None
    text: str = ""
    file: str = ""
    row: int = 0
    column: int = 0

    @property
    def place(self) -> Place:
        """Where the figure stands, in the form and in the file."""
        return Place(*self.cell.address, self.cell.label, self.file, self.row, self.column, self.value)

    def with_value(self, value: Number | None) -> Entry:
        """Return the entry with another value, written as it should be."""
        return self._replace(value=value, text="" if value is None else plain(value))

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as a row of the frame that an analyst looks at."""
        cell = {**self.cell.address._asdict(), "label": self.cell.label, "kind": self.cell.kind, "unit": self.cell.unit}
        return {**cell, "value": self.value, "text": self.text, "file": self.file, "row": self.row, "col": self.column}


@dataclass(frozen=True, eq=False)
class Ledger:
    """All figures of one report: an entry for every cell of the form, by address, in printed order."""

    entries: Mapping[str, Entry] = field(repr=False)

    @property
    def frame(self) -> pd.DataFrame:
        """The figures as an analyst looks at them, indexed by address; the ledger itself never changes."""
        import pandas as pd

        rows = [entry.as_dict() for entry in self.entries.values()]
        return pd.DataFrame(rows, index=list(self.entries), dtype=object)

    @cached_property
    def values(self) -> dict[str, Number | None]:
        """The values by address."""
        return {address: entry.value for address, entry in self.entries.items()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands in the files, by address."""
        return {address: entry.text for address, entry in self.entries.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where every figure stands, by address."""
        return {address: entry.place for address, entry in self.entries.items()}

    def place(self, address: str) -> Place:
        """Return where one figure stands."""
        return self.entries[address].place

    def stands(self, address: str) -> bool:
        """Whether a figure stands in a file at all."""
        return address in self.entries and self.entries[address].row > 0

    def only(self, addresses: Iterable[str]) -> Ledger:
        """Return a ledger of some of these figures."""
        return Ledger({address: self.entries[address] for address in addresses})

    def with_entries(self, changes: Mapping[str, Entry]) -> Ledger:
        """Return another ledger in which some entries differ. Raises KeyError for an unknown address."""
        unknown = changes.keys() - self.entries.keys()
        if unknown:
            raise KeyError(*unknown)
        return Ledger({**self.entries, **changes})

    def with_values(self, changes: Mapping[str, Number | None]) -> Ledger:
        """Return another ledger in which some figures differ. Raises KeyError for an unknown address."""
        return self.with_entries(
            {address: self.entries[address].with_value(value) for address, value in changes.items()}
        )


class PlacesByAddress(Mapping[str, Place]):
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
    ledger: Ledger

    @property
    def values(self) -> Mapping[str, Number | None]:
        """The values of the report by address."""
        return self.ledger.values


@dataclass(frozen=True)
class Report(Once):
    """One agency's report for one year.

    `quotations` are the numbers that only the prose quotes, by name; `narrative` is the prose as written, by section
    code; `previous` is last year's ledger where there is one, with the figures that may be compared,
    `previous_quotations` and `previous_narrative` are last year's; `waivers` are what persons decided about findings.
    `register`, `previous_register` and `cases` are None where nobody keeps them.
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
    previous_quotations: Mapping[str, Quotation] = field(default_factory=dict)
    previous_narrative: Mapping[str, Passage] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    register: Register | None = None
    previous_register: Register | None = None
    cases: CaseRegister | None = None

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
            READ_AS.format(folder=self.folder, files=join_words(files), encoding=encoding)
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
        return PlacesByAddress(self.ledger, self.previous)

    def table(self, code: str) -> FilledTable:
        return FilledTable(self.form.table(code), self.ledger)

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


def figure_of(form: Form, ledger: Ledger, table: str, line: str, column: str, year: str = "") -> Figure:
    """Return what a line and a column of a ledger stand for, bound to its cells. Raises KeyError for an unknown one.

    `year` is how the addresses of its figures begin: PREVIOUS for last year's.
    """
    addresses = form.addresses(table, line, column)
    if not addresses or any(address not in ledger.values for address in addresses):
        raise KeyError(table, line, column)
    units = {address: form.cells[address].unit for address in addresses}
    return total([Figure(ledger.values[each], unit, sources=(f"{year}{each}",)) for each, unit in units.items()])
