"""The text most like another one, and how much."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from annual_report.prose.alike import Likeness, most_alike

ONE = "部分栏目更新不及时；下一步建立按月巡查台账，由专人每周核对链接。"
NEARLY = "部分栏目更新不及时；下一步建立按月巡查台账，由专人每月核对链接。"
OTHER = "村级人员变动频繁，已安排片区轮训。"


def test_each_text_is_told_the_one_most_like_it() -> None:
    found = most_alike([ONE, OTHER, NEARLY])
    assert [each and each.other for each in found] == [2, None, 0]
    assert found[0]
    assert found[0].share == Indel.normalized_similarity(ONE, NEARLY)


def test_texts_that_are_the_same_are_wholly_alike() -> None:
    assert most_alike([ONE, OTHER, ONE, ONE]) == [Likeness(3, 1.0), None, Likeness(0, 1.0), Likeness(0, 1.0)]


def test_nothing_is_like_no_text() -> None:
    assert most_alike(["", "", ONE]) == [None, None, None]
    assert most_alike([]) == []


def test_the_most_alike_is_found_whatever_shares_more_characters_in_another_order() -> None:
    turned = [ONE[::-1], ONE[10:] + ONE[:10]]
    assert most_alike([ONE, *turned, NEARLY])[0] == Likeness(3, Indel.normalized_similarity(ONE, NEARLY))
