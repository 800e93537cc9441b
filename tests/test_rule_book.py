"""The rule book speaks the words of the form."""

from __future__ import annotations

import pytest

import rule_book
from annual_report.form.forms import load_form
from official_names import names_of


@pytest.mark.parametrize(
    ("view", "code", "name"),
    [
        ("applications.by_column", "received", "一"),
        ("applications.by_column", "state_secrets", "三（三）1"),
        ("applications.by_column", "outcomes_total", "三（七）"),
        ("applications.by_line", "business", "商业企业"),
        ("carry_over", "carried_forward_before", "上年四"),
        ("documents", "in_force_before", "上年现行有效件数"),
        ("review_litigation", "upheld", "结果维持"),
    ],
)
def test_a_column_has_its_official_name(view: str, code: str, name: str) -> None:
    assert names_of(load_form("2021"))[view][code] == name


def test_a_formula_is_put_in_words_but_for_what_is_quoted() -> None:
    names = {"received": "一", "total": "总计"}
    assert rule_book.in_words("received ≤ total（key != 'total'）", names) == "一 ≤ 总计（key != 'total'）"


def test_a_long_sum_is_told_by_its_ends() -> None:
    assert rule_book._balance({"left": [*"abcdefg"], "right": ["h"]}) == "a＋…＋g（7 项）＝h"


def test_runs_of_ids_are_told_in_short() -> None:
    ids = ["T3-R02", "T3-R01", "T3-R03", "T3-S1", "T3-S2", "T3-R05"]
    assert rule_book._runs(ids) == "T3-R01 至 T3-R03、T3-R05、T3-S1、T3-S2"
