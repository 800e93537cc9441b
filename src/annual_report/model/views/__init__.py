"""The views: what the rules look at."""

from __future__ import annotations

from annual_report.model.prose import compose
from annual_report.model.report import Report
from annual_report.model.views.prose import claims, figures, sections
from annual_report.model.views.tables import by_column, by_line, cells, disclosure, whole_report
from annual_report.model.views.view import View

__all__ = ["View", "views_of"]


def views_of(report: Report) -> dict[str, View]:
    """Return every view of a report by name; each has a suite of the same name."""
    prose = compose(report)
    views = (
        cells(report),
        by_line(report, "applications"),
        by_column(report, "applications"),
        disclosure(report),
        by_line(report, "review_litigation"),
        whole_report(report),
        figures(report),
        claims(report, prose),
        sections(report, prose),
    )
    return {view.name: view for view in views}
