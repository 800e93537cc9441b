"""What applications ask for is no object of its own: the clauses behind it still speak of applications."""

from __future__ import annotations

import pytest

from annual_report.prose.reading.read import read_passage

YEAR = 2024


@pytest.mark.parametrize(
    "text",
    [
        "收到申请20件，其中处罚案卷的12件、举报处理情况的8件；上年结转2件。",
        "收到申请20件，内容涉及收费、信访处理等，上年结转2件。",
        "收到申请20件，申请内容主要集中在行政许可、规章等方面。上年结转2件。",
    ],
)
def test_topic_stays_what_it_was(text: str) -> None:
    *_, last = read_passage(text, "2021", YEAR)
    assert last.measure
    assert last.measure.stage == "carried_in"


@pytest.mark.parametrize("text", ["收到申请20件，收到投诉300件，办结290件。", "规范性文件方面，制定3件。"])
def test_another_object_is_one(text: str) -> None:
    *_, last = read_passage(text, "2021", YEAR)
    assert not last.measure or last.measure.table != "applications"
