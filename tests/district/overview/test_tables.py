"""The rows that a look at the units shows, from what was gathered."""

from __future__ import annotations

from typing import Any

from annual_report.district.overview import tables


def unit(name: str, received: int | None, granted: list[int | None], late: int | None = None) -> dict[str, Any]:
    figures = {"received": received, "granted": granted, "corrected": [0, 0]}
    days = {"submit": "", "due": "2025-01-31", "published": "", "days_late": late}
    return {"agency": name, "name": name, "figures": figures, **days}


def test_units_are_ranked_and_those_that_share_a_figure_share_a_place() -> None:
    units = [unit("甲", 3, [1, 3]), unit("乙", None, [None, None]), unit("丙", 9, [0, 0]), unit("丁", 3, [3, 3])]
    table = tables.ranking({"units": units, "absent": ["乙"]})
    assert table.rows == [
        [1, "丙", "丙", 9, "—", "—"],
        [2, "甲", "甲", 3, "33.3%", "—"],
        [2, "丁", "丁", 3, "100.0%", "—"],
    ]
    assert "还缺 1 个单位，名次不全" in table.remark


def test_days_are_said_in_words() -> None:
    units = [unit("甲", 1, [1, 1], late) for late in (2, -3, 0, None)]
    assert [row[-1] for row in tables.deadlines({"units": units}).rows] == ["晚 2 天", "早 3 天", "当天", ""]


def test_nothing_alike_is_not_said_of_units_that_nobody_has() -> None:
    data = {"roll_up": [], "complete": False}
    assert "没有收到的没有比" in tables.alike(data).remark
    data = {"roll_up": [{"rule": "U-07", "severity": "warning", "message": "甲、乙 雷同"}], "complete": True}
    assert tables.alike(data).rows == [["提醒", "甲、乙 雷同"]]


def test_how_a_unit_stood_is_said_as_far_as_it_is_known() -> None:
    now = {"state": "received", "status": "passed", "problems": 0, "sign_off": "通过"}
    since = [
        {"agency": "a", "name": "甲", "was": {"status": "failed", "problems": 2}, "now": now},
        {"agency": "b", "name": "乙", "was": None, "now": {**now, "state": "missing", "status": "", "sign_off": ""}},
    ]
    assert tables.changes({"since": since}).rows == [
        ["甲", "a", "有错误，2 处问题", "没有错误；通过"],
        ["乙", "b", "没有这个单位", "未报"],
    ]
    assert tables.changes({"since": None}).remark == tables.FIRST_TIME
    assert tables.changes({"since": []}).remark == tables.NO_CHANGE
