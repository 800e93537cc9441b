"""Prose is composed from figures; what a sentence may not say is refused with file, row and suggestion."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_report.document.typed_text import TypedParagraph, TypedWords, read_typed
from annual_report.errors import InputError, Problem
from annual_report.filing.figures import MARKED, without_marks
from annual_report.filing.report import Passage, Report
from annual_report.prose.compose import compose
from counting import calls


def said(report: Report, source: str) -> str:
    """Return what a reader sees of a sentence."""
    return without_marks(marked(report, source))


def marked(report: Report, source: str) -> str:
    passage = Passage("other", source, "narrative.md", 1)
    return compose(replace(report, narrative={"other": passage})).sections["other"]


def problems_of(report: Report, source: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as refused:
        marked(report, source)
    return refused.value.problems


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 申请.本年新收.总计 }}", "3184件"),
        ("{{ 申请.不予公开.总计 }}", "249件"),
        ("{{ 申请.本年度办理结果.总计 }}", "3197件"),
        ("{{ 申请.本年新收.法人或其他组织 }}", "282件"),
        ("{{ 申请.本年新收.自然人 + 申请.本年新收.法人或其他组织 }}", "3184件"),
        ("{{ 合计(申请.予以公开.总计, 申请.部分公开.总计) }}", "1621件"),
        ("{{ 申请.本年新收.总计 - 申请.上年结转.总计 }}", "3069件"),
        ("{{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}", "同比增长10.0%"),
        ("{{ 申请.予以公开.总计 | 占比(申请.办理总计.总计, 2) }}", "40.79%"),
        ("{{ 公开.行政事业性收费.金额 }}", "48316.2735万元"),
        ("{{ 公开.行政事业性收费.金额 | 元 }}", "483162735元"),
        ("{{ 公开.行政许可.决定 }}", "1452719件"),
        ("{{ 申请.本年新收.总计 | 数 }}件次", "3184件次"),
        ("{{ year }}年，{{ 自称 }}", "2024年，我市"),
        ("{% if 申请.本年新收.总计 > 3000 %}多{% else %}少{% endif %}", "多"),
        ("{% if 上年 %}有{% endif %}", "有"),
    ],
)
def test_sentences_quote_figures(yunze: Report, source: str, words: str) -> None:
    assert said(yunze, source) == words


def test_figure_is_bound_to_its_cells(yunze: Report) -> None:
    (match,) = MARKED.finditer(marked(yunze, "{{ 申请.予以公开.总计 | 占比(申请.办理总计.总计) }}"))
    assert match.group(1).split() == ["applications.granted.total", "applications.outcomes_total.total"]


def test_name_that_is_like_no_other_is_told_where_all_names_are(yunze: Report) -> None:
    assert problems_of(yunze, "{{ 甲乙丙 }}")[0].message == "没有「甲乙丙」这个名称（全部名称：names 命令）"


def test_paragraph_that_ends_in_a_tag_keeps_its_blank_line(yunze: Report) -> None:
    assert said(yunze, "一{% if year %}二{% endif %}\n\n三") == "一二\n\n三"


def test_line_of_tags_only_leaves_no_blank_line(yunze: Report) -> None:
    assert said(yunze, "一\n{% if year %}\n二\n{% endif %}\n三") == "一\n二\n三"


def test_every_unknown_name_is_reported_with_row_and_suggestion(yunze: Report) -> None:
    source = "{{ 网办率 }}\n{{ 申请.本年新受.总计 }}\n{% if false %}{{ 申请.本年新收.总数 }}{% endif %}"
    assert [(problem.row, problem.found) for problem in problems_of(yunze, source)] == [
        (1, "网办率"),
        (2, "本年新受"),
        (3, "总数"),
    ]
    assert "是不是「本年新收」？" in problems_of(yunze, source)[1].message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 申请.本年新收.总计 | 同笔(1) }}", "没有「同笔」这个写法；是不是「同比」？"),
        ("\n\n{% if year %}没有结束", "占位符写法有误"),
        ("{{ 1 / 0 }}", "算不出来"),
        ("{{ ''.__class__.__mro__ }}", "算不出来"),
        ("{{ 'a' * 10 ** 10 }}", "不能使用乘方"),
        ("{% include '/etc/passwd' %}", "不支持「include」"),
        ("{% for i in range(99999) %}{% endfor %}", "只能用于写明的清单"),
        ("{{ 申请.本年新收.总计.sources.append(1) }}", "没有「sources」这个名称"),
        ("{{ 申请.本年新收.总计 | int }}", "没有「int」这个写法"),
        ("{{ 受理事项.said('9999件') }}", "没有「受理事项」这个名称"),
        ("{{ '\\ufdd0假\\ufdd19999件\\ufdd2' }}", "不可见的字符"),
        ("{{ 申请.本年新收 }}", "名称没有写完整"),
        ("{% if 申请.本年新收 == 0 %}无{% endif %}", "名称没有写完整"),
        ("{{ 申请.本年新收.总计 == '0' }}", "不是数字"),
        ("{{ 申请.本年新收.总计 > 0 }}", "不能写进正文"),
        ("{{ none }}", "不能写进正文"),
        ("{{ 5 | 数 }}", "要用在数字名称上"),
        ("{{ 公开.行政事业性收费.金额 + 信息处理费 }}", "单位不同（万元、元）"),
        ("{{ 信息处理费 | 占比(公开.行政事业性收费.金额) }}", "单位不同（元、万元）"),
        ("{{ 申请.本年新收.总计 | 万元 }}", "只能换算元和万元"),
        ("{{ 'a'.ljust(3000000000) }}", "算不出来"),
        ("\n｛｛网办率｝｝", "像是没有写对的占位符"),
        ("{网办率}", "像是没有写对的占位符"),
        (f"编号{'9' * 5000}。", "有 5000 位数字"),
        ("{{ 申请.本年新收.总计 + 1e999 }}", "没有这么大的数"),
        ("{% set a = 1e300 %}{% if 申请.本年新收.总计 > a * a %}{% endif %}", "没有这么大的数"),
    ],
)
def test_sentences_cannot_do_harm(yunze: Report, source: str, words: str) -> None:
    assert words in problems_of(yunze, source)[0].message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("甲{{ 网办率", "写到结尾也没有「}}」：请补上（这一处：{{ 网办率）"),
        ("{{", "写到结尾也没有写完"),
        ("{{ 网办率 }", "「}」多了"),
        ("{{ 网 办率 }}", "这里应是「}}」，写的却是「办率」"),
        ("{{ }}", "缺少名称或数字，就到了「}}」"),
        ("{% if year = 2024 %}{% endif %}", "写的却是「=」：名称中间不要有空格，等于要写 =="),
        ("{% if year %}甲", "「{% if … %}」没有结束：请在后面补上 {% endif %}"),
        ("甲{% endif %}", "「{% endif %}」前面没有对应的 {% if … %}"),
        ("{% fi year %}", "没有「{% fi %}」这种写法：只用 if、for 和 set"),
        ("{{ year，2 }}", "「，」不能写在占位符里"),
        ("{{ '没有结束 }}", "「'」不能写在占位符里"),
        ("{{ 申请..总计 }}", "「.」后面缺少名称"),
        ("{{ 申请.本年新收.总计 | 同比 }}", "「|」后面的写法少了括号里的内容"),
        ("{{ 申请.本年新收.总计 | 占比(申请.办理总计.总计, 99999) }}", "小数位数太多"),
        ("{{ 申请['本年'].总计 }}", "没有「本年」这个名称"),
        ("甲\n{{ 合计() }}", "括号里没有写数字的名称（这一处：{{ 合计() }}）"),
        ("{{ year is 好 }}", "没有「好」这个写法"),
        ("{{ 自称 - 1 }}", "文字和名称不能这样计算"),
        ("{{ 1 / 0 }}", "除数是 0"),
        ("{% set x %}甲{% endset %}", "不支持「set … endset」"),
    ],
)
def test_what_jinja_says_is_said_in_chinese(yunze: Report, source: str, words: str) -> None:
    assert words in problems_of(yunze, source)[0].message


PIECES = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "if", "else", "endif", "for", "endfor", "set", "in", "|", "同比", "甲"),
    *("year", "申请.本年新收.总计", "(", ")", "[", "]", ",", ".", "=", "==", "+", "/", "'", "~", "1", "0", "、"),
)
OUR_WORDS = {"if", "else", "elif", "for", "set", "endif", "endfor", "from", "import", "do", "make", "names"}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_other_english_reaches_an_author(yunze: Report, source: str) -> None:
    try:
        marked(yunze, source)
    except InputError as refused:
        for problem in refused.problems:
            said = re.findall("[A-Za-z_]+", problem.message)
            assert all(word in OUR_WORDS or word in source for word in said), problem.message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{% for a in [1, 2] %}{% for b in [1, 2] %}{% endfor %}{% endfor %}", "for 里面不能再套 for"),
        ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "for 里面不能再套 for"),
        ("{% for a in 单位 %}{{ a }}{% endfor %}", "只能用于写明的清单"),
        (f"{{% for a in [{'1,' * 100}] %}}{'甲' * 1000}{{% endfor %}}", "超过 30000 字"),
        ("甲" * 100_001, "超过 30000 字"),
        ("{% set x = 'a' %}" + "{% set x = x ~ x %}" * 40, "不用「~」"),
        ("{% set x = 'a' %}" + "{% set x = x + x %}" * 40, "文字也不能相加"),
        ("{% set x = 9 %}" + "{% set x = x * x %}" * 60, "大数相乘"),
        ("{% macro f(x) %}{{ f(x) }}{% endmacro %}", "不支持「macro」"),
        ("{{ '{:>999999999}'.format(1) }}", "算不出来"),
        ("{{ '{:>999999999}'['format'](1) }}", "算不出来"),
        ("{% if 1 %}" * 30 + "{% endif %}" * 30, "套得太深"),
        ("{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "读不下去"),
        ("{{ " + "9" * 6000 + " }}", "读不下去"),
        ("{{ " + "1 + " * 5000 + "1 }}", "算式太长"),
        ("{% if 1 %}{% endif %}" * 40 + "{% 甲\n", "占位符写法有误"),
    ],
)
def test_sentences_end(yunze: Report, source: str, words: str) -> None:
    """Jinja alone would need minutes, or all the memory, for each of these."""
    assert words in problems_of(yunze, source)[0].message
    assert calls(problems_of, yunze, source) < 200 * len(source)


@pytest.mark.parametrize(
    ("source", "row", "found"),
    [
        ("发起{#开放日#}活动。", 1, "{#开放日#}"),
        ("{#开放日#}活动。", 1, "{#开放日#}"),
        ("一\n二{#- 开放\n日 -#}活动", 2, "{#- 开放"),
        ("{{ year }}年{% if 1 %}发起{#开放日{% endif %}", 1, "{#开放日{% endif %}"),
    ],
)
def test_nothing_is_hidden_from_the_reader(yunze: Report, source: str, row: int, found: str) -> None:
    (problem,) = problems_of(yunze, source)
    assert (problem.row, problem.found) == (row, found)
    assert "不会印出来" in problem.message


def test_words_of_other_inputs_are_no_marks(yunze: Report) -> None:
    report = replace(yunze, agency=yunze.agency.model_copy(update={"name": "甲**乙**|局"}))
    source = "**{{ 单位 }}**收到{{ 申请.本年新收.总计 }}，{{ '**不是**' }}"
    assert read_typed(marked(report, source)) == (
        TypedParagraph(
            (
                *(TypedWords("甲**乙**|局", bold=True), TypedWords("收到")),
                *(
                    TypedWords("3184件", sources=("applications.received.total",)),
                    TypedWords("，"),
                    TypedWords("**不是**"),
                ),
            )
        ),
    )


def test_sentence_may_go_through_a_list(yunze: Report) -> None:
    source = (
        "{% for 表 in [申请.本年新收, 申请.办理总计] %}{{ 表.总计 }}{% if not loop.last %}、{% endif %}{% endfor %}"
    )
    assert said(yunze, source) == "3184件、3197件"


def test_last_year_without_a_report_is_a_clear_problem(luolong: Report) -> None:
    assert "没有上年的报告" in problems_of(luolong, "{{ 上年.申请.本年新收.总计 }}")[0].message


def test_share_of_nothing_is_said_to_be_none(yunze: Report) -> None:
    """It is a finding then (C-01), beside whatever made the whole zero."""
    assert said(yunze, "占{{ 申请.本年新收.总计 | 占比(申请.属于国家秘密.总计) }}") == "占〔分母为0〕"


def test_missing_figure_is_said_to_be_missing(yunze: Report) -> None:
    report = yunze.with_values({"applications.received.total": None})
    source = "{{ 申请.本年新收.总计 }}，{{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}"
    assert said(report, source) == "〔未填〕件，〔未填〕"


def test_luolong_says_how_many_applications_it_received_once_there_are_any(luolong: Report) -> None:
    assert "2024年我局未收到依申请公开事项。" in without_marks(compose(luolong).sections["overview"])
    more = luolong.with_values({"applications.received.total": 7, "applications.received.natural_person": 7})
    assert "2024年我局收到依申请公开事项7件。" in without_marks(compose(more).sections["overview"])


def test_luolong_says_what_it_charged_once_it_charged_anything(luolong: Report) -> None:
    assert "本单位2024年度未收取政府信息公开信息处理费。" in without_marks(compose(luolong).sections["other"])
    quotation = luolong.quotations["信息处理费"]
    charged = replace(quotation, figure=replace(quotation.figure, value=Decimal(400)))
    report = replace(luolong, quotations={**luolong.quotations, "信息处理费": charged})
    assert "本单位2024年度收取政府信息公开信息处理费400元。" in without_marks(compose(report).sections["other"])
