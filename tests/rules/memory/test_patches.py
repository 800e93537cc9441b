"""What Great Expectations remembers during a run changes nothing that it says, and is gone afterwards."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from typing import Any

import pytest
from great_expectations.expectations.expectation import Expectation

from annual_report.filing.report import Report
from annual_report.rules import run_suite as judging
from annual_report.rules.memory import patches as module
from annual_report.rules.memory.patches import REMEMBERED, remember
from annual_report.rules.suites import load_suites
from annual_report.rules.views import views_of
from annual_report.rules.views.view import frame_of
from breaking import broken

SPOILED: dict[str, Any] = {"set": {"applications.granted.business": None, "applications.received.total": 3185}}


def said(report: Report) -> list[dict[str, Any]]:
    """Return all that Great Expectations says of two views of a report."""
    views = views_of(report)
    suites = [suite for suite in load_suites("2021") if suite.name in ("applications.by_line", "disclosure")]
    results = [judging.run(suite, frame_of([views[suite.name]])).to_json_dict() for suite in suites]
    return [{key: result[key] for key in ("results", "statistics", "success")} for result in results]


def methods() -> list[Any]:
    return [vars(owner).get(name) for owner, name, _ in REMEMBERED]


def test_results_are_those_of_a_run_that_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    report = broken(SPOILED)
    remembered = said(report)
    monkeypatch.setattr(judging, "remember", nullcontext)
    assert remembered == said(report)


def test_everything_is_put_back() -> None:
    before = methods()
    with remember():
        assert all(one is not other for one, other in zip(methods(), before, strict=True))
    assert methods() == before


def test_everything_is_put_back_after_an_error() -> None:
    before = methods()
    with pytest.raises(ZeroDivisionError), remember():
        raise ZeroDivisionError
    assert methods() == before


def test_version_without_a_method_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", ((Expectation, "no_such_method", REMEMBERED[0][2]),))
    with remember():
        assert not hasattr(Expectation, "no_such_method")


def test_other_threads_are_answered_anew() -> None:
    suite = next(suite for suite in load_suites("2021") if suite.name == "disclosure")
    expectation, answers = suite.rules[0].expectation, list[Any]()
    with remember():
        assert expectation.configuration is expectation.configuration
        thread = threading.Thread(target=lambda: answers.extend(expectation.configuration for _ in range(2)))
        thread.start()
        thread.join()
    assert answers[0] == answers[1]
    assert answers[0] is not answers[1]
