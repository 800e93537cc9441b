"""A sum is wrong only where it fits none of the counts that the list may be of."""

from __future__ import annotations

import pytest

from judged import differing


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，含自然人15件、企业5件。其中网上12件、当面8件。",
        "收到申请20件，办结19件，结转下年度3件。其中网上12件、当面8件。",
        "新收申请20件，上年结转2件，其中网上14件、当面8件。",
        "被申请行政复议5件、被提起行政诉讼2件，其中维持6件、纠正1件。",
        "被申请行政复议5件、被提起行政诉讼0件，其中4件维持，1件纠正。",
        "行政复议5件，其中网上3件、当面2件；维持4件，纠正1件。",
        "公开信息70条，其中公文20件，动态50条。",
    ],
)
def test_list_is_of_the_count_that_it_adds_up_to(text: str) -> None:
    zero = {"review_litigation__direct_suit__upheld": 0, "review_litigation__direct_suit__total": 0}
    assert differing(text, **(zero if "诉讼0件" in text else {})) == []


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，含自然人15件、企业5件。其中网上13件、当面8件。",
        "收到申请20件，从主体看，自然人15件，企业5件；从方式看，网上13件、当面8件。",
        "公开信息70条，其中公文21件，动态50条。",
    ],
)
def test_what_adds_up_to_none_of_them_is_wrong(text: str) -> None:
    assert differing(text) == ["M-01"]


def test_outcome_of_several_kinds_of_cases_may_be_of_each_or_of_all() -> None:
    assert differing("被申请行政复议5件、被提起行政诉讼2件，其中维持5件、纠正1件。") == ["N-11"]


def test_one_more_result_than_a_full_list_holds_is_wrong() -> None:
    assert "M-01" in differing("答复19件，其中予以公开12件、部分公开1件、无法提供6件、逾期不补正2件。")
