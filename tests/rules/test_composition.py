"""The rules of a form are the common ones and its own; where both speak of one thing, the form must say so openly."""

from __future__ import annotations

from typing import Any

import pytest

from annual_report.errors import RuleError
from annual_report.rules.composition import compose
from annual_report.rules.suite_files import SuiteEntry


def entry(rule: str, label: str = "甲", **meta: Any) -> SuiteEntry:
    return SuiteEntry({"type": "expect_balance", "meta": {"rule": rule, "label": label, **meta}}, "2021/claims.json")


COMMON = [entry("N-01"), entry("N-02", "甲"), entry("N-02", "乙"), entry("N-03")]


def test_what_a_form_adds_comes_last() -> None:
    own = [entry("N-20"), entry("N-02", "丙")]
    assert compose(COMMON, own, "2021") == [*COMMON, *own]


def test_what_replaces_a_rule_stands_in_its_place_for_all_its_parts() -> None:
    own = [entry("N-02", "丙", replaces=True)]
    assert [(each.rule, each.meta["label"]) for each in compose(COMMON, own, "2021")] == [
        ("N-01", "甲"),
        ("N-02", "丙"),
        ("N-03", "甲"),
    ]


def test_a_rule_that_a_form_does_not_have_is_left_out_of_this_form_only() -> None:
    common = [*COMMON, entry("F-05", absent={"2019": "还没有信息处理费"})]
    assert [each.rule for each in compose(common, [], "2019")] == ["N-01", "N-02", "N-02", "N-03"]
    assert compose(common, [], "2021") == common


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (entry("N-02", "乙"), "规则 N-02（乙）在 common 里已经有了"),
        (entry("N-04", replaces=True), "规则 N-04 写着 replaces，common 里却没有"),
        (entry("N-04", absent={"2021": "没有这一行"}), "规则 N-04 写着 2021 年格式没有它"),
    ],
)
def test_what_contradicts_the_common_rules_is_refused_with_its_file(own: SuiteEntry, words: str) -> None:
    with pytest.raises(RuleError) as refused:
        compose(COMMON, [own], "2021")
    assert str(refused.value).startswith("2021/claims.json  ")
    assert words in str(refused.value)
