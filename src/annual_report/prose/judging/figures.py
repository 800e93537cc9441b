"""What the tables say of a measure: every sum of cells that agrees with it, from the figures of one report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from annual_report.filing.figures import Number
from annual_report.form.forms import Form
from annual_report.form.named_cells import cells_of
from annual_report.prose.reading.measures import APPLICATION, APPLICATIONS, CASES, Measure
from annual_report.prose.reading.measures_file import TOTAL, MeasureEntry, closed_cells, load_measures


class TableSum(NamedTuple):
    """Cells that are added up, and their sum; the least that it can be where some of them are blank: `missing`."""

    cells: tuple[str, ...]
    value: Decimal
    missing: tuple[str, ...] = ()


class MeasureSide(NamedTuple):
    """What the tables say of a measure: the rules, every sum that agrees; `bound` where it is only an upper bound.

    `none` is the rule where the prose says that there was none at all; `partial` are sums with blank cells.
    """

    rule: str
    sums: tuple[TableSum, ...]
    none: str
    bound: bool = False
    partial: tuple[TableSum, ...] = ()

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values that agree."""
        return tuple(each.value for each in self.sums)

    @property
    def most(self) -> Decimal:
        """The largest of them."""
        return max(self.values)

    @property
    def missing(self) -> tuple[str, ...]:
        """The cells without which nobody can tell all that agrees."""
        return tuple(dict.fromkeys(cell for each in self.partial for cell in each.missing))


class FormFigures:
    """The figures of one report by address, and the sums that a form and measures.yaml make of them."""

    def __init__(self, form: Form, values: Mapping[str, Number | None]) -> None:
        self.form, self._values, self._file = form, values, load_measures()
        self.rules = self._file.rules

    def rule_of_unclear(self, topic: str) -> str:
        """Return the rule that a number of a topic counts for where nobody can tell what it is of."""
        return self._file.unclear.get(topic, self._file.unclear[APPLICATION])

    def side(self, measure: Measure | None) -> MeasureSide | None:
        """Return what the tables say; None where they do not count it, or lack a figure."""
        found = self._side_of(measure)
        return found if found and found.sums else None

    def at_least(self, measure: Measure | None) -> MeasureSide | None:
        """Return what the tables say at least, of blank cells nothing; None where they do not count it."""
        found = self._side_of(measure)
        return found._replace(sums=(*found.sums, *found.partial)) if found else None

    def _side_of(self, measure: Measure | None) -> MeasureSide | None:
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
        return self._known(known, measure or Measure(""))

    @property
    def lines(self) -> Collection[str]:
        """Return the lines of the applications, and their groups, by code."""
        return self.form.table(APPLICATIONS).lines_named.keys()

    def groups_of(self, family: str) -> list[str]:
        """Return the groups of the lines of the applications that are of a family: 予以公开 to 其他处理."""
        lines = self.form.table(APPLICATIONS).line_headings()
        whole = next(line for line in lines if family in line.families)
        return [child.code for child in whole.children if not child.total]

    def is_some(self, cells: str) -> bool:
        """Whether some cells are known to be more than 0 together."""
        found = self._sum([cells])
        return found is not None and found.value > 0

    def rate(self, measure: Measure) -> tuple[str, TableSum, list[Decimal]] | None:
        """Return rule, part and wholes of a rate; None where a figure is missing."""
        entry = self._file.rates[measure.stage]
        part = next(self._sums([entry.part], measure), None)
        known = part is not None and not part.missing
        return (entry.rule, part, self._known(entry.wholes, measure)) if part and known else None

    def total(self, *cells: str) -> Decimal | None:
        """Return the sum of cells; None where the form lacks one, or its figure is missing."""
        found = self._sum(cells)
        return found.value if found and not found.missing else None

    def _sum(self, cells: Sequence[str]) -> TableSum | None:
        """Return the sum of cells, as far as they are filled in; None where the form lacks one."""
        addresses = [cells_of(self.form, each) for each in cells]
        if not all(addresses):
            return None
        amounts = [self._amount(address) for each in addresses for address in each]
        missing = (cell for _, lacking in amounts for cell in lacking)
        return TableSum(tuple(cells), sum((value for value, _ in amounts), Decimal(0)), tuple(missing))

    def _amount(self, address: str) -> tuple[Decimal, tuple[str, ...]]:
        """Return a figure, and itself where it is blank; a blank total is what its columns add up to."""
        value = self._values.get(address)
        if value is not None:
            return Decimal(value), ()
        line, _, column = address.rpartition(".")
        columns = [each for each in self.form.cells if each.startswith(f"{line}.") and each != address]
        if column != TOTAL or not columns:
            return Decimal(0), (address,)
        known = [Decimal(value) for each in columns if (value := self._values.get(each)) is not None]
        return sum(known, Decimal(0)), () if len(known) == len(columns) else (address,)

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
        sums = [*self._sums(alternatives, measure)]
        known, partial = (tuple(each for each in sums if bool(each.missing) is blank) for blank in (False, True))
        return MeasureSide(rule, known, rule, partial=partial) if sums else None

    def _known(self, alternatives: Iterable[Sequence[str]], measure: Measure) -> list[Decimal]:
        return [each.value for each in self._sums(alternatives, measure) if not each.missing]

    def _sums(self, alternatives: Iterable[Sequence[str]], measure: Measure) -> Iterator[TableSum]:
        lines = self._file.routes.get(measure.topic, [""])
        column, *_ = self._file.applicants.get(measure.applicant, [measure.applicant or TOTAL])
        for cells in alternatives:
            closed = dict.fromkeys(closed_cells(each, line, column) for each in cells for line in lines)
            found = self._sum(tuple(closed))
            if found is not None:
                yield found
