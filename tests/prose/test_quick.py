"""A passage filled in by pieces is the one that Jinja fills in as a whole, or is left to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.errors import InputError, Problem
from annual_report.filing.report import Passage, Report
from annual_report.prose import quick
from annual_report.prose.compose import BRACES, compose
from annual_report.prose.names import names
from annual_report.prose.quick import fill_in
from counting import calls

NEW = "{{ 申请.本年新收.总计 }}"

BY_PIECES = [
    "",
    "只有文字。\n\n又一段。\n",
    f"新收{NEW}。\n\n\n",
    "{{year}}年，{{ 自称 }}{# 说明 {{ 不算 }} #}，{{ 单位 }}",
    "{{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}，{{ 合计(申请.予以公开.总计, 申请.部分公开.总计) | 数 }}",
    f"{{% if 上年 %}}上年{NEW}{{% else %}}无{{% endif %}}。",
    "{% if 信息处理费 == 0 %}无{% elif 信息处理费 < 5 %}少{% else %}多{% endif %}",
    "{% if year %}{% if 上年 %}一{% endif %}二{% endif %}三",
    "一\n{% if year %}\n二\n{% endif %}\n三",
    "{{ 申请['本年新收'].总计 }}、{{ '}' }}、{{ (1, 2)[0] }}",
]
AS_A_WHOLE = [
    "{% set x = 申请.本年新收 %}{{ x.总计 }}",
    "{% for 项 in [1, 2] %}{{ 项 }}{% endfor %}",
    "一 {%- if year -%} 二 {%- endif %} {{- 单位 }}",
    "一\r\n{{ year }}\r\n",
    "{{ '}}' }}{{ '{{' }}",
    "{% if '%}' %}一{% endif %}",
    "{% raw %}{{ 年 }}{% endraw %}",
    "{{ {'甲': {'乙': 1}}['甲']['乙'] }}",
    "{% if 1 %}" * 4 + "深" + "{% endif %}" * 4,
    "{% if year %}{% set x = 1 %}{% endif %}{{ x }}",
]
WRONG = [
    "{{ 网办率 }}\n{% if false %}{{ 申请.本年新收.总数 }}{% endif %}",
    "{{ 申请.本年新收 }}",
    "\n{{ 政策解读.value }}",
    "{{ 1 / 0 }}",
    "{{ loop.index }}",
    "{{ none }}{{ true }}{{ self }}",
    "{% if year %}没有结束",
    "{% else %}",
    "{% if %}{% endif %}",
    "{% if year %}{% else 1 %}{% endif %}",
    "{% if year %}{% else %}{% else %}{% endif %}",
    "{{ }}{{",
    "{{ 单位.upper() }}",
    "{{ 申请.本年新收.总计 | int }}",
    "{{ '\\x07' }}",
    "｛｛网办率｝｝",
    "{{ (申请.本年新收 | 数).甲 }}",
    "{% if year %}{{ 申请.总计.总计 }}{% endif %}",
    "{% if false %}{{ 申请.本年新收.总计.总计 }}{% endif %}",
]


def said(report: Report, source: str) -> str | tuple[Problem, ...]:
    passage = Passage("other", source, "narrative.md", 41)
    try:
        return compose(replace(report, narrative={"other": passage})).sections["other"]
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("source", [*BY_PIECES, *AS_A_WHOLE, *WRONG])
@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_says_what_jinja_says(
    agency: str, source: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = request.getfixturevalue(agency)
    by_pieces = said(report, source)
    monkeypatch.setattr("annual_report.prose.compose.fill_in", lambda *_: None)
    assert by_pieces == said(report, source)


@pytest.mark.parametrize("source", BY_PIECES)
def test_ordinary_sentences_are_filled_in_by_pieces(yunze: Report, source: str) -> None:
    context = names(yunze)
    assert fill_in(source, context, context) is not None


@pytest.mark.parametrize("source", [*AS_A_WHOLE, *WRONG])
def test_whatever_is_unusual_is_left_to_jinja(yunze: Report, source: str) -> None:
    context = names(yunze)
    text = fill_in(source, context, context)
    assert text is None or BRACES.search(text)


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_examples_are_filled_in_by_pieces_as_by_jinja(
    agency: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = request.getfixturevalue(agency)
    by_pieces, context = compose(replace(report)).sections, names(report)
    vocabulary = {"上年": context["申请"], **context}
    assert all(fill_in(each.source, context, vocabulary) is not None for each in report.narrative.values())
    monkeypatch.setattr("annual_report.prose.compose.fill_in", lambda *_: None)
    assert by_pieces == compose(replace(report)).sections


@pytest.mark.parametrize("source", ["{{" * 50_000, "{% if year %}" * 2_000, "{#" * 9_000 + "#}", "{{ " + "(" * 9_000])
def test_what_never_ends_is_noticed_at_once(yunze: Report, source: str) -> None:
    """However long it is: how long the search for its end takes is told by tests/bench_growth.py."""
    known = names(yunze)
    assert fill_in(source, known, known) in (None, "")
    assert calls(fill_in, source, known, known) < 100


def test_is_read_once_for_all_reports(yunze: Report, luolong: Report) -> None:
    said(yunze, "{{ 申请.本年新收.总计 | 数 }}件次")
    before = quick._snippet.cache_info().misses
    said(luolong, "别的话：{{ 申请.本年新收.总计 | 数 }}件次")
    assert quick._snippet.cache_info().misses == before


def test_report_is_composed_once_and_a_changed_one_anew(yunze: Report) -> None:
    report = replace(yunze)
    assert compose(report) is compose(report)
    changed = report.with_values({"applications.received.total": 7})
    assert compose(changed) is not compose(report)
    assert said(changed, NEW) != said(report, NEW)
