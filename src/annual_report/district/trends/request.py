"""The survey of one agency over the years: which reports it speaks of, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.district.surveys.survey import SurveyContent, SurveyRequest
from annual_report.district.trends.trends import Trends, chosen_years
from annual_report.document.chart.draw import require_drawing
from annual_report.engine.run import Run
from annual_report.filing.folders import find_agency, misnamed_in, years_of
from annual_report.filing.report import Report
from annual_report.filing.years import ChosenYears, parse_years

NAME = "trends"
NOTEBOOK = paths.NOTEBOOKS / f"{NAME}.ipynb"


def trends_request(agency: str, years_typed: str, run: Run) -> SurveyRequest:
    """Return the request for an agency, of the chosen years (2019-2024) or all, to OUT/<agency>/trends.

    A folder that is meant for one of them but not named like a year is one of its reports, and will be refused. Raises
    InputError for an unknown agency, for what are no years, where none of them is filed, and where nothing can draw.
    """
    require_drawing()
    folder, asked = find_agency(agency, run.params), parse_years(years_typed)
    misnamed = [each for each in misnamed_in(run.params, agency) if asked is None or each[1] in asked]
    filed = years_of(folder)
    years = [] if misnamed and not filed else chosen_years(agency, asked, filed)
    requests = [Request(agency, year, run, name) for _, year, name in misnamed]
    requests += [Request(agency, year, run) for year in years]
    requests.sort(key=lambda each: each.year)
    parameters = {"agency": agency, "years": years_typed.strip()}
    content_of = partial(_content_of, asked, tuple(filed))
    return SurveyRequest(NOTEBOOK, parameters, tuple(requests), run.out / agency / NAME, content_of)


def _content_of(asked: ChosenYears | None, filed: tuple[int, ...], reports: Sequence[Report]) -> SurveyContent:
    shown = Trends(tuple(reports), asked=asked, filed=filed)
    return SurveyContent({chart.title: chart.as_dict() for chart in shown.values()}, (shown.coverage.plain,))
