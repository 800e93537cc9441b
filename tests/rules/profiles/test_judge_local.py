"""What a place asks is judged beside the rules of the form, remembered with them, and anew when its file changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annual_report.filing.report import Report
from annual_report.rules import run_suite
from annual_report.rules.memory.verdicts import collect_verdicts
from annual_report.rules.validation import results_of, validate_all, verdicts_on
from annual_report.steps.ingest import ingest
from breaking import broken
from counting import calls

LIMIT = """name: 某市
notices:
  - basis: 某市的通知
    first_year: 2021
    points:
      - {number: 1, words: 总体情况不长, section: overview, at_most: 5000}
      - {number: 2, words: 部门写明办公电话, section: other, kinds: [部门], says: {办公电话: 电话}}
"""


@pytest.fixture
def local(place: Callable[[str], Path], params: Path) -> Report:
    place(LIMIT)
    return ingest("yunze", 2024, params)


def states(report: Report) -> dict[str, str]:
    return {each.id: each.state for each in validate_all([report])[0].points}


def test_what_was_said_holds_until_the_file_is_another(local: Report, place: Callable[[str], Path]) -> None:
    with collect_verdicts() as first:
        assert states(local) == {"L-moushi-01": "fulfilled"}
    with collect_verdicts(first.now[0]):
        assert calls(states, local, of=run_suite.run) == 0
    place(LIMIT.replace("5000", "50"))
    with collect_verdicts(first.now[0]):
        assert states(local) == {"L-moushi-01": "unfulfilled"}


def test_each_of_many_is_handed_the_verdicts_on_what_its_place_asks(local: Report, yunze: Report) -> None:
    for number, said in enumerate(verdicts_on([yunze, local, yunze, local])):
        with collect_verdicts(said):
            assert calls(states, local, of=run_suite.run) == (0 if number % 2 else 1)


def test_a_point_for_other_kinds_of_agencies_is_not_asked_and_for_an_unknown_kind_left_open(local: Report) -> None:
    def outcome(kind: str | None) -> tuple[str, str]:
        report = replace(local, agency=local.agency.model_copy(update={"kind": kind}))
        findings = validate_all([report])[0]
        return findings.outcomes["L-moushi-02"], {each.id: each.state for each in findings.points}.get(
            "L-moushi-02", ""
        )

    assert outcome("政府") == ("passed", "")
    assert outcome("部门") == ("failed", "unfulfilled")
    assert outcome(None) == ("not_assessable", "undecided")


def test_a_warning_of_the_place_may_be_waived_and_is_then_a_persons_word(
    local: Report, place: Callable[[str], Path]
) -> None:
    place(LIMIT.replace("5000", "50"))
    waiver = {"rule": "L-moushi-01", "words": local.form.section("overview").title}
    change = {"report": ["yunze", 2024], "agency": {"profile": "moushi"}, "waivers": [waiver]}
    findings = validate_all([broken(change)])[0]
    assert findings.outcomes["L-moushi-01"] == "waived"
    (point,) = findings.points
    assert point.state == "undecided"
    assert point.why.endswith("〔已豁免：已核对（张三，2025-01-12）〕")


def test_great_expectations_itself_shows_what_the_place_asks(local: Report) -> None:
    assert [each.suite_name for each in results_of(local)][-1] == "local"
