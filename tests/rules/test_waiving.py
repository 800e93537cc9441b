"""A person's decision about a finding holds for the figures it was made on, and for no others."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.errors import InputError, LedgerError, Problem
from annual_report.filing.place import Place
from annual_report.filing.report import Report
from annual_report.filing.waivers import Waiver
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from annual_report.rules.suites import load_suites
from annual_report.rules.waiving.decisions import effects_of
from annual_report.rules.waiving.marking import waive
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate

LICENCES = "disclosure.licences.decisions"
RECEIVED = "applications.received.total"

DECISION = f"""\
- rule: T2-03
  cells:
    {LICENCES}: 1452719
  reason: 许可由下属单位以本机关名义作出
  who: 张三（政务公开科）
  when: 2025-01-12
"""


def written(params: Path, text: str) -> Path:
    file = params / "yunze" / "2024" / paths.WAIVERS_FILE
    file.write_text(text, encoding="utf-8")
    return file


def problems_of(params: Path, text: str) -> list[Problem]:
    written(params, text)
    with pytest.raises(InputError) as refused:
        ingest("yunze", 2024, params)
    return list(refused.value.problems)


def without_licensing(report: Report) -> Report:
    """The same report of an agency without 行政许可权: a warning (T2-03) on the number of licences."""
    powers = report.agency.powers.model_copy(update={"licensing": False})
    return replace(report, agency=report.agency.model_copy(update={"powers": powers}))


def waiver(**changes: Any) -> Waiver:
    rest = {"rule": "X-01", "reason": "已更正", "who": "张三", "when": date(2025, 1, 12), "file": "w.yaml", "row": 1}
    return Waiver(**{**rest, **changes})


def state_of(waiver: Waiver, *failed: Finding, severity: str = "warning", waivable: str = "") -> str:
    """Return what becomes of a waiver where these findings failed and the rule X-01 is of this severity."""
    rule = replace(load_suites("2021")[0].rules[0], id="X-{number:02d}", severity=severity, waivable=waivable)
    return effects_of([waiver], Findings({"X-01": "failed" if failed else "passed"}, failed), [rule])[0].state


def finding(*places: Place, severity: str = "warning") -> Finding:
    return Finding("X-01", "failed", severity, "", "不符", "", places)


def cell(value: Any, line: str = "carried_in", year_before: bool = False) -> Place:
    return Place("applications", line, "total", "上年结转", "applications.csv", 3, 8, value, year_before)


def passage(text: str) -> Place:
    return Place("narrative", "other", "", "其他", "narrative.md", 9, 1, text)


def test_waived_finding_says_why_and_by_whom_and_stays_in_sight(params: Path) -> None:
    written(params, DECISION)
    findings = validate(without_licensing(ingest("yunze", 2024, params)))
    (waived,) = (each for each in findings.found if each.outcome == "waived")
    assert waived.message.endswith("〔已豁免：许可由下属单位以本机关名义作出（张三（政务公开科），2025-01-12）〕")
    assert findings.outcomes["T2-03"] == "waived"
    assert findings.summary["waived"] == 1
    assert findings.failed() == []


def test_waiver_is_void_once_its_value_changes(params: Path) -> None:
    written(params, DECISION)
    report = ingest("yunze", 2024, params).with_values({LICENCES: 1452720})
    findings = validate(without_licensing(report))
    assert {each.rule for each in findings.failed()} == {"T2-03", "W-01"}
    (void,) = (each for each in findings.failed() if each.rule == "W-01")
    assert "当时是 1452719，现在是 1452720" in void.message
    assert (Path(void.cells[0].file).name, void.cells[0].row) == ("waivers.yaml", 1)


def test_waiver_that_is_not_needed_is_said_to_be_so(params: Path) -> None:
    written(params, DECISION)
    assert [each.rule for each in validate(ingest("yunze", 2024, params)).failed()] == ["W-02"]


def test_ledger_cannot_be_waived(yunze: Report) -> None:
    wrong = yunze.with_values({RECEIVED: 3185})
    decision = waiver(rule="T3-I7", cells={RECEIVED: 3185})
    findings = validate(replace(wrong, waivers=(decision,)))
    assert {each.rule for each in findings.failed("critical")} == {"T3-R01", "T3-I7", "W-03"}
    (refused,) = (each for each in findings.failed() if each.rule == "W-03")
    assert "T3-I7 是不能豁免的规则" in refused.message
    with pytest.raises(LedgerError):
        findings.raise_for_critical()


def test_critical_rule_can_be_waived_where_its_suite_says_why(
    yunze: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations"))
    suite = folder / "common" / "sections.json"
    data = json.loads(suite.read_text(encoding="utf-8"))
    for expectation in data["expectations"]:
        if expectation.get("meta", {}).get("rule") == "F-11" and expectation["severity"] == "critical":
            expectation["meta"]["waivable"] = "机构撤并当年可以不写"
    suite.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(folder))
    unfinished = replace(yunze.narrative["other"], source="〔待填：其他事项〕")
    report = replace(yunze, narrative={**yunze.narrative, "other": unfinished})
    decision = waiver(rule="F-11", words=yunze.form.section("other").title)
    findings = validate(replace(report, waivers=(decision,)))
    assert findings.outcomes["F-11"] == "waived"
    findings.raise_for_critical()


def test_unknown_rule_is_refused_with_a_suggestion(yunze: Report) -> None:
    findings = validate(replace(yunze, waivers=(waiver(rule="T3-I9"),)))
    (unknown,) = findings.failed()
    assert (unknown.rule, unknown.severity) == ("W-03", "critical")
    assert "没有「T3-I9」这条规则；是不是「T3-I" in unknown.message


def test_rules_about_waivers_pass_where_there_are_none(yunze: Report) -> None:
    outcomes = validate(yunze).outcomes
    assert {outcomes[rule] for rule in ("W-01", "W-02", "W-03")} == {"passed"}


LAST_YEAR = "previous.applications.carried_forward.total"


@pytest.mark.parametrize(
    ("decision", "places", "state"),
    [
        ({"cells": {"applications.carried_in.total": 115}}, [cell(115)], "used"),
        ({"cells": {"applications.carried_in.total": Decimal("115.0")}}, [cell(115)], "used"),
        ({"cells": {"applications.carried_in.total": 0}}, [cell(0)], "used"),
        ({"cells": {"applications.carried_in.total": None}}, [cell(None)], "used"),
        ({"cells": {"applications.carried_in.total": None}}, [cell(0)], "void"),
        ({"cells": {"applications.carried_in.total": 0}}, [cell(None)], "void"),
        ({"cells": {"applications.carried_in.total": 116}}, [cell(115)], "void"),
        ({"cells": {LAST_YEAR: 118}}, [cell(115), cell(118, "carried_forward", year_before=True)], "used"),
        ({"cells": {LAST_YEAR: 118}}, [cell(115), cell(118, "carried_forward")], "unused"),
        ({"cells": {"applications.carried_in.total": 115}}, [], "unused"),
        ({"cells": {RECEIVED: 115}}, [cell(115)], "unused"),
        ({}, [cell(115)], "vague"),
        ({}, [passage("受理3件")], "vague"),
        ({"words": "受理３件"}, [passage("受理 3 件")], "used"),
        ({"words": "受理3件"}, [passage("受理4件")], "unused"),
        ({"words": "受理3件"}, [passage("受理3件"), cell(4)], "unused"),
        ({"words": "受理3件", "cells": {"applications.carried_in.total": 4}}, [passage("受理3件"), cell(4)], "used"),
        ({"words": "受理3件", "cells": {"applications.carried_in.total": 5}}, [passage("受理3件"), cell(4)], "void"),
        ({"words": "其他"}, [passage("")], "used"),
        ({"cells": {"figures.网办率": 95}}, [Place("figures", "网办率", "", "", "f.csv", 2, 2, 95)], "used"),
        ({"rule": "X-02"}, [cell(115)], "unknown"),
    ],
)
def test_waiver_holds_for_what_it_names(decision: dict[str, Any], places: list[Place], state: str) -> None:
    failed = [finding(*places)] if places else []
    assert state_of(waiver(**decision), *failed) == state


def test_finding_that_points_at_nothing_needs_nothing_named() -> None:
    """C-07 speaks of the report as a whole."""
    assert state_of(waiver(), finding()) == "used"


def test_critical_part_of_a_rule_is_not_waived_with_the_part_that_warns() -> None:
    decision = waiver(cells={"applications.carried_in.total": 115})
    assert state_of(decision, finding(cell(115), severity="critical")) == "forbidden"
    assert state_of(decision, finding(cell(115), severity="critical"), severity="critical") == "forbidden"
    assert state_of(decision, severity="critical") == "forbidden"
    assert state_of(decision, finding(cell(115), severity="critical"), severity="critical", waivable="因为") == "used"


def test_rule_with_one_finding_waived_and_one_not_has_failed() -> None:
    decision = waiver(cells={"applications.carried_in.total": 115})
    findings = Findings({"X-01": "failed", "X-02": "passed"}, (finding(cell(115)), finding(cell(116))))
    rule = replace(load_suites("2021")[0].rules[0], id="X-01", severity="warning")
    waived = waive(findings, effects_of([decision], findings, [rule]))
    assert [each.outcome for each in waived.found] == ["waived", "failed"]
    assert waived.outcomes == {"X-01": "failed", "X-02": "passed"}


def test_decision_without_a_file_is_none(params: Path) -> None:
    assert ingest("yunze", 2024, params).waivers == ()


def test_figures_of_a_decision_are_exact(params: Path) -> None:
    fees = "disclosure.administrative_fees.fees"
    written(params, DECISION.replace(f"{LICENCES}: 1452719", f"{fees}: 48316.2735\n    {RECEIVED}: null"))
    (decision,) = ingest("yunze", 2024, params).waivers
    assert decision.cells == {fees: Decimal("48316.2735"), RECEIVED: None}


@pytest.mark.parametrize(
    ("old", "new", "row", "words"),
    [
        ("  reason: 许可由下属单位以本机关名义作出\n", "", 1, "缺少「reason」：请补上"),
        ("许可由下属单位以本机关名义作出", "", 4, "缺少「reason」：请补上"),
        ("张三（政务公开科）", "'  '", 5, "请写一行文字，不能为空"),
        ("张三（政务公开科）", "[张三, 李四]", 5, "请写文字"),
        ("reason:", "raeson:", 4, "没有「raeson」这一项；是不是「reason」？"),
        ("  who:", "  file: x\n  who:", 5, "没有「file」这一项"),
        ("  who:", "  rule: T2-01\n  who:", 5, "重复的名称"),
        ("2025-01-12", "2025/1/12", 6, "请写日期，如 2025-01-12"),
        ("2025-01-12", "2025-13-40", 6, "「2025-13-40」不是日期"),
        ("2025-01-12", "2025-01-12 10:00:00", 6, "请写日期，如 2025-01-12"),
        ("T2-03", "203", 1, "请写文字"),
        ("T2-03", "&a [x]\n  who: *a", 2, "YAML 格式有误"),
        (": 1452719", ": 1452719件", 3, "请写数字"),
        (": 1452719", ": '1452719'", 3, "请写数字"),
        (": 1452719", ": true", 3, "请写数字"),
        (": 1452719", ": 0145", 3, "「0145」不是普通写法的数字"),
        (": 1452719", ": 1:30", 3, "「1:30」不是普通写法的数字"),
        (": 1452719", ": 1_452_719", 3, "「1_452_719」不是普通写法的数字"),
        (": 1452719", ": .inf", 3, "「.inf」不是普通写法的数字"),
        (f"{LICENCES}: 1452719", f"- {LICENCES}", 2, "请写成「名称: 内容」"),
        ("licences", "licenses", 3, "是不是「disclosure.licences.decisions」？"),
        (LICENCES, "disclosure.licences", 3, "没有「disclosure.licences」这一格"),
        (DECISION, "rule: T2-03\n", 1, "应当是一条一条的清单"),
        (DECISION, "- T2-03\n", 1, "「名称: 内容」"),
        (DECISION, "-\n", 1, "「名称: 内容」"),
        (DECISION, "# 暂时没有\n", None, "没有就删去这个文件"),
        (DECISION, "- [\n", 2, "YAML 格式有误"),
        (DECISION, "- " * 3000 + "\n", None, "YAML 格式有误"),
        (DECISION, "- !!python/object/apply:os.system [ls]\n", 1, "YAML 格式有误"),
        (DECISION, "- a\n---\n- b\n", 2, "YAML 格式有误"),
        (DECISION, "- {? [a] : b}\n", 1, "「名称: 内容」"),
        (DECISION, "- \x85\ufffe\n", None, "YAML 格式有误"),
    ],
)
def test_careless_decisions_are_refused_on_their_row(
    params: Path, old: str, new: str, row: int | None, words: str
) -> None:
    assert old in DECISION
    problems = problems_of(params, DECISION.replace(old, new, 1))
    assert [(Path(problem.file).name, problem.row) for problem in problems if words in problem.message] == [
        ("waivers.yaml", row)
    ]


def test_every_mistake_of_the_file_is_said_in_one_run(params: Path) -> None:
    text = DECISION.replace("  reason: 许可由下属单位以本机关名义作出\n", "") + DECISION.replace("who:", "whom:")
    assert [problem.row for problem in problems_of(params, text)] == [1, 6, 10]
