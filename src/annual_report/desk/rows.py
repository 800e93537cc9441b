"""The rows of the views of figures, and what the columns of a row are made from: cells, or what is known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annual_report.desk.check import Alternatives, Measure, Statement, Sum, Term
from annual_report.filing.place import PREVIOUS
from annual_report.filing.report import Ledger, Report
from annual_report.rules.rule import Rule
from annual_report.rules.suites import load_suites
from annual_report.rules.views.catalogue import MAKERS, Reading
from annual_report.rules.views.tables import FEES, HUNDREDFOLD
from annual_report.rules.views.view import KEY, NUMBER, View

# The views that are made from the figures of the tables and from nothing else that a clerk writes.
OF_FIGURES = (
    *("cells", "applications.by_line", "applications.by_column", "disclosure", "review_litigation"),
    *("carry_over", "documents", "trends"),
)

# The columns that hold something else than one figure: of which column's cells, and what of them.
MEASURED: dict[str, tuple[str, Measure]] = {
    "kinds_filled": ("kinds_filled", "filled"),
    "kinds_blank": ("kinds_blank", "blank"),
    "kinds_sum": ("kinds_filled", "value"),
    "text": ("text", "text"),
}
FEES_HUNDREDFOLD = "fees_hundredfold"


@dataclass(frozen=True)
class RuledRow:
    """A rule on one row of a view of an open report; `previous` are last year's figures, where there are some."""

    rule: Rule
    suite: str
    view: View
    key: str
    number: int
    report: Report
    previous: Ledger | None

    @property
    def rule_id(self) -> str:
        return self.rule.id_of(self.number)

    def side(self, column: str) -> Sum | None:
        """Return the cells that a column is the sum of; None for one that is made from none."""
        if column == FEES_HUNDREDFOLD:
            return Sum((Term(PREVIOUS + FEES, HUNDREDFOLD),))
        origin, measure = MEASURED.get(column, (column, "value"))
        cells = self.view.places.cells(self.key, origin)
        return Sum(tuple(Term(cell, measure=measure) for cell in cells)) if cells else None

    def needs(self, column: str) -> tuple[Alternatives, ...]:
        """Return what must hold for a column to say anything: a hundred times no fees is no bound for some."""
        last = self.previous.values.get(FEES) if self.previous else None
        if column != FEES_HUNDREDFOLD or last != 0:
            return ()
        return (((Statement(Sum((Term(FEES),)), "==", Sum()),),),)

    def known(self, column: str) -> Any:
        """Return what stands in a column that is made from no cell; None where nobody said."""
        return {**self.view.rows[self.key], KEY: self.key, NUMBER: self.number}[column]

    def name_of(self, column: str) -> str:
        """Return how a column that is no cell is called."""
        return self.view.labels.get(column, column)

    def label_of(self, cell: str) -> str:
        """Return how an office names a cell."""
        return self.report.places[cell].label


def rows_of(report: Report, previous: Ledger | None) -> Iterator[RuledRow]:
    """Yield every rule about figures on every row of its view, in the order of the suites."""
    suites = {suite.name: suite for suite in load_suites(report.form.version)}
    for name in OF_FIGURES:
        view = MAKERS[name](Reading(report))
        for rule in suites[name].rules if view else ():
            for number, key in enumerate(view.rows if view else (), 1):
                assert view is not None
                yield RuledRow(rule, name, view, key, number, report, previous)
