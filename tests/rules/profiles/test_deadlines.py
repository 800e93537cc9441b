"""By when a report is published: what the agency says, else the earlier one of local notice and law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annual_report.filing.report import Report
from annual_report.rules.profiles.deadlines import deadline_of
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate

NOTICE = """name: 某市
notices:
  - basis: 某市的通知
    first_year: 2025
    deadlines:
      - {publish: 01-28, kinds: [部门], levels: [市级]}
      - {publish: 02-20, kinds: [镇街, 政府], levels: [县级, 乡级]}
      - {publish: 02-28, kinds: [部门]}
    points:
      - {number: 1, words: 按期发布, rules: [F-09], score: 5}
"""


def of(report: Report, year: int = 2025, **master: Any) -> Report:
    return replace(report, year=year, agency=report.agency.model_copy(update=master))


@pytest.mark.parametrize(
    ("master", "day", "notice"),
    [
        ({"kind": "部门", "level": "市级"}, date(2026, 1, 28), "某市的通知"),
        ({"kind": "镇街", "level": "乡级"}, date(2026, 2, 20), "某市的通知"),
        ({"kind": "政府", "level": "县级"}, date(2026, 2, 20), "某市的通知"),
        ({"kind": "政府", "level": "市级"}, date(2026, 3, 31), ""),
        ({"kind": "部门", "level": "县级"}, date(2026, 1, 31), ""),  # no local notice sets a day later than the law
        ({"kind": None, "level": "市级"}, None, ""),
    ],
)
def test_local_notice_beside_the_law(
    place: Callable[[str], Path], params: Path, master: dict[str, Any], day: date | None, notice: str
) -> None:
    place(NOTICE)
    assert deadline_of(of(ingest("yunze", 2024, params), **master)) == (day, notice)


def test_what_the_agency_says_comes_first_and_a_notice_is_for_its_years(
    place: Callable[[str], Path], params: Path
) -> None:
    place(NOTICE)
    report = of(ingest("yunze", 2024, params), kind="部门", level="市级")
    own = report.agency.deadlines.model_copy(update={"publish": "01-20"})
    assert deadline_of(of(report, deadlines=own)) == (date(2026, 1, 20), "")
    assert deadline_of(of(report, 2024)) == (date(2025, 1, 31), "")


def test_a_late_report_is_told_with_the_notice_that_set_the_day(place: Callable[[str], Path], params: Path) -> None:
    place(NOTICE)
    master = {"kind": "部门", "level": "市级", "published": {2025: date(2026, 1, 30)}}
    findings = validate(of(ingest("yunze", 2024, params), **master))
    (late,) = (each for each in findings.failed() if each.rule == "F-09")
    assert late.message == "发布日期 2026-01-30 晚于期限 2026-01-28（某市的通知）"
    (point,) = findings.points
    assert (point.state, point.why, point.score) == ("unfulfilled", late.message, 5)


@pytest.mark.parametrize(
    "master", [{"kind": "镇街", "level": "乡级"}, {"kind": "政府", "level": "乡级"}, {"kind": "镇街"}]
)
def test_the_law_sets_no_day_to_a_town(yunze: Report, master: dict[str, Any]) -> None:
    """《条例》 art. 49 names governments from the county up and their departments."""
    late = of(yunze, 2024, published={2024: date(2025, 12, 31)}, **master)
    (finding,) = (each for each in validate(late).found if each.rule == "F-09")
    assert finding.outcome == "not_assessable"
    assert (
        finding.message
        == "无法判断：缺少 agency.yaml 的 deadlines.publish（《条例》没有规定乡镇、街道的期限，按当地通知写）"
    )
