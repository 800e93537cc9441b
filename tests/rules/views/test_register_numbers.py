"""Lines with the same number are one row, and all the others one more."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.register.lines import Case, CaseRegister
from annual_report.filing.report import Report
from annual_report.rules.views.catalogue import Reading
from annual_report.rules.views.register_numbers import case_numbers, register_numbers
from registers import with_registers


def test_lines_with_the_same_number_are_one_row(yunze: Report) -> None:
    report = with_registers(yunze, {"new": {"number": "２０２４-natural_person-n104"}})
    view = register_numbers(Reading(report))
    assert view
    assert [row["same_number"] for row in view.rows.values()] == [1, 2]
    assert len(view.places["numbers00002", "same_number"]) == 2


def test_a_case_may_have_the_number_of_one_in_another_procedure(yunze: Report) -> None:
    lines = (Case(2, "1", "review", "upheld"), Case(3, "1", "direct_suit", "upheld"), Case(4, "1", "review", "pending"))
    view = case_numbers(Reading(replace(yunze, cases=CaseRegister("cases.csv", {"编号": 1}, lines))))
    assert view
    assert [(row["same_number"], row["lines"]) for row in view.rows.values()] == [(1, "第 3 行"), (2, "第 2、4 行")]
