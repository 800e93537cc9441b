"""A difference is as sure as the sentence it stands in is understood."""

from __future__ import annotations

from annual_report.form.forms import load_form
from annual_report.prose.judging.judge import judge
from annual_report.prose.judging.verdicts import Agreement
from annual_report.prose.reading.read import read_passage

FORM = load_form("2021")


def differences(text: str) -> list[tuple[str, bool]]:
    values = {
        **dict.fromkeys(FORM.cells, 0),
        "applications.received.total": 20,
        "applications.outcomes_total.total": 20,
    }
    found = judge(read_passage(text, "2021", 2024), FORM, values)
    return [(each.rule, each.certain) for each in found if each.agreement is Agreement.DIFFERS]


def test_a_clause_that_says_all_itself_is_certain() -> None:
    assert differences("收到政府信息公开申请21件。") == [("N-02", True)]


def test_beside_what_is_not_understood_nothing_is_certain() -> None:
    assert differences("联办收到申请3件，收到政府信息公开申请21件。") == [("N-02", False)]
    assert differences("联办收到申请3件，办结21件。") == []


def test_where_all_differs_the_sentence_may_be_of_something_else() -> None:
    assert differences("收到政府信息公开申请21件，办结政府信息公开申请22件。") == [("N-02", False), ("N-04", False)]
    assert differences("收到政府信息公开申请20件，办结政府信息公开申请22件。") == [("N-04", True)]
