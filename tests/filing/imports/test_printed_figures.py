"""A cell holds a figure, a mark that means missing, or something that a person must look at."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.printed_figures import is_figure, kind_of, write


@pytest.mark.parametrize(
    ("printed", "kind", "unit", "text"),
    [
        ("77", "count", "件", "77"),
        ("７７", "count", "件", "77"),
        ("/", "count", "件", "/"),
        ("+2", "change", "项", "2"),
        ("−18", "change", "项", "-18"),
        ("251000元", "money", "元", "251000"),
        ("9,705", "count", "件", "9705"),
        ("９，７０５", "count", "件", "9705"),
        ("1,234,567.89元", "money", "元", "1234567.89"),
        ("24252.311082", "money", "万元", "24252.311082"),
    ],
)
def test_what_is_printed_is_written(printed: str, kind: str, unit: str, text: str) -> None:
    assert write(printed, kind, unit).text == text
    assert not write(printed, kind, unit).refusal


@pytest.mark.parametrize(
    ("printed", "kind", "unit"),
    [
        ("+2", "count", "件"),
        ("-2", "count", "件"),
        ("2 0", "count", "件"),
        ("007", "count", "件"),
        ("97,05", "count", "件"),
        ("9,7054", "count", "件"),
        ("9705,705", "count", "件"),
        ("0,705", "count", "件"),
        ("9、705", "count", "件"),
        ("25元", "money", "万元"),
        ("7（其中修订3件）", "count", "件"),
        ("12²", "count", "件"),
        ("12①", "count", "件"),
        ("①", "count", "件"),
    ],
)
def test_what_may_be_another_figure_is_not(printed: str, kind: str, unit: str) -> None:
    assert write(printed, kind, unit).refusal


def test_what_was_left_out_is_said() -> None:
    assert write("+1,234", "change", "项").remark == "正号已去掉；千位分隔的逗号已去掉"
    assert write("1,234元", "money", "元").remark == "单位「元」已去掉；千位分隔的逗号已去掉"


def test_the_number_of_a_label_is_no_figure() -> None:
    assert not any(kind_of(each) == "odd" for each in ("1.属于国家秘密", "2、重复申请", "2024年"))
    assert kind_of("7（其中3件）") == "odd"
    assert [is_figure(each) for each in ("12", "12（含3件）", "1.")] == [True, False, False]


def test_a_formula_that_cannot_be_calculated_is_a_cell_for_a_person() -> None:
    assert [kind_of(each) for each in ("#REF!", "#DIV/0!")] == ["odd", "odd"]
    assert write("#REF!", "count", "件").refusal
