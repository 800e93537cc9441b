"""A notice may make a rule of the form graver than it is elsewhere; nobody waives what it made an error."""

from __future__ import annotations

from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from annual_report.rules.profiles.bound_rules import covered
from annual_report.steps.validate import validate
from breaking import broken


def silent(place: str | None) -> Report:
    """Return a report of some place that says nothing of the fee, which somebody waived."""
    where = load_form("2021").section("other").title
    change = {"replace_prose": {"other": "没有其他事项。"}, "waivers": [{"rule": "F-05", "words": where}]}
    return broken({"report": ["luolong", 2024], "agency": {"profile": place}, **change})


def test_what_is_custom_elsewhere_may_be_waived_and_a_duty_may_not() -> None:
    elsewhere, there = (validate(silent(place)) for place in (None, "henan"))
    assert elsewhere.outcomes["F-05"] == "waived"
    assert there.outcomes["F-05"] == "failed"
    assert [each.blocks for each in there.failed() if each.rule == "F-05"] == [True]
    assert [each.rule for each in there.failed("critical")] == ["F-05", "W-03"]


def test_a_rule_of_every_row_is_named_by_what_stands_before_its_number() -> None:
    assert covered("T3-R", ["T3-R01", "T3-R25", "T3-S1"]) == ["T3-R01", "T3-R25"]
    assert covered("F-05", ["F-04", "F-05"]) == ["F-05"]
