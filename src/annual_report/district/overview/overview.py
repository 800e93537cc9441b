"""The units of a government as a notebook asks for them: tables and a chart by name, and how complete it all is."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.build.judge import judge_all
from annual_report.district.overview.gather import find_government, gather
from annual_report.district.overview.measures import measures
from annual_report.district.overview.tables import TABLES, ranked_by
from annual_report.document import literal_markdown
from annual_report.document.chart.charts import Chart, ChartSeries
from annual_report.document.rendered import Rendered
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.sign_offs import PASSED, RETURNED
from annual_report.wording import join_words, suggestion

TITLE = "{year}年政府信息公开工作年度报告收报情况"
ALL = "应报 {expected} 个单位，全部收到（{received}/{expected}）。"
ALL_DIRECT = "不完整：直属的 {expected} 个单位收到了（{received}/{expected}），它们的下级还没有收齐。"
SOME = "不完整：应报 {expected} 个单位，只收到 {received} 个（{received}/{expected}），缺{absent}。"
NOBODY_KNOWS = "收到 {received} 个单位；没有单位名单（agency.yaml 的 units），不知道应有几个，不能当作收齐。"
BELOW = "{name} 自己的下级只收到 {below}，也不算收齐。"
EXCUSED = "今年不用报的：{names}。"
STANDING = (
    "有错误要改的 {wrong} 个，读不了的 {unreadable} 个；审核通过 {passed} 个，退回 {returned} 个，"
    "其余没有审核，或要重新审核。"
)
OWN = "政府自己的表读不了：{problems}。"
NO_TABLE = "没有「{code}」这张表{suggestion}（可用：{known}）"
CHART = "{title}最多的 {count} 个单位"
# So many bars have room for the names below them.
MOST_BARS = 15


@dataclass(frozen=True)
class Overview:
    """What was gathered of the units of a government in one year; a table by its code."""

    data: Mapping[str, Any]

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The title in the parts between which a long one may be broken."""
        return self.data["name"], TITLE.format(year=self.data["year"])

    @property
    def title(self) -> str:
        return "".join(self.title_parts)

    @property
    def coverage(self) -> str:
        """Of how many units this is, who is missing, and how the others stand."""
        return "".join(_sentences(self.data))

    @property
    def most(self) -> Chart:
        """The units with the most of what they are ranked by."""
        code, measure = next(iter(measures().items()))
        shown = ranked_by(code, self.data)[:MOST_BARS]
        series = ChartSeries(measure.title, tuple(each["figures"][code] for each in shown))
        title = CHART.format(title=measure.title, count=len(shown))
        return Chart(title, tuple(each["name"] for each in shown), (series,) if shown else (), axis="单位")

    def __getitem__(self, code: str) -> Rendered:
        """Return a table. Raises InputError for a code that is none."""
        if code not in TABLES:
            words = NO_TABLE.format(code=code, suggestion=suggestion(code, TABLES), known=join_words(TABLES))
            raise InputError([Problem(words, found=code)])
        return TABLES[code](self.data).rendered()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        said = self.coverage
        marked = literal_markdown.escape_markup(said) + "\n\n"
        return Rendered(f"<p>{html.escape(said)}</p>", marked, said).as_bundle()


def overview(parent: str, year: int, params: Path | None = None) -> Overview:
    """Return all that is known of the units of a government, by its code or full name, in one year.

    In a notebook that the build runs, what was gathered is not gathered again. Raises InputError for an unknown
    government, and where it is not known who belongs to it.
    """
    handed = paths.read_handed().get("prepared")
    if handed:
        return Overview(handed)
    run = Run(params or paths.params_folder())
    return Overview(gather(find_government(parent, run.params), year, run, judge_all).shown)


def _sentences(data: Mapping[str, Any]) -> Iterator[str]:
    absent = join_words(data["absent"])
    if data["expected"] is None:
        yield NOBODY_KNOWS.format(**data)
    elif absent:
        yield SOME.format(received=data["received"], expected=data["expected"], absent=absent)
    else:
        yield (ALL_DIRECT if data["below"] else ALL).format(**data)
    for name, below in data["below"]:
        yield BELOW.format(name=name, below=below)
    if data["excused"]:
        yield EXCUSED.format(names=join_words(data["excused"]))
    yield STANDING.format(**standing(data))
    if data["problems"]:
        yield OWN.format(problems="；".join(data["problems"]))


def standing(data: Mapping[str, Any]) -> dict[str, int]:
    """Return how many units have something to put right, cannot be read, were passed and returned."""
    results = [each["status"] for each in data["units"]]
    signed = [each["sign_off"] for each in data["units"]]
    return {
        "wrong": results.count("failed") + results.count("broken"),
        "unreadable": results.count("unreadable"),
        "passed": signed.count(PASSED),
        "returned": signed.count(RETURNED),
    }
