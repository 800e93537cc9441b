"""What is carried over stands beside last year's register, application by application, and beside last year's table."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.report import Report
from annual_report.rules.views.catalogue import Reading
from annual_report.rules.views.register_carry_over import register_carried_numbers, register_carry_over
from registers import with_registers


def test_what_is_carried_in_stands_beside_last_years_register_and_table(yunze: Report) -> None:
    view = register_carry_over(Reading(with_registers(yunze)))
    assert view
    assert view.rows["business"] == {
        "applicant": "商业企业",
        "carried_in": 7,
        "register_before": 7,
        "table_before": 7,
    }
    assert {place.file for place in view.places["business", "register_before"]} == {"yunze/2023/register.csv"}
    assert view.places["business", "register_before"][0].label.startswith("上年 register.csv 第")


def test_applications_are_followed_by_their_numbers(yunze: Report) -> None:
    report = with_registers(yunze, {"carried": {"number": "2023-0"}})
    view = register_carried_numbers(Reading(report))
    assert view
    row = view.rows["register"]
    assert (row["lost"], row["lost_lines"], row["unknown"], row["unknown_lines"]) == (1, "第 2 行", 1, "第 2 行")


def test_without_last_years_register_nothing_is_known(yunze: Report) -> None:
    report = replace(with_registers(yunze), previous_register=None)
    view, numbers = register_carry_over(Reading(report)), register_carried_numbers(Reading(report))
    assert view
    assert numbers
    assert view.rows["total"]["register_before"] is None
    assert (numbers.rows["register"]["lost"], numbers.rows["register"]["unknown"]) == (None, None)
