"""What a sentence may quote: this year's tables and figures.csv, and last year's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.figures import MARKED, Figure, without_marks
from annual_report.filing.report import Passage, Quotation, Report
from annual_report.prose.compose import compose
from annual_report.steps.ingest import ingest
from filed import edit, problems_of

LAST_YEARS = "名称,数值,单位,约数,来源\n主动公开信息,118000,条,余,季度统计表\n"


def marked(report: Report, source: str) -> str:
    return compose(replace(report, narrative={"other": Passage("other", source, "narrative.md", 1)})).sections["other"]


@pytest.mark.parametrize(
    ("source", "words", "sources"),
    [
        ("{{ 上年.主动公开信息 }}", "11.8万余条", "previous.figures.主动公开信息"),
        ("{{ 上年.申请.本年新收.总计 }}", "2895件", "previous.applications.received.total"),
        ("{{ 政策解读 - 上年.政策解读 }}", "56篇", "figures.政策解读 previous.figures.政策解读"),
        ("{{ 政策解读 | 同比(上年.政策解读) }}", "同比增长19.6%", "figures.政策解读 previous.figures.政策解读"),
        ("{% if 上年.政策解读 < 政策解读 %}{{ 上年.政策解读 }}{% endif %}", "286篇", "previous.figures.政策解读"),
    ],
)
def test_figures_of_last_year_are_quoted_and_say_that_they_are_last_years(
    yunze: Report, source: str, words: str, sources: str
) -> None:
    text = marked(yunze, source)
    assert without_marks(text) == words
    assert MARKED.findall(text) == [(sources, words)]


def test_name_that_is_also_a_table_keeps_its_meaning(yunze: Report) -> None:
    other = Quotation(Figure(7, "件", sources=("previous.figures.申请",)), "", "figures.csv", 2, 2)
    report = replace(yunze, previous_quotations={"申请": other})
    assert without_marks(marked(report, "{{ 上年.申请.本年新收.总计 }}")) == "2895件"


def test_unknown_name_of_last_year_is_said_to_be_unknown_there(yunze: Report) -> None:
    with pytest.raises(InputError) as refused:
        marked(yunze, "{{ 上年.政策解渎 }}")
    (problem,) = refused.value.problems
    assert problem.message == (
        "上年没有「政策解渎」这个名称：上年的三张表和 figures.csv 里都没有；是不是「政策解读」？"
    )


def test_without_a_report_of_last_year_only_what_is_said_of_it_anyway_is_refused(luolong: Report) -> None:
    assert without_marks(marked(luolong, "{% if 上年 %}上年{{ 上年.网办率 }}{% else %}首次{% endif %}")) == "首次"
    with pytest.raises(InputError) as refused:
        marked(luolong, "{{ 上年.网办率 }}")
    assert "没有上年的报告" in str(refused.value)


def test_figures_of_last_year_are_read_from_its_folder(params: Path) -> None:
    file = params / "yunze/2023/figures.csv"
    file.write_text(LAST_YEARS, encoding="utf-8")
    report = ingest("yunze", 2024, params)
    assert [*report.previous_quotations] == ["主动公开信息"]
    assert report.previous_quotations["主动公开信息"].file == "yunze/2023/figures.csv"


@pytest.mark.parametrize("text", [None, "名称,数值,单位,约数,来源\n主动公开信息,十一万,条,余,\n"])
def test_figures_of_last_year_may_be_missing_or_damaged_as_long_as_nobody_quotes_them(
    params: Path, text: str | None
) -> None:
    file = params / "yunze/2023/figures.csv"
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    edit(params / "yunze/2024/narrative.md", "全年主动公开", "比上年{% if 上年 %}有增{% endif %}，全年主动公开")
    for old in ("上年.复议诉讼", "上年.公开", "上年.申请"):
        _without(params / "yunze/2024/narrative.md", old)
    assert ingest("yunze", 2024, params).previous_quotations == {}
    edit(params / "yunze/2024/narrative.md", "有增", "{{ 上年.主动公开信息 }}有增")
    assert any("figures.csv" in f"{problem}" for problem in problems_of(params, "yunze"))


def _without(file: Path, old: str) -> None:
    """Take last year out of every placeholder that quotes it, and let it quote this year's."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, old.removeprefix("上年.")), encoding="utf-8")
