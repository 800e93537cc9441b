"""Of every place: a report that fulfils all it asks, and the smallest change after which one point is not fulfilled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.filing.report import Report
from annual_report.rules.finding import SEVERITIES, UNDECIDED, UNFULFILLED
from annual_report.rules.findings import Findings
from annual_report.rules.profiles.points import load_profile, points_for
from annual_report.steps.validate import validate
from local_breakages import LocalBreakage, judge_local_breakages, read_local_breakages

LINES = read_local_breakages()

pytestmark = pytest.mark.xdist_group("places")


@pytest.fixture(scope="module")
def judged() -> dict[tuple[str, str], Findings]:
    """What the rules say of every line."""
    found = judge_local_breakages(LINES)
    return {(line.place, line.point): each for line, each in zip(LINES, found, strict=True)}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.point or f"{line.place} is sound")
def test_a_breakage_leaves_just_its_point_unfulfilled(
    line: LocalBreakage, judged: dict[tuple[str, str], Findings]
) -> None:
    points = judged[line.place, line.point].points
    assert {each.id for each in points if each.state == UNFULFILLED} == ({line.point} - {""})
    assert all(each.why for each in points if each.state in (UNFULFILLED, UNDECIDED))


@pytest.mark.parametrize("line", [each for each in LINES if each.point], ids=lambda line: line.point)
def test_its_finding_is_as_grave_as_the_notice_says_and_names_the_notice(
    line: LocalBreakage, judged: dict[tuple[str, str], Findings]
) -> None:
    (point,) = (each for each in points_for(line.report) if each.id == line.point)
    rules = point.point.rules or [point.id]
    found = [each for each in judged[line.place, line.point].failed() if each.rule in rules]
    order = list(SEVERITIES)
    assert found
    if not point.point.rules or point.point.says_severity:
        assert all(order.index(each.severity) <= order.index(point.point.severity) for each in found)
        assert all(point.notice.basis in each.basis for each in found)


def test_every_point_that_a_rule_can_judge_has_a_breakage_and_no_other() -> None:
    wanted = {
        f"L-{place}-{point.number:02d}"
        for place in paths.profiles()
        for notice in load_profile(place).notices
        for point in notice.points
        if not point.person
    }
    assert {line.point for line in LINES} - {""} == wanted


def test_many_reports_of_several_places_come_out_as_each_alone(judged: dict[tuple[str, str], Findings]) -> None:
    for line in LINES[:4]:
        assert validate(line.report) == judged[line.place, line.point]


def test_points_come_back_from_json(judged: dict[tuple[str, str], Findings]) -> None:
    for findings in judged.values():
        assert Findings.from_dict(findings.as_dict()).points == findings.points


def of(report: Report, place: str, year: int = 2025, **master: object) -> Report:
    """Return a report of a place and a year, of an agency with other master data."""
    agency = report.agency.model_copy(update={"profile": place, **master})
    return replace(report, agency=agency, year=year)


def test_an_agency_without_a_place_is_asked_nothing(yunze: Report) -> None:
    findings = validate(yunze)
    assert findings.points == ()
    assert "points" not in findings.as_dict()
    assert not [rule for rule in findings.outcomes if rule.startswith("L-")]


def test_a_notice_asks_nothing_of_years_before_it(yunze: Report) -> None:
    assert validate(of(yunze, "wuwei", 2024)).points == ()


def test_a_year_for_which_no_notice_is_known_is_for_a_person(yunze: Report) -> None:
    (point,) = validate(of(yunze, "wuwei", 2026)).points
    assert (point.id, point.state) == ("L-wuwei", UNDECIDED)
    assert point.why == (
        "expectations/profiles/wuwei.yaml 里最近的通知只管到 2025 年的报告：请核对 2026 年的要求，补进这个文件"
    )


def test_the_fee_is_a_duty_in_one_place_and_custom_elsewhere(luolong: Report) -> None:
    silent = replace(luolong.narrative["other"], source="没有其他事项。")
    report = replace(luolong, narrative={**luolong.narrative, "other": silent})
    severities = [
        next(each.severity for each in validate(each).failed() if each.rule == "F-05")
        for each in (report, of(report, "henan", 2024))
    ]
    assert severities == ["warning", "critical"]


def test_the_file_of_a_place_that_vanished_is_told() -> None:
    with pytest.raises(RuleError, match="nowhere"):
        load_profile("nowhere")
