"""What counts as a number that a notice asks for: near the words, with a unit; who has none says so."""

from __future__ import annotations

import re

import pytest

from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from annual_report.rules.profiles.given import quantities_missing

GAZETTE = {"公报": re.compile("公报")}
ISSUED = {"制发": "公开.行政规范性文件.制发"}
CELL = "disclosure.normative_documents.issued"


def missing(text: str, asked: dict[str, str | re.Pattern[str]], *read: str) -> list[str]:
    return [*quantities_missing(text, asked, load_form("2021"), [(cell,) for cell in read])]


@pytest.mark.parametrize(
    "text",
    [
        "编印政府公报6期。",
        "编印6期政府公报。",
        "通过网站、公报等渠道，公开信息100余条。",
        "没有编印政府公报。",
        "未设政府公报，其他另述。",
        "公报：全年六期。",
    ],
)
def test_a_number_near_the_words_is_given_and_so_is_none(text: str) -> None:
    assert missing(text, GAZETTE) == []


@pytest.mark.parametrize(
    "text",
    [
        "编印政府公报。发布解读12件。",
        "发布信息96件，编印政府公报。",
        "2024年编印政府公报。",
        "政府公报占30%。",
        "编印政府公报，内容丰富，开设专栏3个。",
        "没有其他事项。编印政府公报。",
        "发布解读12件。",
    ],
)
def test_words_alone_a_year_a_share_or_the_number_of_something_else_are_not_enough(text: str) -> None:
    assert missing(text, GAZETTE) == ["公报"]


def test_a_figure_is_given_where_it_is_bound_or_typed(yunze: Report) -> None:
    issued = str(yunze.figure("disclosure", "normative_documents", "issued"))
    assert missing(f"制发{issued}。", ISSUED) == missing("制发108件。", ISSUED, CELL) == []
    assert missing("制发108件。", ISSUED) == ["制发"]


def test_a_figure_of_figures_csv_is_known_by_its_name(yunze: Report) -> None:
    questions = {"解读": "政策解读"}
    assert missing(f"发布解读{yunze.quotations['政策解读'].figure}。", questions) == []
    assert missing(f"发布解读{yunze.quotations['回应关切'].figure}。", questions) == ["解读"]
