"""A total behind its parts is what they add up to."""

from __future__ import annotations

import pytest

from judged import differing


@pytest.mark.parametrize(
    "text",
    [
        "门户网站公开信息30条，公众号公开信息12条，合计43条。",
        "予以公开12件，部分公开1件，不掌握4件，合计18件。",
        "四个季度分别收到申请9件、4件、5件、3件，全年共计20件。",
    ],
)
def test_total_that_its_parts_do_not_add_up_to_differs(text: str) -> None:
    assert "M-01" in differing(text)


@pytest.mark.parametrize(
    "text",
    [
        "门户网站公开信息30条，公众号公开信息12条，合计42条。",
        "下放事项11项，代办事项73项，各部门共计174项业务在镇街办理。",
        "公开征地信息30条、规划信息12条等，合计60条。",
    ],
)
def test_total_of_its_parts_or_of_something_else_raises_no_alarm(text: str) -> None:
    assert "M-01" not in differing(text)
