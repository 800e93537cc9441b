"""Lines that the rules see alike are one row, and a year without a calendar is no guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from annual_report.filing.register.lines import Application, Register
from annual_report.filing.report import Report
from annual_report.rules.views.catalogue import Reading
from annual_report.rules.views.register_lines import register_lines
from annual_report.rules.views.view import View
from annual_report.steps.validate import validate
from registers import with_registers

LABELS = ("编号", "收到日期", "申请人类型", "办理结果", "答复日期", "上年结转", "结转下年")
COLUMNS = {label: column for column, label in enumerate(LABELS, 1)}


def view_of(report: Report, *lines: Application) -> View:
    register = Register("yunze/2024/register.csv", COLUMNS, lines)
    view = register_lines(Reading(replace(report, register=register)))
    assert view
    return view


def test_lines_that_the_rules_see_alike_are_one_row(yunze: Report) -> None:
    friday, saturday, monday = date(2024, 3, 8), date(2024, 3, 9), date(2024, 3, 11)
    view = view_of(
        yunze,
        Application(2, "1", friday, "business", "granted", monday, False, False),
        Application(3, "2", saturday, "natural_person", "repeated", monday, False, False),
        Application(5, "3", monday, "business", "granted", friday, False, False),
    )
    assert [(row["lines"], row["working_days"], row["days_before_receipt"]) for row in view.rows.values()] == [
        ("第 2、3 行", 1, 0),
        ("第 5 行", 0, 3),
    ]
    places = view.places["lines00001", "working_days"]
    assert [(place.label, place.row, place.col, place.value) for place in places] == [
        ("register.csv 第2行", 2, 5, "第 2、3 行"),
        ("register.csv 第3行", 3, 5, "第 2、3 行"),
    ]


def test_what_is_not_answered_is_counted_until_the_end_of_the_year(yunze: Report) -> None:
    line = Application(2, "1", date(2024, 12, 27), "business", "", None, False, True)
    (row,) = view_of(yunze, line).rows.values()
    assert (row["working_days"], row["replied_off"], row["has_reply"]) == (2, None, False)


def test_a_year_whose_holidays_nobody_knows_is_not_assessable(yunze: Report) -> None:
    report = with_registers(yunze, {"carried": {"received": date(2003, 12, 1)}})
    findings = validate(report)
    assert findings.outcomes["R-06"] == "not_assessable"
    (told,) = {each.message for each in findings.found if each.rule == "R-06"}
    assert told.startswith("无法判断：register.csv 第 2 行的期限要数工作日，而节假日安排还没有")


@pytest.mark.parametrize(
    ("extended", "replied", "severity"),
    [
        (None, date(2024, 4, 15), "info"),
        (False, date(2024, 4, 15), "warning"),
        (True, date(2024, 4, 15), None),
        (True, date(2024, 6, 28), "warning"),
    ],
)
def test_an_extended_term_is_twice_as_long(
    yunze: Report, extended: bool | None, replied: date, severity: str | None
) -> None:
    found = validate(with_registers(yunze, {"new": {"replied": replied, "extended": extended}})).failed()
    assert [each.severity for each in found if each.rule == "R-06"] == ([severity] if severity else [])
