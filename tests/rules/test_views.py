"""What the rules look at: the views of a report, value by value."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal

import pytest

from annual_report.filing.report import Passage, Report
from annual_report.rules.views import views_of


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
    last_year, this_year = ({"problems": text} for text in texts)
    report = replace(luolong, narrative=this_year, previous_narrative=last_year)
    assert views_of(report)["sections"].rows["problems"]["similarity"] == Decimal(similarity)


def test_a_copied_section_is_named_and_what_is_missing_is_not(luolong: Report) -> None:
    copied = replace(luolong, previous_narrative={"problems": luolong.narrative["problems"]})
    places = views_of(copied)["sections"].places
    assert [place.table for place in places["problems", "similarity"]] == ["narrative"]
    assert ("overview", "similarity") not in places


def test_similarity_is_unknown_without_last_year(luolong: Report) -> None:
    assert {row["similarity"] for row in views_of(luolong)["sections"].rows.values()} == {None}


def test_places_are_those_of_the_cells(yunze: Report) -> None:
    views = views_of(yunze)
    (place,) = views["cells"].places["applications.received.total", "value"]
    assert place == yunze.places["applications.received.total"] == yunze.ledger.places["applications.received.total"]
    assert len(views["applications.by_line"].places["received", "kinds_filled"]) == 6
    (before,) = views["trends"].places["applications.received.total", "before"]
    assert (before.year_before, before.label) == (True, f"上年 {place.label}")
    assert before.address == "previous.applications.received.total"


def test_places_of_last_year_are_unknown_without_it(luolong: Report) -> None:
    assert "previous.applications.received.total" not in luolong.places
    assert len(luolong.places) == len([*luolong.places]) == 200
    with pytest.raises(KeyError):
        luolong.places["previous.applications.received.total"]


def test_what_is_made_once_goes_with_the_report_and_not_further(yunze: Report) -> None:
    assert yunze.make_once(views_of) is yunze.make_once(views_of)
    changed = yunze.with_values({"applications.received.total": 7})
    assert changed.make_once(views_of)["trends"].rows["applications.received.total"]["now"] == 7
    assert "_made" not in pickle.loads(pickle.dumps(yunze)).__dict__


def test_default_wording_is_to_be_written_in_the_agency_s_own_file(luolong: Report) -> None:
    default = Passage("problems", "〔待填〕\n", "notebooks/narrative/2021/problems.md.j2", 1)
    report = replace(luolong, narrative={**luolong.narrative, "problems": default})
    (place,) = views_of(report)["sections"].places["problems", "unfinished"]
    assert (place.file, place.row) == ("luolong/2024/narrative.md", 1)
    assert place.label == "五、存在的主要问题及改进情况（没有写这一节，用的是默认文字）"
