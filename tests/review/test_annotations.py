"""JUnit and SARIF hold to their schemas; GitHub's commands are escaped; an unknown name is refused."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from xmlschema import XMLSchema

from annual_report import paths
from annual_report.build import verbs
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.place import Place
from annual_report.review.annotations import REPORTS, parse_reports
from annual_report.review.annotations.github import github
from annual_report.review.annotations.junit import junit
from annual_report.review.annotations.sarif import sarif
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from slipping import WAIVED, slipped

DATA = paths.PROJECT / "tests/data"
FILE = "甲局/2024/a b.csv"


@dataclass(frozen=True)
class Request:
    agency: str
    year: int
    params: Path = paths.PARAMS


@dataclass(frozen=True)
class Checked:
    findings: Findings
    request: Request = Request("yunze", 2024)
    name: str = "云泽市人民政府"
    seconds: float = 1.2345


def finding(rule: str, outcome: str = "failed", severity: str = "critical", message: str = "甲不等于乙") -> Finding:
    place = Place("applications", "received", "total", "一、本年新收 × 总计", FILE, 2, 8, 3)
    return Finding(rule, outcome, severity, "标签", message, "依据", (place,))


def checked(*findings: Finding) -> Checked:
    return Checked(Findings({each.rule: each.outcome for each in findings}, findings))


UNREADABLE = Checked(Findings(problems=(Problem("应填数字", FILE, 3, 2, "十二"), Problem("缺少 disclosure.csv"))))

EVERY_OUTCOME = checked(
    finding("T3-I1"),
    finding("N-17", severity="warning"),
    finding("C-07", severity="info"),
    finding("T2-01", "not_assessable"),
    finding("T2-02", "broken"),
    WAIVED,
)


def suites(*outcomes: Checked) -> list[ElementTree.Element]:
    text = junit(outcomes)
    XMLSchema(DATA / "junit-10.xsd").validate(text)
    return list(ElementTree.fromstring(text))


def case(suite: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(each for each in suite if each.get("name") == name)


def run_of(*outcomes: Checked) -> dict[str, Any]:
    log = json.loads(sarif(outcomes))
    schema = json.loads((DATA / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
    validator_for(schema)(schema).validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_an_outcome_of_the_build_is_what_the_annotations_take() -> None:
    _, findings = slipped()
    request = verbs.Request("yunze", 2024, Run(paths.PARAMS, Path("build")))
    outcome = verbs.Outcome(request, "云泽市人民政府", 1, "", findings, seconds=1.0)
    (suite,) = ElementTree.fromstring(junit([outcome]))
    assert suite.get("name") == "云泽市人民政府 2024"
    assert case(suite, "T3-I1").find("failure") is not None
    assert run_of(outcome)["results"]  # type: ignore[arg-type]
    assert github([outcome])


def test_junit_has_a_suite_per_report_and_a_case_per_rule() -> None:
    (suite, other) = suites(EVERY_OUTCOME, UNREADABLE)
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
    assert counts == {"tests": "6", "failures": "1", "errors": "1", "skipped": "1", "time": "1.234"}
    assert {each.get("classname") for each in suite} == {"yunze.2024"}
    assert other.get("errors") == "1"


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        ("T3-I1", "failure"),
        ("N-17", "system-out"),
        ("C-07", "system-out"),
        ("T2-01", "skipped"),
        ("T2-02", "error"),
        ("X-03", "system-out"),
    ],
)
def test_junit_tells_outcomes_apart(rule: str, element: str) -> None:
    (suite,) = suites(EVERY_OUTCOME)
    assert [each.tag for each in case(suite, rule)] == [element]


def test_junit_says_where_and_what() -> None:
    (suite,) = suites(EVERY_OUTCOME)
    assert case(suite, "T3-I1").findtext("failure") == f"{FILE}:2:8  错误：甲不等于乙"


def test_junit_passes_a_rule_that_holds() -> None:
    (suite,) = suites(Checked(Findings({"T3-I1": "passed"})))
    assert list(case(suite, "T3-I1")) == []


def test_junit_gives_an_unreadable_report_one_case_with_every_problem() -> None:
    (suite,) = suites(UNREADABLE)
    (only,) = suite
    assert only.findtext("error") == f"{FILE}:3:2  应填数字\n缺少 disclosure.csv"


def test_junit_shows_escaped_what_xml_cannot_hold() -> None:
    (suite,) = suites(checked(finding("T3-I1", message="甲\x00\x0b\ud800<b>&乙")))
    assert str(case(suite, "T3-I1").findtext("failure")).endswith(r"甲\x00\x0b\ud800<b>&乙")


def test_sarif_lists_the_rules_and_points_results_at_them() -> None:
    run = run_of(EVERY_OUTCOME)
    rules = run["tool"]["driver"]["rules"]
    assert rules[3] == {
        "id": "T3-I1",
        "shortDescription": {"text": "标签"},
        "help": {"text": "依据"},
        "defaultConfiguration": {"level": "error"},
    }
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_levels_follow_the_severity_and_what_cannot_be_judged_is_open() -> None:
    levels = {result["ruleId"]: (result["kind"], result["level"]) for result in run_of(EVERY_OUTCOME)["results"]}
    assert levels == {
        "T3-I1": ("fail", "error"),
        "N-17": ("fail", "warning"),
        "C-07": ("fail", "note"),
        "T2-01": ("open", "none"),
        "X-03": ("fail", "warning"),
    }


def test_sarif_places_a_result_in_its_file_and_says_the_column() -> None:
    result = run_of(EVERY_OUTCOME)["results"][0]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "params/%E7%94%B2%E5%B1%80/2024/a%20b.csv", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2},
    }
    assert result["message"]["text"] == "甲不等于乙（第 8 列：一、本年新收 × 总计）"


def test_sarif_names_no_folder_of_this_machine_where_inputs_lie_in_no_repository(tmp_path: Path) -> None:
    run = run_of(replace(EVERY_OUTCOME, request=Request("甲局", 2024, tmp_path)))
    address = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == {"uri": "%E7%94%B2%E5%B1%80/2024/a%20b.csv", "uriBaseId": "PARAMS"}
    assert run["originalUriBaseIds"] == {"PARAMS": {"description": {"text": "填报数据的文件夹（PARAMS）"}}}


def test_names_count_from_the_repository_the_inputs_lie_in(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    here = replace(EVERY_OUTCOME, request=Request("甲局", 2024, tmp_path / "填报"))
    address = run_of(here)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address["uri"].startswith("%E5%A1%AB%E6%8A%A5/%E7%94%B2%E5%B1%80/2024/")
    assert "::error file=填报/甲局/2024/a b.csv,line=2" in github([here])


def test_sarif_suppresses_what_was_explained() -> None:
    (result,) = (each for each in run_of(EVERY_OUTCOME)["results"] if each["ruleId"] == "X-03")
    assert result["suppressions"] == [{"kind": "external", "justification": "机构改革，文件已移交"}]


def test_sarif_keeps_what_went_wrong_in_the_check_apart_from_the_results() -> None:
    run = run_of(EVERY_OUTCOME, UNREADABLE)
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    texts = [notification["message"]["text"] for notification in invocation["toolExecutionNotifications"]]
    assert texts == ["云泽市人民政府 2024：甲不等于乙", "云泽市人民政府 2024：缺少 disclosure.csv"]
    assert [result["ruleId"] for result in run["results"]].count("unreadable") == 1
    assert run_of(checked(finding("T3-I1")))["invocations"][0]["executionSuccessful"]


def test_github_points_at_file_and_line() -> None:
    command = "::error file=params/甲局/2024/a b.csv,line=2,title=T3-I1::甲不等于乙\n"
    assert github([checked(finding("T3-I1"))]) == command


def test_github_says_one_line_per_problem_with_the_correction() -> None:
    _, findings = slipped()
    lines = github([Checked(findings)]).splitlines()
    assert "（随之不成立：T3-R01）。建议：一、本年新收 × 自然人" in lines[0]
    assert not [line for line in lines if "title=T3-R01" in line]


def test_github_knows_three_degrees() -> None:
    commands = [line.split()[0] for line in github([EVERY_OUTCOME]).splitlines()]
    assert sorted(commands) == ["::error", "::error", "::notice", "::warning"]


def test_github_escapes_what_would_end_a_line_or_a_property() -> None:
    hostile = finding("A:B,C", message="100%\r\n::error::x")
    (line,) = github([checked(hostile)]).splitlines()
    assert line.endswith("title=A%3AB%2CC::100%25%0D%0A::error::x")


def test_github_shows_what_would_not_be_seen() -> None:
    assert "甲\\x1b[2J\\u202e\\u2028乙" in github([checked(finding("T3-I1", message="甲\x1b[2J\u202e\u2028乙"))])


def test_github_names_the_report_where_no_file_does() -> None:
    lines = github([UNREADABLE]).splitlines()
    assert lines[1] == "::error title=云泽市人民政府 2024::缺少 disclosure.csv"


@pytest.mark.parametrize("name", REPORTS)
def test_same_outcomes_give_the_same_words(name: str) -> None:
    _, make = REPORTS[name]
    assert make([EVERY_OUTCOME, UNREADABLE]) == make([EVERY_OUTCOME, UNREADABLE])
    assert make([]) == make(iter([]))


def test_names_are_separated_by_commas_or_blanks() -> None:
    assert parse_reports("junit, sarif junit，github") == ["junit", "sarif", "github"]
    assert parse_reports("") == []
    with pytest.raises(InputError, match="没有「sarf」这种检查报告；是不是「sarif」？（可用：junit、sarif、github）"):
        parse_reports("sarf")
