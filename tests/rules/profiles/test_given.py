"""What counts as a number that a notice asks for: one near the words; who has none says so."""

from __future__ import annotations

import re

import pytest

from annual_report.form.forms import load_form
from annual_report.rules.profiles.given import SectionPart, quantities_missing

GAZETTE = {"公报": re.compile("公报")}
ISSUED = {"制发": "公开.行政规范性文件.制发"}


def missing(text: str) -> list[str]:
    numbers = tuple(match.start() for match in re.finditer(r"\d+", text))
    return [*quantities_missing(SectionPart(text, numbers), GAZETTE, load_form("2021"))]


@pytest.mark.parametrize(
    "text",
    [
        "编印政府公报6期。",
        "编印6期政府公报。",
        "通过网站、公报等渠道，公开信息100余条。",
        "没有编印政府公报。",
        "未设政府公报，其他另述。",
        "公报：全年6期。",
        "编印政府公报。政府公报6期。",
    ],
)
def test_a_number_near_the_words_is_given_and_so_is_none(text: str) -> None:
    assert missing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "编印政府公报。发布解读12件。",
        "发布信息96件，编印政府公报。",
        "编印政府公报，内容丰富，开设专栏3个。",
        "没有其他事项。编印政府公报。",
        "发布解读12件。",
        "",
    ],
)
def test_words_alone_or_the_number_of_something_else_are_not_enough(text: str) -> None:
    assert missing(text) == ["公报"]


@pytest.mark.parametrize(
    ("asked", "figure"),
    [("公开.行政规范性文件.制发", "disclosure.normative_documents.issued"), ("政策解读", "figures.政策解读")],
)
def test_a_figure_goes_back_to_its_cells_or_to_its_row_of_figures_csv(asked: str, figure: str) -> None:
    form, others = load_form("2021"), frozenset({figure, "disclosure.rules.issued"})
    assert [*quantities_missing(SectionPart("", figures=frozenset({frozenset({figure})})), {"一": asked}, form)] == []
    assert [*quantities_missing(SectionPart("", figures=frozenset({others})), {"一": asked}, form)] == ["一"]
