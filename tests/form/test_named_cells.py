"""Cells by name: a group or a family stands for all it holds, and a name that no form has is told."""

from __future__ import annotations

from annual_report.form.forms import load_form, load_forms
from annual_report.form.named_cells import cells_of, unknown_cells


def test_a_name_stands_for_a_figure_or_for_all_of_a_group() -> None:
    form = load_form("2021")
    assert cells_of(form, "applications.received.total") == ("applications.received.total",)
    assert cells_of(form, "review_litigation.review.other_results") == ("review_litigation.review.other_results",)
    assert len(cells_of(form, "applications.refused.total")) == 8
    assert cells_of(form, "applications.nowhere.total") == cells_of(form, "nothing.received.total") == ()


def test_a_name_that_no_form_has_is_told_with_what_may_be_meant() -> None:
    mistake = unknown_cells("applications.recieved.total", ("cells", 0), load_forms())
    assert mistake.message == (
        "没有一个版本的表有「applications.recieved.total」这一格；是不是「applications.received.total」？"
    )
