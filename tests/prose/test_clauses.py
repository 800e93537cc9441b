"""Clauses are found by what stands in them."""

from __future__ import annotations

import re

from annual_report.prose.clauses import LONGEST_CLAUSE, Clauses


def test_the_clause_around_a_date() -> None:
    text = "印发《办法》，自2023年1月1日起施行；2024年新增1项。"
    clauses = Clauses(text)
    assert [clauses.around(match.start()) for match in re.finditer(r"\d{4}年", text)] == [
        "自2023年1月1日起施行",
        "2024年新增1项",
    ]


def test_a_clause_without_end_is_cut() -> None:
    text = "甲" * 2000 + "2024年"
    (match,) = re.finditer(r"\d{4}年", text)
    assert len(Clauses(text).around(match.start())) == LONGEST_CLAUSE
