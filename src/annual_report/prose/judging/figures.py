"""What the tables say of a measure: every sum of cells that agrees with it, from the figures of one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from annual_report.filing.figures import Number
from annual_report.form.forms import Form
from annual_report.form.named_cells import cells_of
from annual_report.prose.reading.measures import APPLICATIONS, CASES, Measure
from annual_report.prose.reading.measures_file import TOTAL, MeasureEntry, closed_cells, load_measures


class TableSum(NamedTuple):
    """Cells that are added up, and their sum."""

    cells: tuple[str, ...]
    value: Decimal


class MeasureSide(NamedTuple):
    """What the tables say of a measure: the rules, every sum that agrees; `bound` where it is only an upper bound.

    `none` is the rule where the prose says that there was none at all.
    """

    rule: str
    sums: tuple[TableSum, ...]
    none: str
    bound: bool = False

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values that agree."""
        return tuple(each.value for each in self.sums)

    @property
    def most(self) -> Decimal:
        """The largest of them."""
        return max(self.values)


class FormFigures:
    """The figures of one report by address, and the sums that a form and measures.yaml make of them."""

    def __init__(self, form: Form, values: Mapping[str, Number | None]) -> None:
        self.form, self._values, self._file = form, values, load_measures()
        self.rules = self._file.rules

    def side(self, measure: Measure | None) -> MeasureSide | None:
        """Return what the tables say; None where they do not count it, or lack a figure."""
        if not measure:
            return None
        if measure.table == APPLICATIONS:
            return self._of_applications(measure)
        if measure.table == CASES:
            return self._of_entry(self._file.outcomes.get(measure.stage), measure)
        key = f"{measure.topic}.{measure.stage}" if measure.stage else measure.topic
        return self._of_entry(self._file.disclosure.get(key), measure)

    def wholes(self, measure: Measure | None) -> list[Decimal]:
        """Return every whole that a share of a measure may be taken of."""
        known = self._file.wholes.get(measure.table, []) if measure else []
        return [each.value for each in self._sums(known, measure or Measure(""))]

    def rate(self, measure: Measure) -> tuple[str, TableSum, list[Decimal]] | None:
        """Return rule, part and wholes of a rate; None where a figure is missing."""
        entry = self._file.rates[measure.stage]
        part = next(self._sums([entry.part], measure), None)
        return (entry.rule, part, [each.value for each in self._sums(entry.wholes, measure)]) if part else None

    def total(self, *cells: str) -> Decimal | None:
        """Return the sum of cells; None where the form lacks one, or its figure is missing."""
        found = [cells_of(self.form, each) for each in cells]
        values = [self._values.get(address) for addresses in found for address in addresses]
        if not all(found) or any(value is None for value in values):
            return None
        return Decimal(sum(Decimal(value) for value in values if value is not None))

    def _of_applications(self, measure: Measure) -> MeasureSide | None:
        if not measure.stage:
            return self._of_applicants(measure)
        if measure.stage != "result":
            side = self._of_entry(self._file.applications.get(measure.stage), measure)
            return side._replace(rule=self.rules.applicant) if side and measure.applicant else side
        special = self._file.results.get(measure.results[0])
        if special and (special.bound or (len(measure.results) == 1 and not measure.group)):
            return self._of_entry(special, measure)
        lines = [self._cells_of_result(each) for each in measure.results]
        groups = [self._cells_of_result(measure.group)] if measure.group else []
        alternatives = [[cells for line in lines for cells in line], *groups]
        if groups and (detail := next(self._sums(alternatives[:1], measure), None)) and detail.value:
            alternatives = alternatives[:1]  # 因内部事务不予公开2件: of the line, where it counts any
        return self._side(self.rules.result, alternatives, measure)

    def _of_applicants(self, measure: Measure) -> MeasureSide | None:
        columns = self._file.applicants.get(measure.applicant, [measure.applicant])
        return self._side(self.rules.applicant, [[f"{APPLICATIONS}.received.{column}"] for column in columns], measure)

    def _cells_of_result(self, result: str) -> list[str]:
        special = self._file.results.get(result)
        return special.agrees[-1] if special else [f"{APPLICATIONS}.{result}.{{applicant}}"]

    def _of_entry(self, entry: MeasureEntry | None, measure: Measure) -> MeasureSide | None:
        side = self._side(entry.rule, entry.agrees, measure) if entry else None
        return side._replace(none=entry.none or entry.rule, bound=entry.bound) if side and entry else None

    def _side(self, rule: str, alternatives: Iterable[Sequence[str]], measure: Measure) -> MeasureSide | None:
        sums = tuple(self._sums(alternatives, measure))
        return MeasureSide(rule, sums, rule) if sums else None

    def _sums(self, alternatives: Iterable[Sequence[str]], measure: Measure) -> Iterator[TableSum]:
        lines = self._file.routes.get(measure.topic, [""])
        column, *_ = self._file.applicants.get(measure.applicant, [measure.applicant or TOTAL])
        for cells in alternatives:
            closed = dict.fromkeys(closed_cells(each, line, column) for each in cells for line in lines)
            value = self.total(*closed)
            if value is not None:
                yield TableSum(tuple(closed), value)
