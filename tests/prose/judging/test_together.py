"""Claims held against each other: outcomes that make up all, shares that make up 100 %, the same thing said twice."""

from __future__ import annotations

import pytest

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.reading.read import read_passage

FORM = load_form("2021")
FIGURES = {"applications.granted.total": 12, "applications.not_held.total": 7, "applications.outcomes_total.total": 19}


def rules(text: str) -> set[str]:
    verdicts = judge(read_passage(text, "2021", 2024), FORM, dict.fromkeys(FORM.cells, 0) | FIGURES)
    return {each.rule for each in verdicts if each.agreement == "differs"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办结申请19件，其中予以公开12件、无法提供7件。", set()),
        ("公开申请中，予以公开12件、无法提供6件。", {"N-06", "N-07"}),
        ("公开申请中，予以公开11件。", {"N-06"}),
        ("公开申请中，主动公开1件、予以公开11件、无法提供7件。", set()),
    ],
)
def test_groups_of_outcomes_make_up_all_where_all_are_quoted(text: str, found: set[str]) -> None:
    assert rules(text) == found


@pytest.mark.parametrize(("share", "found"), [("6.2", set()), ("6.4", {"N-08", "N-09"})])
def test_shares_of_all_parts_make_up_a_hundred(share: str, found: set[str]) -> None:
    assert rules(f"发布信息共3197条，其中甲类3000条，占93.8%；乙类197条，占{share}%。") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建成政务公开专栏20个。建成政务公开专栏16个。", {"M-02"}),
        ("建成政务公开专栏20个。建成政务公开专栏20个。", set()),
        ("开展培训3次。开展培训5次。", set()),
    ],
)
def test_a_number_said_again_in_the_same_words_is_the_same(text: str, found: set[str]) -> None:
    assert rules(text) == found
