"""Typed numbers are bound where they stand, and the prose stays what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from annual_report.filing.figures import without_marks
from annual_report.filing.report import Report
from annual_report.prose.binding import BoundProse, bind
from annual_report.prose.compose import compose


def told(report: Report, **sections: str) -> Report:
    """Return a report whose own file holds just these sections."""
    return replace(
        report, narrative={code: replace(report.narrative[code], source=text) for code, text in sections.items()}
    )


def typed(report: Report) -> Report:
    """Return a report in whose prose every placeholder was typed out."""
    return told(report, **{code: without_marks(text) for code, text in compose(report).sections.items()})


def said(report: Report, bound: BoundProse | None = None) -> Mapping[str, str]:
    """Return what a reader sees of a report, as it is or as it was bound."""
    changed = replace(report, narrative=bound.passages) if bound else report
    return {code: without_marks(text) for code, text in compose(changed).sections.items()}


@pytest.mark.parametrize(("agency", "most"), [("luolong", 0), ("yunze", 26)])
def test_examples_with_every_number_typed_out_are_bound_again_and_say_the_same(
    agency: str, most: int, request: pytest.FixtureRequest
) -> None:
    """What stays typed of yunze are shares and changes, which no cell says, and vague numbers that nothing names."""
    report = typed(request.getfixturevalue(agency))
    bound = bind(report)
    assert said(report, bound) == said(report)
    assert len(bound.left) <= most
    again = bind(replace(report, narrative=bound.passages))
    assert again.bindings == ()


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("收到申请3184件，**办结3197件**。", "收到申请{{ 申请.本年新收.总计 }}，**办结{{ 申请.办理总计.总计 }}**。"),
        (
            "走访3184户，发布信息3184件。\n\n收到申请3184件，其中网上收到申请3184件。",
            "走访3184户，发布信息3184件。\n\n收到申请{{ 申请.本年新收.总计 }}，其中网上收到申请3184件。",
        ),
        (
            "{% if 上年 %}收到申请3184件{% else %}收到申请3184件{% endif %}。",
            "{% if 上年 %}收到申请{{ 申请.本年新收.总计 }}{% else %}收到申请3184件{% endif %}。",
        ),
        ("{% for 年 in ['甲', '乙'] %}收到申请3184件。{% endfor %}", None),
        ("1.收到申请3184件。", "1.收到申请{{ 申请.本年新收.总计 }}。"),
        ("| 收到申请 | 3184件 |", None),
        (
            "3月15日检查。收到申请3184件，{{ year }}年。",
            "3月15日检查。收到申请{{ 申请.本年新收.总计 }}，{{ year }}年。",
        ),
    ],
)
def test_number_is_bound_where_it_stands_and_equal_ones_elsewhere_stay(
    yunze: Report, source: str, bound: str | None
) -> None:
    report = told(yunze, overview=source)
    assert bind(report).passages["overview"].source == (bound or source)


def test_default_wording_is_nobodys_to_bind(yunze: Report) -> None:
    report = told(yunze, overview="收到申请3184件。")
    passage = replace(report.narrative["overview"], file="notebooks/narrative/2021/overview.md.j2")
    assert bind(replace(report, narrative={"overview": passage})).bindings == ()


def test_binding_that_would_change_the_prose_is_left_out(yunze: Report) -> None:
    """A section may be only so long, and the marks of a bound figure count."""
    words = "收到申请3184件。"
    report = told(yunze, overview=words + "好" * (30_000 - len(words)), other="收到申请3184件。")
    bound = bind(report)
    assert [each.section for each in bound.bindings] == ["other"]
    assert said(report, bound) == said(report)
