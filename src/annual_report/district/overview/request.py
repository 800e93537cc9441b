"""The survey of the units of a government in one year: what it speaks of, and where it goes."""

from __future__ import annotations

from annual_report import paths
from annual_report.build.outputs.places import require_out, require_place
from annual_report.build.outputs.table import OVERVIEW_BOOK
from annual_report.district import batch
from annual_report.district.overview.gather import find_government, gather, place_of
from annual_report.district.overview.overview import Overview
from annual_report.district.overview.since import DATA
from annual_report.district.overview.tables import all_tables
from annual_report.district.surveys.survey import SurveyContent, SurveyRequest
from annual_report.document.chart.draw import require_drawing
from annual_report.engine.run import Run
from annual_report.review.listed_workbook import listed_workbook

NOTEBOOK = paths.NOTEBOOKS / "district.ipynb"


def district_request(parent: str, year: int, run: Run) -> SurveyRequest:
    """Check and roll up the units of a government, and return the request for OUT/<government>/district-<year>.

    The findings of every unit are written as `check` does. Raises InputError for an unknown government, where it is not
    known who belongs to it, where nothing can draw, and where nothing can be written.
    """
    require_drawing()
    government = find_government(parent, run.params)
    place = place_of(government, year, run.out)
    require_out(run.out, run.params)
    require_place(place, run.params / government / str(year))
    with paths.in_force(run.places):
        prepared = gather(government, year, run, lambda requests: batch.check(requests, brief=True))
    shown = Overview(prepared.shown)
    chart = shown.most
    book = listed_workbook(shown.title, shown.coverage, all_tables(shown.data), year)
    content = SurveyContent(
        {chart.title: chart.as_dict()} if chart.series else {},
        (shown.coverage,),
        {DATA: prepared.shown},
        {OVERVIEW_BOOK: book},
    )
    parameters: dict[str, str | int] = {"parent": government, "year": year}
    reports = (prepared.judged.request,)
    return SurveyRequest(NOTEBOOK, parameters, reports, place, lambda _: content, prepared)
