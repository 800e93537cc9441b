"""How a comparison is worded."""

from __future__ import annotations

from annual_report.filing.comparison import Comparison, Disagreement, Side, Uncompared
from annual_report.review.comparison_words import pieces_of, say_difference, say_share, say_sides, summary_of

CELL = Disagreement("cell", "changed", "a", "甲", Side("200", 200), Side("150", 150))


def test_what_is_blank_and_what_is_not_there_are_named() -> None:
    assert say_sides(Disagreement("cell", "changed", "a", "甲", Side(""), Side("/"))) == ("空白", "/")
    assert say_sides(Disagreement("figure", "added", "a", "甲", None, Side("3 件"))) == ("没有这一项", "3 件")


def test_long_sentences_are_quoted_around_what_differs() -> None:
    alike = "政府信息公开" * 12
    first, second = (Side(f"{alike}{number}件{alike}。") for number in ("三", "十五"))
    sides = say_sides(Disagreement("sentence", "changed", "overview", "一", first, second))
    around = "…公开政府信息公开政府信息公开{}件政府信息公开政府信息公开政…"
    around = "…公开政府信息公开政府信息公开{}件政府信息公开政府信息公开政…"
    assert sides == (around.format("三"), around.format("十五"))


def test_what_differs_within_a_sentence_is_marked_on_both_sides() -> None:
    changed = Disagreement(
        "sentence", "changed", "overview", "一", Side("会同司法行政机关研究。"), Side("会同司法局研究。")
    )
    first, second = pieces_of(changed)
    assert [tuple(piece) for piece in first] == [("会同司法", False), ("行政机关", True), ("研究。", False)]
    assert [tuple(piece) for piece in second] == [("会同司法", False), ("局", True), ("研究。", False)]


def test_differences_have_a_sign() -> None:
    assert (say_difference(CELL), say_share(CELL)) == ("-50", "-25.0%")
    more = Disagreement("cell", "changed", "a", "甲", Side("0", 0), Side("5", 5))
    assert (say_difference(more), say_share(more)) == ("+5", "")


def test_every_kind_says_how_much_was_compared_and_what_was_not_is_no_part_of_it() -> None:
    left = Uncompared("cell", "表四", "没有", ("a", "b"))
    found = Comparison("甲", "乙", {"cell": 198, "figure": 0, "sentence": 40}, (CELL,), (left,))
    assert summary_of(found) == ["表格：比了 198 格，1 处不同，2 格没有比", "正文：比了 40 句，全部相同"]
