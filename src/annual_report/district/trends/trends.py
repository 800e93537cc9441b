"""One agency over the years, as a notebook asks for it: its charts by name, and what to know of the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.district.trends.coverage import say_coverage
from annual_report.district.trends.plans import chart_plans
from annual_report.district.trends.series import chart_over_years
from annual_report.document.chart.charts import Chart
from annual_report.document.rendered import Rendered
from annual_report.errors import InputError, LedgerError, Problem
from annual_report.filing.folders import find_agency, years_of
from annual_report.filing.report import Report
from annual_report.filing.years import ChosenYears, parse_years
from annual_report.rules.findings import Findings
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from annual_report.wording import join_words, nearest

TITLE = "{years}年政府信息公开情况"
NO_CHART = "没有「{code}」这个图{near}（可用：{known}）"
NEAR = "；是不是「{near}」？"
NONE_FILED = "{agency} 没有 {years}的年报（已有：{known}）：请改 YEARS"
ANY, NONE = "任何一年", "无"
NOT_SOUND = "{year} 年：{reason}"


@dataclass(frozen=True)
class Trends(Mapping[str, Chart]):
    """The reports of one agency, the oldest first, with what the rules say of each; a chart by its code.

    `asked` are the years that a person chose, None for all that are filed; `filed` those with a folder.
    """

    reports: tuple[Report, ...]
    findings: tuple[Findings, ...] = ()
    asked: ChosenYears | None = None
    filed: tuple[int, ...] = ()

    @property
    def years(self) -> range:
        """The years from the first report to the last, those without a report included."""
        return range(self.reports[0].year, self.reports[-1].year + 1)

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The title in the parts between which a long one may be broken."""
        first, last = self.reports[0].year, self.reports[-1].year
        years = f"{first}—{last}" if first < last else f"{first}"
        return self.reports[-1].agency.name, TITLE.format(years=years)

    @property
    def title(self) -> str:
        return "".join(self.title_parts)

    @property
    def coverage(self) -> Rendered:
        """Which years there are, which are missing and why, and what may not be compared."""
        return say_coverage(self.reports, self.asked, self.filed)

    @cached_property
    def _charts(self) -> dict[str, Chart]:
        reports = {report.year: report for report in self.reports}
        return {code: chart_over_years(plan, reports, self.years) for code, plan in chart_plans().items()}

    def __getitem__(self, code: str) -> Chart:
        """Return a chart. Raises InputError for a code that notebooks/trends.yaml does not have."""
        if code not in self._charts:
            near = nearest(code, self._charts)
            words = NO_CHART.format(
                code=code, near=NEAR.format(near=near) if near else "", known=join_words(self._charts)
            )
            raise InputError([Problem(words, found=code)])
        return self._charts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._charts)

    def __len__(self) -> int:
        return len(self._charts)

    def raise_for_critical(self) -> None:
        """Stop here where a report must not be published: LedgerError, or RuleError where a rule broke."""
        for report, findings in zip(self.reports, self.findings, strict=True):
            try:
                findings.raise_for_critical()
            except LedgerError as error:
                raise LedgerError(NOT_SOUND.format(year=report.year, reason=error)) from error

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.coverage.as_bundle()


def trends(agency: str, years: str = "", params: Path | None = None) -> Trends:
    """Read and judge the reports of an agency: those of the chosen years (2019-2024), or all.

    Raises InputError for an unknown agency, for what are no years, where none of them is filed, and for a report that
    cannot be read.
    """
    folder = params or paths.params_folder()
    asked, filed = parse_years(years), years_of(find_agency(agency, folder))
    reports = [ingest(agency, year, folder) for year in chosen_years(agency, asked, filed)]
    return Trends(tuple(reports), tuple(map(validate, reports)), asked, tuple(filed))


def chosen_years(agency: str, asked: ChosenYears | None, filed: Sequence[int]) -> list[int]:
    """Return the years that are chosen and filed. Raises InputError where there is none."""
    years = [year for year in filed if asked is None or year in asked]
    if not years:
        known = join_words(map(str, filed)) or NONE
        raise InputError([Problem(NONE_FILED.format(agency=agency, years=asked or ANY, known=known))])
    return years
