"""What the rules look at: the views of a report, value by value."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal
from typing import Any

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


@pytest.mark.parametrize(
    "words",
    [
        "202312月31日",
        "20241月1日",
        "2024年1231日",
        "2024年123月",
        "2024年月31日",
        "2024年12月311日",
        "202年12月",
        "202020年12月31日",
    ],
)
def test_a_date_that_lost_or_gained_a_character_is_one_date_that_cannot_be(luolong: Report, words: str) -> None:
    assert dates_in(luolong, f"截至{words}，无其他情况。") == {words: False}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2024年1月1日至12月31日", {"2024年1月1日": True}),
        ("历时100个月，2024年月均10条，全年365日", {"2024年": True}),
        ("粉丝20241月活，2024年度", {"2024年度": True}),
    ],
)
def test_what_only_looks_like_a_broken_date_is_left_alone(luolong: Report, words: str, found: dict[str, bool]) -> None:
    assert dates_in(luolong, words) == found


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2023年，我局收到申请36件。", {"2023年"}),
        ("2023年收到申请30件，2024年收到36件。", set()),
        ("对2023年以前制定的文件进行清理。", set()),
        ("2023年度考核结果为优秀。", set()),
        ("办理因2023年度政府信息公开申请引发的行政复议1件。", set()),
    ],
)
def test_another_year_needs_a_reason_in_its_clause_or_the_report_s_own_beside_it(
    luolong: Report, words: str, years: set[str]
) -> None:
    rows = date_rows(replace(luolong, previous=None), words)
    assert {row["text"] for row in rows if row["difference"] and not row["explained"]} == years


def test_a_year_is_explained_by_a_figure_that_last_year_s_tables_say_too(yunze: Report) -> None:
    received = yunze.previous.values["applications.received.total"]
    told, wrong = (f"今年无变化。{yunze.year - 1}年收到申请{number}件。" for number in (received, received + 1))
    assert [row["explained"] for text in (told, wrong) for row in date_rows(yunze, text)] == [True, False]


def dates_in(report: Report, text: str) -> dict[str, bool]:
    return {row["text"]: row["plausible"] for row in date_rows(report, text)}


def date_rows(report: Report, text: str) -> list[dict[str, Any]]:
    narrative = {"problems": Passage("problems", text, "narrative.md", 1)}
    return [*views_of(replace(report, narrative=narrative))["dates"].rows.values()]


@pytest.mark.parametrize(
    ("words", "others"),
    [("我单位、我机关和我部门", ""), ("我局开展工作", ""), ("我镇加强监督", "我镇"), ("我市场主体", "")],
)
def test_a_name_that_every_unit_has_is_no_other_unit_s(luolong: Report, words: str, others: str) -> None:
    narrative = {"problems": Passage("problems", words, "narrative.md", 1)}
    report = replace(luolong, agency=luolong.agency.model_copy(update={"self_name": "我局"}), narrative=narrative)
    assert views_of(report)["sections"].rows["problems"]["other_self_names"] == others


@pytest.mark.parametrize(
    ("name", "unit", "fee"),
    [
        ("信息处理费", "元", Decimal(400)),
        ("全年收取信息处理费总额", "万元", Decimal(4_000_000)),
        ("信息处理费收费标准", "元", None),
        ("减免信息处理费", "元", None),
        ("信息处理费", "件", None),
    ],
)
def test_the_fee_on_file_is_what_was_collected(luolong: Report, name: str, unit: str, fee: Decimal | None) -> None:
    quotation = luolong.quotations["信息处理费"]
    figure = replace(quotation.figure, value=400, unit=unit)
    report = replace(luolong, quotations={name: replace(quotation, figure=figure)}, narrative=SILENT)
    assert views_of(report)["fees"].rows["fees"]["fee_on_file"] == fee


SILENT = {"other": Passage("other", "无。", "narrative.md", 1)}
