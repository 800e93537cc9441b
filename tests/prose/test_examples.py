"""Every way to write something has an example, and every example says what it is said to say."""

from __future__ import annotations

import pytest

from annual_report.filing.report import Report
from annual_report.prose.examples import SentenceExample, load_examples
from annual_report.prose.sentences import WORDINGS, sentence_environment


def test_everything_that_the_language_knows_has_an_example(yunze: Report) -> None:
    known = {*WORDINGS, *sentence_environment().globals}
    assert {each.name for each in load_examples()} >= known
    for name in known:
        assert any(name in each.example for each in load_examples())


@pytest.mark.parametrize("example", load_examples(), ids=lambda example: example.name)
def test_example_says_something_of_a_report_that_has_everything(yunze: Report, example: SentenceExample) -> None:
    assert example.said_of(yunze)


def test_example_of_last_year_says_nothing_where_there_is_none(luolong: Report) -> None:
    (compared,) = [each for each in load_examples() if each.name == "同比"]
    assert compared.said_of(luolong) == ""
