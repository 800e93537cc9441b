"""The views: what the rules look at."""

from __future__ import annotations

from annual_report.filing.report import Report
from annual_report.prose.claims import claims_of
from annual_report.prose.compose import compose
from annual_report.rules.views.claims import claims
from annual_report.rules.views.prose import dates, figures, sections
from annual_report.rules.views.relations import repetitions, shares, totals
from annual_report.rules.views.tables import (
    applications_by_column,
    applications_by_line,
    cells,
    disclosure,
    review_litigation,
    tables,
)
from annual_report.rules.views.view import View
from annual_report.rules.views.whole import fees, whole_report
from annual_report.rules.views.years import carry_over, documents, trends

__all__ = ["View", "views_of"]


def views_of(report: Report) -> dict[str, View]:
    """Return every view of a report by name; each has a suite of the same name."""
    prose = compose(report)
    found = claims_of(prose, report.form, report.year)
    views = (
        cells(report),
        tables(report),
        applications_by_line(report),
        applications_by_column(report),
        disclosure(report),
        documents(report),
        review_litigation(report),
        carry_over(report),
        trends(report),
        whole_report(report),
        fees(report, prose, found),
        figures(report),
        claims(report, found),
        shares(report, found),
        totals(report, found),
        repetitions(report, found),
        sections(report, prose),
        dates(report, prose),
    )
    return {view.name: view for view in views}
