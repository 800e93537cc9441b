"""A drawing has its words as words, depends on nothing but the chart, and is told apart without colour."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report.document.chart.charts import BARS, KINDS, LINES, SHARES, Chart, chart_of_rows
from annual_report.document.chart.draw import draw
from annual_report.document.svg import is_inert, rasterise, words_of

ROWS = {"新收": [4, None, 61], "办结": [3, None, 60]}


def chart(kind: str, title: str = "申请") -> Chart:
    return chart_of_rows(ROWS, ["2022年", "2023年", "2024年"], title=title, kind=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_the_same_every_time_and_only_draws(kind: str) -> None:
    drawn = draw(chart(kind))
    assert drawn == draw(chart(kind))
    assert is_inert(drawn.encode())
    assert {"新收", "办结", "2024年", "无数据"} <= {*words_of(drawn.encode())}
    assert "<title>申请（单位：件）</title>" in drawn
    assert rasterise(drawn.encode()).startswith(b"\x89PNG")


def test_words_of_a_drawing_have_the_fonts_of_the_page() -> None:
    families = {*re.findall('font-family: ([^;"]+)', draw(chart(BARS)))}
    assert families == {
        "'Annual Report Hei', SimHei, 'Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', "
        "sans-serif"
    }


def test_values_stand_beside_bars_and_shares_inside() -> None:
    assert {"4", "61", "60", "件"} <= {*words_of(draw(chart(BARS)).encode())}
    assert {"57.1%", "42.9%"} <= {*words_of(draw(chart(SHARES)).encode())}


def test_series_differ_without_colour() -> None:
    three = chart_of_rows({name: [1, 2] for name in "甲乙丙"}, ["一", "二"], title="题")
    assert draw(three).count("<pattern ") == 1
    over_years = draw(chart(LINES))
    assert over_years.count("stroke-dasharray: ") > over_years.count("stroke-dasharray: none")


def test_what_an_analyst_has_set_changes_nothing_and_stays() -> None:
    code = (
        "import sys, matplotlib\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from test_draw import BARS, chart, draw\n"
        "plain = draw(chart(BARS))\n"
        "matplotlib.rcParams.update({'font.size': 33, 'svg.fonttype': 'path', 'svg.hashsalt': 'x'})\n"
        "assert draw(chart(BARS)) == plain\n"
        "print(matplotlib.rcParams['font.size'], matplotlib.rcParams['svg.hashsalt'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)], check=True, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["33.0", "x"]


def test_long_names_slant_so_that_they_stay_apart() -> None:
    names = [f"云泽市第{number}局人民政府办公室" for number in "一二三四五六"]
    assert draw(chart_of_rows({"新收": [*range(6)]}, names, title="题")).count("rotate(-40 ") == 6
    assert "rotate(-40 " not in draw(chart(BARS))


def test_a_title_with_dollars_is_no_formula() -> None:
    rows = {"$x$": [1], "a_b": [2]}
    assert {"$x$", "a_b"} <= {*words_of(draw(chart_of_rows(rows, ["甲$乙$"], title="题")).encode())}
