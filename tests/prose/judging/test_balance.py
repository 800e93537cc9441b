"""What came in is what was closed and what goes on, where a passage says all four."""

from __future__ import annotations

import pytest

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.reading.read import read_passage

FORM = load_form("2021")


def unbalanced(text: str) -> list[tuple[int, int]]:
    verdicts = judge(read_passage(text, "2021", 2024), FORM, dict.fromkeys(FORM.cells, 0))
    return [(int(each.said or 0), int(each.values[0])) for each in verdicts if each.rule == "M-09"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("新收申请78件，上年结转3件，办结76件，结转下年度3件。", [(79, 81)]),
        ("新收申请78件，上年结转3件，办结78件，结转下年度3件。", []),
        ("收到申请81件，含上年结转3件，办结78件，结转下年度3件。", []),
        ("新收申请78件。上年结转3件。办结76件。结转下年度3件。", [(79, 81)]),
        ("新收申请78件，办结76件，结转下年度3件。", []),
        ("上半年新收申请40件，上年结转3件，办结76件，结转下年度3件。", []),
    ],
)
def test_a_passage_that_says_all_four_sides_balances(text: str, sides: list[tuple[int, int]]) -> None:
    assert unbalanced(text) == sides


def test_where_the_tables_agree_with_all_four_it_is_they_that_do_not_balance() -> None:
    cells = {"received": 78, "carried_in": 3, "outcomes_total": 76, "carried_forward": 3}
    figures = dict.fromkeys(FORM.cells, 0) | {f"applications.{line}.total": value for line, value in cells.items()}
    text = "新收申请78件，上年结转3件，办结76件，结转下年度3件。"
    assert "M-09" not in {each.rule for each in judge(read_passage(text, "2021", 2024), FORM, figures)}
