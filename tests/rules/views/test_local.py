"""What is read in a section for the points of a place: counts, figures bound and typed, the part of one aspect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annual_report.filing.report import Report
from annual_report.rules.views import views_of
from breaking import broken

ASKED = """name: 某市
notices:
  - basis: 某市的通知
    first_year: 2021
    points:
      - {number: 1, words: 公报, section: overview, gives: {公报: 公报}}
      - number: 2
        words: 文件
        section: overview
        aspect: 政府信息管理
        gives: {制发: '{{ 公开.行政规范性文件.制发 }}'}
      - {number: 3, words: 解读, section: overview, gives: {解读: '{{ 政策解读 }}'}}
      - {number: 4, words: 领域, section: overview, says: {养老: 养老, 就业: 就业|创业}}
      - {number: 5, words: 空话, section: overview, never: [较好完成, 不断加强]}
      - {number: 6, words: 长短, section: overview, at_most: 10}
"""


@pytest.fixture
def read(place: Callable[[str], Path]) -> Callable[[str], dict[str, str]]:
    """Return what each point comes to, of an overview that says just some words."""
    place(ASKED)

    def row_of(words: str, column: str = "missing") -> dict[str, str]:
        report: Report = broken({"report": ["yunze", 2024], "replace_prose": {"overview": words}})
        report = replace(report, agency=report.agency.model_copy(update={"profile": "moushi"}))
        return {key.removeprefix("L-moushi-"): row[column] for key, row in views_of(report)["local"].rows.items()}

    return row_of


@pytest.mark.parametrize("words", ["2024年编印政府公报。", "政府公报占30%。", "编印政府公报，依据〔2024〕3号。"])
def test_a_year_a_share_and_the_number_of_a_document_count_nothing(
    read: Callable[..., dict[str, str]], words: str
) -> None:
    assert read(words)["01"] == "公报"


@pytest.mark.parametrize("words", ["编印政府公报六期。", "编印政府公报近6期。", "未编印政府公报。"])
def test_a_count_is_read_in_any_writing(read: Callable[..., dict[str, str]], words: str) -> None:
    assert read(words)["01"] == ""


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("（三）政府信息管理。制发行政规范性文件{{ 公开.行政规范性文件.制发 }}。", ""),
        ("（三）政府信息管理。制发行政规范性文件108件。", ""),
        ("（三）政府信息管理。制发行政规范性文件107件。", ""),  # wrong, which is N-13's to tell
        ("（三）政府信息管理。未制发行政规范性文件。", ""),
        ("（三）政府信息管理。制发行政规范性文件若干件。", "制发"),
        ("（一）主动公开。制发行政规范性文件108件。\n\n（三）政府信息管理。规范管理。", "制发"),
        ("（一）主动公开。制发行政规范性文件108件。", "制发"),
        ("制发行政规范性文件108件。", ""),  # without headings of aspects, all of it is looked at
    ],
)
def test_a_figure_is_given_bound_or_typed_in_the_aspect_it_belongs_to(
    read: Callable[..., dict[str, str]], words: str, missing: str
) -> None:
    assert read(words)["02"] == missing


def test_a_row_of_figures_csv_is_given_where_it_is_quoted(read: Callable[..., dict[str, str]]) -> None:
    assert read("发布解读{{ 政策解读 }}。")["03"] == ""
    assert read("发布解读{{ 回应关切 }}。")["03"] == "解读"


def test_words_that_lack_and_words_that_stand_there(read: Callable[..., dict[str, str]]) -> None:
    assert read("公开创业信息。")["04"] == "养老"
    assert read("较好完成任务，不断加强管理。", "found")["05"] == "较好完成、不断加强"


def test_characters_are_counted_without_blanks(read: Callable[..., dict[str, str]]) -> None:
    assert read("一 二\n\n三，四。", "characters")["06"] == 6
