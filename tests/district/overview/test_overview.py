"""Of how many units a look at a government is: never more than have come."""

from __future__ import annotations

from typing import Any

import pytest

from annual_report.district.overview.overview import Overview

COUNTS = {"wrong": 0, "unreadable": 0, "passed": 0, "returned": 0}
DATA: dict[str, Any] = {
    **{"name": "青溪县人民政府", "year": 2024, "expected": 4, "received": 4, "absent": [], "below": [], "excused": []},
    **{"problems": [], "units": [], "rows": []},
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "应报 4 个单位，全部收到（4/4）。"),
        ({"received": 3, "absent": ["桥头镇"]}, "不完整：应报 4 个单位，只收到 3 个（3/4），缺桥头镇。"),
        ({"below": [["桥头镇", "1/2"]]}, "不完整：直属的 4 个单位收到了（4/4），它们的下级还没有收齐。"),
        ({"expected": None}, "收到 4 个单位；没有单位名单"),
    ],
)
def test_only_what_has_come_whole_is_called_whole(
    changes: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annual_report.district.overview.overview.standing", lambda _: COUNTS)
    assert Overview({**DATA, **changes}).coverage.startswith(words)
