"""Digits that have run together: every cut that a rule allows, and no more."""

from __future__ import annotations

from annual_report.filing.imports.cutting import cuts_of_groups, cuts_of_row, keeps_apart, plain_cuts


def test_a_row_is_cut_where_its_figures_add_up() -> None:
    assert cuts_of_row("310000233", 7) == (("31", "0", "0", "0", "0", "2", "33"),)
    assert cuts_of_row("3100002", 7) == ()


def test_every_way_to_add_up_is_found() -> None:
    assert cuts_of_row("220000325", 7) == (("2", "20", "0", "0", "0", "3", "25"), ("22", "0", "0", "0", "0", "3", "25"))


def test_three_groups_are_cut_by_the_sum_of_each() -> None:
    assert cuts_of_groups("011021000100000", 3, 5) == [tuple("011021000100000")]


def test_without_a_rule_a_lost_blank_is_thought_of() -> None:
    assert plain_cuts("007", 3) == [("0", "0", "7")]
    assert plain_cuts("12", 2) == [("1", "2"), ("12",)]


def test_a_gap_is_never_inside_a_figure() -> None:
    assert keeps_apart(("23", "0", "0"), ["230", "0"])
    assert not keeps_apart(("23", "0", "0"), ["2", "300"])
