"""What the rules look at: the views of a report, value by value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from annual_report.model.report import Passage, Report
from annual_report.model.views import views_of


@pytest.mark.parametrize(
    ("before", "now", "similarity"),
    [
        ("一是更新不及时。", "一是更新不及时。", 100),
        ("一是更新不及时。", "二是更新仍不及时。", 82),  # 7 of 8 and of 9 characters
        ("甲乙丙", "丁戊己", 0),
        ("", "", 100),
        ("甲乙丙", "", 0),
    ],
)
def test_similarity_is_what_both_years_have_in_common(luolong: Report, before: str, now: str, similarity: int) -> None:
    texts = (Passage("problems", f"{source}\n", "narrative.md", 1) for source in (before, now))
    last_year, this_year = ({"problems": each} for each in texts)
    report = replace(luolong, narrative=this_year, previous_narrative=last_year)
    assert views_of(report)["sections"].rows["problems"]["similarity"] == Decimal(similarity)


def test_similarity_is_unknown_without_last_year(luolong: Report) -> None:
    assert {row["similarity"] for row in views_of(luolong)["sections"].rows.values()} == {None}
