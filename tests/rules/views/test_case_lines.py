"""Cases are asked for their days only where their register has columns for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from annual_report.filing.register.lines import Case, CaseRegister
from annual_report.filing.report import Report
from annual_report.rules.views.case_lines import case_lines
from annual_report.rules.views.catalogue import Reading

MARCH, MAY = date(2024, 3, 4), date(2024, 5, 6)
LINES = (
    Case(2, "1", "review", "upheld", MARCH, MAY),
    Case(3, "2", "review", "corrected", MAY, MARCH),
    Case(4, "3", "direct_suit", "pending", MARCH),
    Case(5, "4", "direct_suit", "upheld", None, MAY),
)
COLUMNS = {"编号": 1, "程序": 2, "结果": 3, "受理日期": 4, "审结日期": 5}


def test_cases_whose_days_the_rules_see_alike_are_one_row(yunze: Report) -> None:
    view = case_lines(Reading(replace(yunze, cases=CaseRegister("a/2024/cases.csv", COLUMNS, LINES))))
    assert view
    assert [(row["lines"], row["days_before_acceptance"], row["is_pending"]) for row in view.rows.values()] == [
        ("第 2、5 行", 0, False),
        ("第 3 行", 63, False),
        ("第 4 行", 0, True),
    ]
    (place,) = view.places["cases00002", "days_before_acceptance"]
    assert (place.label, place.col) == ("cases.csv 第3行", 4)


def test_without_the_columns_nothing_is_asked(yunze: Report) -> None:
    without = {label: at for label, at in COLUMNS.items() if "日期" not in label}
    assert case_lines(Reading(replace(yunze, cases=CaseRegister("a/2024/cases.csv", without, LINES)))) is None
