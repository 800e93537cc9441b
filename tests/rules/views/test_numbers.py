"""Every number of the prose: found as it is typed, told from dates and set phrases, bound, or confirmed by a cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report.filing.report import Passage, Report
from annual_report.rules.views import views_of


def typed(report: Report, text: str) -> list[str]:
    """Return the quantities of a text that are bound to nothing."""
    passage = Passage("other", text, "narrative.md", 1)
    report = replace(report, narrative={"other": passage})
    return [str(row["text"]) for row in views_of(report)["numbers"].rows.values() if row["source"] is None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理1,234件", ["1,234件"]),
        ("受理１２３件", ["１２３件"]),
        ("三十余件", ["三十余件"]),
        ("30万余件，7.7万余件", ["30万余件", "7.7万余件"]),
        ("网办率95.37%", ["95.37%"]),
        ("百分之九十五", ["百分之九十五"]),
        ("开展培训5期、320人次", ["5期", "320人次"]),
        ("收费2.02万元", ["2.02万元"]),
        ("受理十二件", ["十二件"]),
        ("两家单位、三类事项", []),
    ],
)
def test_typed_quantities_are_found(luolong: Report, text: str, found: list[str]) -> None:
    assert typed(luolong, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月1日至12月31日",
        "2024年以来",
        "国办公开办函〔2021〕30号",
        "国令第711号",
        "《指导清单（2024年版）》",
        "一是完善制度。二是加强培训。",
        "党的二十大和二十届二中、三中全会",
        "以三定方案为依据，做到一次性告知，推行一件事一次办",
        "《条例》第四十九条、第五十条",
        "电话：0379-12345678，邮编：471000",
        "1.第一项工作\n2.第二项工作",
        "（1）完善制度",
        "“两个确立”",
        "7×24小时服务，12345热线",
        "全年报送信息{{ 报送信息 }}",
    ],
)
def test_dates_numbers_of_documents_and_set_phrases_are_no_quantities(luolong: Report, text: str) -> None:
    assert typed(luolong, text) == []


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_examples_bind_every_quantity(agency: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(agency)
    assert [row for row in views_of(report)["numbers"].rows.values() if row["source"] is None] == []
    assert all(quotation.source for quotation in report.quotations.values())


def test_typed_quantity_is_found_on_its_row(luolong: Report) -> None:
    passage = Passage("other", "无。\n\n另有3件，又有3件。", "narrative.md", 41)
    report = replace(luolong, narrative={"other": passage})
    places = views_of(report)["numbers"].places
    found = [place for number in (1, 2) for place in places[f"number000{number}", "source"]]
    assert [(place.row, place.col) for place in found] == [(43, 3), (43, 8)]


@pytest.mark.parametrize(
    ("sentence", "confirmed"),
    [
        ("收到政府信息公开申请3184件。", True),
        ("收到政府信息公开申请3183件。", False),
        ("收到政府信息公开申请近3200件。", False),
        ("全年接待群众3184人次。", False),
    ],
)
def test_a_typed_number_is_confirmed_by_the_tables_or_not(yunze: Report, sentence: str, confirmed: bool) -> None:
    (row,) = views_of(replace(yunze, narrative={"other": Passage("other", sentence, "", 1)}))["numbers"].rows.values()
    assert row["confirmed"] is confirmed
