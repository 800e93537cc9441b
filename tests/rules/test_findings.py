"""Findings name cell, both sides and difference; they show, serialise and gate."""

from __future__ import annotations

import pytest

from annual_report.errors import LedgerError
from annual_report.filing.report import Report
from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import FINDINGS_MIME
from annual_report.steps.validate import validate

WRONG = {"applications.received.natural_person": 2903}


def test_finding_says_where_both_sides_and_the_difference(yunze: Report) -> None:
    findings = validate(yunze.with_values(WRONG)).as_dict()
    (finding,) = (each for each in findings["findings"] if each["rule"] == "T3-I1")
    assert finding["message"] == "一、本年新收 × 自然人：一＋二 = 3006，三（七）＋四 = 3005，相差 1"
    assert (finding["left"], finding["right"], finding["imbalance"]) == (3006, 3005, 1)
    assert finding["severity"] == "critical"
    assert finding["cells"][0] == {
        "table": "applications",
        "line": "received",
        "column": "natural_person",
        "label": "一、本年新收 × 自然人",
        "file": "yunze/2024/applications.csv",
        "row": 2,
        "col": 2,
        "value": 2903,
    }


def test_summary_counts_rules_by_outcome(yunze: Report) -> None:
    findings = validate(yunze.with_values(WRONG))
    assert findings.summary["failed"] == 2
    assert sum(findings.summary.values()) == len(findings.outcomes)
    assert {rule for rule, outcome in findings.outcomes.items() if outcome == "failed"} == {"T3-R01", "T3-I1"}


def test_one_slip_reads_as_one_problem(yunze: Report) -> None:
    findings = explain(validate(yunze.with_values(WRONG)))
    assert {each.rule: each.follows for each in findings.failed()} == {"T3-I1": (), "T3-R01": ("T3-I1",)}


def test_two_slips_read_as_two_problems(yunze: Report) -> None:
    slips = {"applications.granted.business": 700, "review_litigation.review.upheld": 1}
    findings = explain(validate(yunze.with_values(slips)))
    assert [each.rule for each in findings.failed() if not each.follows] == ["T3-R03", "T4-S1"]


def test_grouping_hides_no_finding(yunze: Report) -> None:
    plain = validate(yunze.with_values(WRONG))
    assert [each.rule for each in explain(plain).found] == [each.rule for each in plain.found]


def test_gate_stops_critical_findings_only(luolong: Report, yunze: Report) -> None:
    validate(luolong).raise_for_critical()
    with pytest.raises(LedgerError, match="2 处错误"):
        validate(yunze.with_values(WRONG)).raise_for_critical()


def test_notebook_shows_findings_as_table_and_carries_them_as_data(yunze: Report) -> None:
    findings = validate(yunze.with_values(WRONG))
    bundle = findings._repr_mimebundle_()
    assert "一、本年新收 × 自然人" in bundle["text/html"]
    assert bundle[FINDINGS_MIME] == findings.as_dict()
    sound = validate(yunze)
    assert f"全部 {len(sound.outcomes)} 条规则通过" in sound._repr_mimebundle_()["text/plain"]


def test_notebook_counts_what_is_alike_and_tells_few_apart(yunze: Report) -> None:
    blank = yunze.with_values(dict.fromkeys([*yunze.form.cells][-15:]))
    lines = validate(blank)._repr_mimebundle_()["text/plain"].splitlines()
    (counted,) = (line for line in lines if "未填（空白）" in line)
    assert counted.endswith("（这样的共 15 处，逐处见 findings.html）")
    few = yunze.with_values(dict.fromkeys([*yunze.form.cells][-2:]))
    assert sum("未填（空白）" in line for line in validate(few)._repr_mimebundle_()["text/plain"].splitlines()) == 2
