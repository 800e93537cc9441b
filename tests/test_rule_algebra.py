"""The rule set judged for itself: what can hold, what follows, what nobody ties."""

from __future__ import annotations

from fractions import Fraction

import pytest

from annual_report.form.forms import Form, load_forms
from rule_algebra import Linear, algebra_of, solve


def equal(name: str, *left: str, to: str) -> Linear:
    return Linear(name, {**dict.fromkeys(left, Fraction(1)), to: Fraction(-1)}, is_equality=True)


def test_a_rule_that_follows_from_others_is_told_with_them() -> None:
    rules = [
        equal("甲", "a", "b", to="c"),
        equal("乙", "c", to="d"),
        equal("丙", "a", "b", to="d"),
        equal("丁", "e", to="f"),
    ]
    assert solve(rules, "abcdefg").implied == {"丙": ("甲", "乙")}
    assert solve(rules, "abcdefg").untied == ("g",)


def test_a_figure_that_can_only_be_zero_is_told() -> None:
    """a + b = c and c = a: nothing is left for b."""
    rules = [equal("甲", "a", "b", to="c"), equal("乙", "c", to="a")]
    assert solve(rules, "abc").only_zero == ("b",)
    assert solve(rules[:1], "abc").only_zero == ()


def test_an_inequality_can_leave_nothing_either() -> None:
    less = Linear("乙", {"a": Fraction(1), "c": Fraction(-1)}, is_equality=False)  # a >= c
    assert solve([equal("甲", "a", "b", to="c"), less], "abc").only_zero == ("b",)


@pytest.mark.parametrize("form", load_forms(), ids=lambda form: form.version)
def test_the_rules_of_a_form_are_free_of_contradiction(form: Form) -> None:
    """Two of them say nothing new where the others hold: the sums of the column 总计, as docs/facts.md says."""
    found = algebra_of(form)
    assert found
    assert found.only_zero == ()
    assert {"T3-S7", "T3-I7"} == set(found.implied)
    assert {cell.partition(".")[0] for cell in found.untied} == {"disclosure"}
