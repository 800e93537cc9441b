"""Members of one column cannot add up to more than the column."""

from __future__ import annotations

from judged import differing


def test_members_beside_each_other_are_added_up() -> None:
    corrected = {"review_litigation__review__corrected": 2, "review_litigation__review__total": 6}
    assert differing("行政复议撤销1件、变更1件、维持4件。", **corrected) == []
    assert differing("行政复议撤销2件、变更1件、维持4件。", **corrected) == ["N-11"]


def test_member_of_a_member_is_counted_once() -> None:
    corrected = {"review_litigation__review__corrected": 2}
    assert differing("行政复议撤销2件（其中责令重作1件）。", **corrected) == []
