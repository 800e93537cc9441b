"""The whole prose of a report beside its tables: what is bound agrees, what is typed is compared, with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annual_report.filing.report import Report
from annual_report.prose.compose import compose
from annual_report.prose.judged import JudgedProse, ProseVerdict
from annual_report.steps.ingest import ingest


@pytest.fixture(scope="module")
def report() -> Report:
    return ingest("yunze", 2024)


def judged(report: Report, text: str, section: str = "overview") -> JudgedProse:
    passage = replace(report.narrative[section], source=text)
    told = replace(report, narrative={section: passage})
    return JudgedProse(told, compose(told))


def differing(prose: JudgedProse) -> list[ProseVerdict]:
    return [each for each in prose.verdicts if each.verdict.agreement == "differs"]


def test_the_prose_of_a_sound_report_agrees(report: Report) -> None:
    prose = JudgedProse(report, compose(report))
    assert {each.verdict.agreement for each in prose.verdicts} == {"agrees"}
    assert len(prose.verdicts) > 30


def test_a_typed_number_is_compared_and_placed(report: Report) -> None:
    prose = judged(report, "（一）主动公开。发布20条。\n\n（二）依申请公开。全年**共**收到 申请3183件，\n办结3197件。")
    (wrong,) = differing(prose)
    assert (wrong.verdict.rule, wrong.section, wrong.quote) == ("N-02", "overview", "全年共收到 申请3183件")
    place, first_row = wrong.place(), report.narrative["overview"].first_row
    assert (place.row - first_row, place.col, place.value) == (2, 22, "3183件")


@pytest.mark.parametrize(
    "text",
    [
        "（二）依申请公开。按期办理{{ 申请.本年新收.总计 }}。",
        "自然人申请{{ 申请.本年新收.自然人 }}，占{{ 申请.本年新收.自然人 | 占比(申请.本年新收.总计) }}。",
        "收到申请{{ 申请.本年新收.总计 }}，{{ 申请.本年新收.总计 | 同比(上年.申请.本年新收.总计) }}。",
    ],
)
def test_what_is_bound_to_the_cells_in_question_agrees(report: Report, text: str) -> None:
    prose = judged(report, text)
    assert prose.numbers
    assert not differing(prose)


def test_what_is_bound_to_other_cells_is_compared(report: Report) -> None:
    (wrong,) = differing(judged(report, "（二）依申请公开。收到政府信息公开申请{{ 申请.结转下年.总计 }}。"))
    assert wrong.sources == ("applications.carried_forward.total",)


def test_every_number_knows_what_it_is_bound_to_and_the_cells_that_it_says(report: Report) -> None:
    numbers = judged(
        report, "（二）依申请公开。收到申请3184件，办结{{ 申请.办理总计.总计 }}，培训达到15期，近3000件。"
    ).numbers
    said: dict[str, Any] = {each.text: (each.sources, each.cells) for each in numbers}
    closed = ("applications.outcomes_total.total",)
    assert said == {
        "3184件": ((), ("applications.received.total",)),
        "3197件": (closed, closed),
        "15期": ((), ()),
        "近3000件": ((), ()),
    }
