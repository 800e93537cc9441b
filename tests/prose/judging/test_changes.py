"""Changes beside the year before: of which count, where several stand before them."""

from __future__ import annotations

from judged import judged


def differing(text: str) -> list[str]:
    return [each.rule for each in judged(text, previous=16) if each.agreement == "differs"]


def test_change_is_of_the_count_that_is_named() -> None:
    assert differing("新收申请20件，办结19件，结转下年度3件；新收数量比2023年的16件增加4件，增幅25%。") == []
    assert differing("新收申请20件，办结19件，结转下年度3件；新收数量比2023年的16件增加5件，增幅25%。") == ["X-06"]


def test_nearly_so_many_tenths_is_less_than_that() -> None:
    assert differing("收到申请20件，比上年增加4件，增长近三成。") == []
    assert differing("收到申请20件，比上年增加4件，增长近五成。") == ["X-06"]


def test_more_than_doubled_has_no_upper_end_near_by() -> None:
    assert [each.agreement for each in judged("收到申请20件，同比翻一番多。", previous=8)] == ["agrees"]
    assert [each.rule for each in judged("收到申请20件，同比翻一番多。", previous=16)][-1:] == ["X-06"]
