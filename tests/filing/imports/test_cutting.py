"""Digits that have run together: every cut that a rule allows, and no more."""

from __future__ import annotations

from annual_report.filing.imports.cutting import (
    cuts_of_groups,
    cuts_of_row,
    groups_hide_a_blank,
    hides_a_blank,
    keeps_apart,
    plain_cuts,
)


def test_a_row_is_cut_where_its_figures_add_up() -> None:
    assert cuts_of_row("310000233", 7) == (("31", "0", "0", "0", "0", "2", "33"),)
    assert cuts_of_row("3100002", 7) == ()


def test_every_way_to_add_up_is_found() -> None:
    assert cuts_of_row("220000325", 7) == (("2", "20", "0", "0", "0", "3", "25"), ("22", "0", "0", "0", "0", "3", "25"))


def test_three_groups_are_cut_by_the_sum_of_each() -> None:
    assert cuts_of_groups("011021000100000", (5, 5, 5)) == [tuple("011021000100000")]


def test_without_a_rule_a_lost_blank_is_thought_of() -> None:
    assert plain_cuts("007", 3) == [("0", "0", "7")]
    assert plain_cuts("12", 2) == [("1", "2"), ("12",)]


def test_a_gap_is_never_inside_a_figure() -> None:
    assert keeps_apart(("23", "0", "0"), ["230", "0"])
    assert not keeps_apart(("23", "0", "0"), ["2", "300"])


def test_a_cut_hides_a_blank_where_fewer_figures_keep_the_rule_as_plainly() -> None:
    (cut,) = cuts_of_row("170062079", 7)
    assert cut == ("1", "70", "0", "6", "2", "0", "79")
    assert hides_a_blank(cut)  # 17 0 · 0 62 0 79
    (far_fetched,) = cuts_of_row("640020470", 7)
    assert cuts_of_row("640020470", 6) == (("6", "40", "0", "20", "4", "70"),)
    assert not hides_a_blank(far_fetched)  # 64 0 0 2 0 4 70


def test_groups_hide_a_blank_where_one_of_them_does() -> None:
    sizes = (5, 5, 5)
    assert not groups_hide_a_blank(tuple("011021000100000"), sizes)
    assert groups_hide_a_blank(("31", "9", "2", "2", "44", *"00000", *"00000"), sizes)  # 3 · 19 22 44
