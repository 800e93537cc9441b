"""A comparison is stored and read back as it was; anything else is refused."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from annual_report.filing.comparison import Comparison, Disagreement, Side, Uncompared
from annual_report.rules.comparison_json import as_dict, from_dict
from annual_report.rules.findings import Findings

FOUND = Comparison(
    "yunze/2024",
    "录入二",
    {"cell": 198, "figure": 0, "sentence": 3},
    (
        Disagreement(
            *("cell", "changed", "disclosure.administrative_fees.fees", "表二 收费金额"),
            Side("1.50", Decimal("1.50"), "disclosure.csv 第11行D列", "yunze/2024/disclosure.csv", 11, 4),
            Side("/", None, "第1页第2个表第3行第4格"),
        ),
        Disagreement("sentence", "added", "overview", "一、总体情况", None, Side("另有三件。")),
    ),
    (Uncompared("cell", "表四（共 2 格）", "录入二：没有 review_litigation.csv", ("a", "b")),),
)


def test_it_comes_back_as_it_was() -> None:
    assert from_dict(json.loads(json.dumps(as_dict(FOUND)))) == FOUND


def test_findings_keep_it_as_a_part_of_its_own() -> None:
    findings = Findings(second=FOUND)
    assert findings.as_dict()["second"]["alike"] is False
    assert Findings.from_dict(json.loads(json.dumps(findings.as_dict()))) == findings
    assert "second" not in Findings().as_dict()


@pytest.mark.parametrize("wrong", [{}, {**as_dict(FOUND), "compared": {"cell": 1}}, {**as_dict(FOUND), "first": 3}])
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="findings"):
        from_dict(wrong)


def test_what_follows_from_the_rest_cannot_be_written_otherwise() -> None:
    stored = Findings(second=FOUND).as_dict()
    stored["second"]["alike"] = True
    with pytest.raises(ValueError, match="contradicts"):
        Findings.from_dict(stored)
