"""The figures of an invented province, all units at once: every ledger holds, and goes on from the one before.

Ledgers one by one, as in ledgers.py, would take ten times as long and know of no year before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annual_report.form.forms import Form, form_of_year
from province.units import Unit

Numbers = NDArray[np.int64]

# Of a hundred applications, how many come from whom; how often each outcome is another's neighbour falls off.
APPLICANTS = (0.86, 0.08, 0.005, 0.01, 0.03, 0.015)
# Money is held in ten-thousandths, so that it is summed exactly.
PART = 10_000
# An unpaid fee asks for a sentence on fees, and was impossible before 2021.
NEVER = "fee_unpaid"


@dataclass(frozen=True)
class Sheet:
    """The figures of all units for one year: a row a unit, a column a cell of the form."""

    form: Form
    numbers: Numbers

    @cached_property
    def column(self) -> Mapping[str, int]:
        return {address: number for number, address in enumerate(self.form.cells)}

    def add(self, unit: int, address: str, by: int) -> None:
        """Add to a cell of one unit."""
        self.numbers[unit, self.column[address]] += by

    def of(self, unit: int, address: str) -> int:
        """Return the figure of one unit."""
        return int(self.numbers[unit, self.column[address]])


@dataclass
class Stock:
    """What goes over from one year into the next, a row a unit."""

    pending: Numbers
    forward: Numbers
    documents: Numbers
    rules: Numbers
    items: Numbers
    merges: Sequence[tuple[int, int, int]] = field(default_factory=list)

    def merge(self, year: int) -> None:
        """Hand over what units leave to those that they become in a year."""
        for old, new, since in self.merges:
            if since == year:
                for each in (self.pending, self.forward, self.documents, self.items):
                    each[new] += each[old]
                    each[old] = 0


def filed_by_units(units: Sequence[Unit], years: Sequence[int], seed: int) -> dict[int, Sheet]:
    """Return what every unit but the governments files in every year; of these, and of who does not file, 0."""
    chance = np.random.default_rng(seed)
    size = np.exp(chance.normal(1.5, 1.3, len(units))) * [0.2 if each.is_vertical else 1 for each in units]
    stock = _stock_of(units, chance)
    for new in {into for _, into, _ in stock.merges}:
        size[new] = sum(size[each] for each, into, _ in stock.merges if into == new)
    sheets = {}
    for year in years:
        form = form_of_year(year)
        assert form is not None
        stock.merge(year)
        files = np.array([not each.is_government and year in each.years for each in units])
        size = size * chance.uniform(0.9, 1.2, len(units))
        sheets[year] = _sheet(form, size * files, files, stock, chance, units)
    return sheets


def sum_up(sheet: Sheet, units: Sequence[Unit], off: Mapping[int, Mapping[str, int]]) -> None:
    """Let every government file the sum of its units, `off` by so much in some cells."""
    for number in range(len(units) - 1, -1, -1):
        for address, by in off.get(number, {}).items():
            sheet.add(number, address, by)
        if units[number].above >= 0:
            sheet.numbers[units[number].above] += sheet.numbers[number]


def _stock_of(units: Sequence[Unit], chance: np.random.Generator) -> Stock:
    numbers = {each.name: number for number, each in enumerate(units)}
    merges = [(numbers[name], number, each.years[0]) for number, each in enumerate(units) for name in each.predecessors]
    count = len(units)
    has_stock = np.array([not each.predecessors and not each.is_government for each in units])
    return Stock(
        np.zeros(count, np.int64),
        np.zeros((count, len(APPLICANTS)), np.int64),
        chance.integers(5, 60, count) * has_stock,
        np.array([20 if makes_rules(each) else 0 for each in units]),
        chance.integers(20, 90, (count, 5)) * has_stock[:, None],
        merges,
    )


def makes_rules(unit: Unit) -> bool:
    """Whether an office files 规章 for its government: those of provinces and cities do."""
    return unit.kind == "政府办公室" and unit.level in ("省级", "市级")


def _sheet(
    form: Form,
    size: NDArray[np.float64],
    files: NDArray[np.bool_],
    stock: Stock,
    chance: np.random.Generator,
    units: Sequence[Unit],
) -> Sheet:
    sheet = Sheet(form, np.zeros((len(units), len(form.cells)), np.int64))
    closed = _applications(sheet, size, files, stock, chance)
    _cases(sheet, closed, files, stock, chance)
    _decisions(sheet, size, chance)
    (_life_of_documents if "disclosure.rules.issued" in form.cells else _publishing)(sheet, files, stock, chance, units)
    return sheet


def _put(sheet: Sheet, address: str, numbers: Numbers) -> None:
    sheet.numbers[:, sheet.column[address]] = numbers


def _applications(
    sheet: Sheet, size: NDArray[np.float64], files: NDArray[np.bool_], stock: Stock, chance: np.random.Generator
) -> Numbers:
    lines = [line.code for line in sheet.form.table("applications").lines]
    columns = [column.code for column in sheet.form.table("applications").columns][:-1]
    outcomes = lines[2:-2]
    shares = np.array([0 if line == NEVER else 0.7**rank for rank, line in enumerate(outcomes)])
    mean = size[:, None, None] * (shares / shares.sum())[:, None] * np.array(APPLICANTS)
    done = chance.poisson(mean)
    carried_in, total = stock.forward * files[:, None], done.sum(1)
    forward = np.maximum(chance.poisson(size[:, None] * 0.05 * np.array(APPLICANTS)), carried_in - total)
    by_line = {**dict(zip(outcomes, done.transpose(1, 0, 2), strict=True)), "outcomes_total": total}
    by_line |= {"carried_in": carried_in, "carried_forward": forward, "received": total + forward - carried_in}
    for line, numbers in by_line.items():
        for column, of_column in zip(columns, numbers.T, strict=True):
            _put(sheet, f"applications.{line}.{column}", of_column)
        _put(sheet, f"applications.{line}.total", numbers.sum(1))
    stock.forward = np.where(files[:, None], forward, stock.forward)
    return total.sum(1)


def _cases(sheet: Sheet, closed: Numbers, files: NDArray[np.bool_], stock: Stock, chance: np.random.Generator) -> None:
    """Cases are few, and there are some only where many applications were closed."""
    new = chance.binomial(np.where(closed >= 20, closed, 0), 0.05)
    review = new + stock.pending * files
    pending = chance.binomial(new, 0.1)
    suits = chance.binomial(new, 0.2)
    shares = {"review": (review, pending), "suit_after_review": (suits, np.zeros_like(suits))}
    for line, (total, open_ones) in shares.items():
        corrected = chance.binomial(total - open_ones, 0.1)
        parts = {"corrected": corrected, "pending": open_ones, "upheld": total - open_ones - corrected, "total": total}
        for column, numbers in parts.items():
            _put(sheet, f"review_litigation.{line}.{column}", numbers)
    stock.pending = np.where(files, pending, stock.pending)


def _decisions(sheet: Sheet, size: NDArray[np.float64], chance: np.random.Generator) -> None:
    for line, times in (("licences", 30), ("penalties", 12), ("coercion", 1), ("other_management", 4)):
        if f"disclosure.{line}.decisions" in sheet.column:
            _put(sheet, f"disclosure.{line}.decisions", chance.poisson(size * times))


def _life_of_documents(
    sheet: Sheet, files: NDArray[np.bool_], stock: Stock, chance: np.random.Generator, units: Sequence[Unit]
) -> None:
    """The form of 2021: what was issued, repealed and is in force."""
    may_rule = files & [makes_rules(each) for each in units]
    for line, kept, who in (("rules", stock.rules, may_rule), ("normative_documents", stock.documents, files)):
        repealed = np.minimum(chance.integers(0, 3, len(units)), kept) * who
        issued = chance.integers(0, 5, len(units)) * who
        kept += issued - repealed
        for column, numbers in (("issued", issued), ("repealed", repealed), ("in_force", kept * who)):
            _put(sheet, f"disclosure.{line}.{column}", numbers)
    _put(sheet, "disclosure.administrative_fees.fees", chance.integers(100, 900, len(units)) * PART // 100 * files)


def _publishing(
    sheet: Sheet, files: NDArray[np.bool_], stock: Stock, chance: np.random.Generator, units: Sequence[Unit]
) -> None:
    """The form of 2019: what was made and made public, and how many items there are."""
    may_rule = files & [makes_rules(each) for each in units]
    for line, kept, who in (("rules", stock.rules, may_rule), ("normative_documents", stock.documents, files)):
        made = chance.integers(0, 4, len(units)) * who
        kept += made
        for column, numbers in (("made", made), ("newly_public", made), ("public", kept * who)):
            _put(sheet, f"disclosure.{line}.{column}", numbers)
    lines = ("licences", "other_management", "penalties", "coercion", "administrative_fees")
    for number, line in enumerate(lines):
        change = np.maximum(chance.integers(-3, 4, len(units)), -stock.items[:, number]) * files
        _put(sheet, f"disclosure.{line}.items_before", stock.items[:, number] * files)
        _put(sheet, f"disclosure.{line}.change", change)
        stock.items[:, number] += change
    purchases = chance.integers(0, 20, len(units)) * files
    _put(sheet, "disclosure.procurement.purchases", purchases)
    _put(sheet, "disclosure.procurement.amount", purchases * 35_200 * PART)
