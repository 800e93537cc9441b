"""Where a word stands in words.yaml, and how a text is parted."""

from __future__ import annotations

from annual_report import paths
from annual_report.prose.word_places import part, places_of


def test_a_word_stands_on_its_row_with_others_of_its_meaning() -> None:
    rows = paths.WORDS.read_text(encoding="utf-8").splitlines()
    places = [*places_of("受理")]
    first = places[0]
    assert {"act.receive", "groups.taken_on"} <= {place.meaning for place in places}
    assert first.meaning == "act.receive"
    assert all("受理" in rows[place.row - 1] for place in places)
    assert "收到" in first.others
    assert "受理" not in first.others
    assert [*places_of("道路挖掘")] == []


def test_a_text_is_parted_into_words_numbers_and_what_nobody_knows() -> None:
    assert [tuple(each) for each in part("收到道路挖掘申请12件。", "2021")] == [
        ("收到", "act.receive"),
        ("道路挖掘", "text"),
        ("申请", "object.bare_application"),
        ("12件", "number"),
        ("。", "mark.。"),
    ]
