"""Every figure of tables 三 and 四 stands beside its count, with the lines behind it."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.report import Report
from annual_report.rules.views.catalogue import Reading
from annual_report.rules.views.register_cells import case_cells, register_cells
from annual_report.steps.validate import validate
from registers import with_cases, with_registers


def test_a_figure_stands_beside_its_count_and_the_lines_behind(yunze: Report) -> None:
    report = with_registers(yunze).with_values({"applications.granted.research": 7})
    view = register_cells(Reading(report))
    assert view
    row = view.rows["applications.granted.research"]
    assert (row["filed"], row["counted"]) == (7, 3)
    assert [place.row for place in view.places["applications.granted.research", "filed"]] == [4]
    assert len(view.places["applications.granted.research", "counted"]) == 3
    (told,) = (each for each in validate(report).failed() if each.rule == "R-01")
    assert (told.left, told.right, told.imbalance) == (7, 3, 4)
    assert told.message.startswith("三、（一）予以公开 × 科研机构：表里是 7，register.csv 数出 3（第 3")
    assert [place.file for place in told.cells] == ["yunze/2024/applications.csv", *["yunze/2024/register.csv"] * 3]


def test_a_cell_that_nothing_was_counted_into_says_so(yunze: Report) -> None:
    report = with_cases(yunze).with_values({"review_litigation.suit_after_review.corrected": 5})
    view = case_cells(Reading(report))
    assert view
    assert len(view.rows) == 15
    lines = {address: row["lines"] for address, row in view.rows.items() if not row["counted"]}
    assert set(lines.values()) <= {"没有这样的行"}
    report = with_registers(yunze).with_values({"applications.state_secrets.research": 2})
    (told,) = (each for each in validate(report).failed() if each.rule == "R-01")
    assert told.message.endswith("表里是 2，register.csv 数出 0（没有这样的行），相差 2")


def test_a_register_without_a_line_says_what_to_do_where_nobody_keeps_it(yunze: Report) -> None:
    cases = with_cases(yunze).cases
    assert cases
    report = replace(yunze, cases=replace(cases, lines=()))
    told = {each.message for each in validate(report).failed() if each.rule == "R-10"}
    assert told
    assert all("cases.csv 数出 0（一行也没有；不用这个登记簿的，请删掉它）" in each for each in told)


def test_without_a_register_there_is_no_view(yunze: Report) -> None:
    assert register_cells(Reading(yunze)) is None
    assert case_cells(Reading(yunze)) is None
