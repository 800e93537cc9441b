"""Labels that stand side by side are told apart by their order, or not at all."""

from __future__ import annotations

from annual_report.filing.imports.weaving import pieces_of_groups

LINES = [("1,甲乙丙",), ("2,丁戊公开",), ("3,己",)]


def test_pieces_of_a_group_are_found_between_lines() -> None:
    pieces = ["1,甲乙", "(三)不予", "丙", "2,丁戊", "公开", "公开", "3,己"]
    assert pieces_of_groups([*pieces[:5], "3,己"], LINES, [("(三)不予",)]) == {1}


def test_what_can_be_read_in_two_ways_is_not_read() -> None:
    pieces = ["1,甲乙丙", "(三)不予", "2,丁戊", "公开", "公开", "3,己"]
    assert pieces_of_groups(pieces, LINES, [("(三)不予公开",)]) == set()


def test_pieces_of_something_else_are_not_read() -> None:
    assert pieces_of_groups(["1,甲乙丙", "另有", "2,丁戊公开", "3,己"], LINES, [("(三)不予公开",)]) == set()
