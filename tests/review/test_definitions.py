"""Beside a task stands what the figure is that has to be looked up, and who has it."""

from __future__ import annotations

from dataclasses import replace

from annual_report.review.check_list import Task, check_list_of
from annual_report.review.definitions import defined_cell_of, owners_of
from slipping import RECEIVED, slipped

REPORT, FINDINGS = slipped()
FIRST, *OTHERS = check_list_of(FINDINGS).tasks


def without_explanation(task: Task) -> Task:
    return replace(task, explanations=())


def test_cell_is_the_one_that_the_likeliest_explanation_changes() -> None:
    cell = defined_cell_of(FIRST, REPORT)
    assert cell
    assert cell.label == REPORT.form.cells[RECEIVED].label
    assert "收到的政府信息公开申请件数" in cell.definition.meaning
    assert "登记台账" in cell.definition.who


def test_without_an_explanation_it_is_what_the_finding_names_first() -> None:
    plain = without_explanation(FIRST)
    cell = defined_cell_of(plain, REPORT)
    assert cell
    assert cell.label == plain.leading.cells[0].label


def test_neither_prose_nor_a_figure_of_last_year_is_explained() -> None:
    (own, *_) = FIRST.leading.cells
    prose = replace(own, table="narrative", line="overview", column="1", label="一、总体情况")
    before = replace(own, year_before=True, label="上年的一格")
    for places, label in (((prose,), None), ((before,), None), ((prose, before, own), own.label)):
        task = replace(without_explanation(FIRST), leading=replace(FIRST.leading, cells=places))
        cell = defined_cell_of(task, REPORT)
        assert (cell.label if cell else None) == label


def test_nothing_is_explained_where_nothing_could_be_read() -> None:
    assert defined_cell_of(FIRST, None) is None
    assert owners_of([FIRST, *OTHERS], None) == []


def test_everyone_who_has_a_figure_is_named_once() -> None:
    owners = owners_of([FIRST, FIRST, *OTHERS], REPORT)
    assert len(owners) == len(set(owners)) > 1
