"""The table at the end of a batch: worst first, nothing cut without a word, the first problem of each in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.district.check_files import row_of
from annual_report.engine.run import Run
from annual_report.errors import EngineError, InputError, Problem
from annual_report.filing.place import Place
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from annual_report.terminal.console import Terminal
from annual_report.terminal.many_reports import CHECKED, show_failure, show_summary, show_total

LONG = "某某市某某区行政审批和政务信息管理局（大数据发展管理局）"


def request(agency: str) -> Request:
    return Request(agency, 2024, Run(Path("params"), Path("build")))


def judged(agency: str, *severities: str) -> Outcome:
    place = Place("applications", "received", "total", "格", f"{agency}/2024/applications.csv", 2, 8, 3)
    found = tuple(
        Finding(f"N-{number:02d}", "failed", severity, "标签", f"正文说{number}件，表里是0件", "依据", (place,))
        for number, severity in enumerate(severities, 1)
    )
    findings = Findings({each.rule: each.outcome for each in found}, found)
    return Outcome(request(agency), LONG, int("critical" in severities), "报告有错误", findings)


UNREADABLE = failed_outcome(request("bad"), InputError([Problem("应填数字", "bad/2024/applications.csv", 3, 2)]))
LOST = failed_outcome(request("lost"), EngineError("超过 300 秒，已停止"))


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def shown(capsys: pytest.CaptureFixture[str], *outcomes: Outcome) -> list[str]:
    show_summary(outcomes, Path("build/check.json"), Terminal())
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(map(cell_len, lines)) <= 80
    return lines


def test_worst_comes_first_with_code_counts_and_the_first_problem(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, judged("a", "warning", "info"), judged("b", "info", "critical"), UNREADABLE, judged("c"))
    assert [line.split()[:5] for line in lines if line[1:2] in "有读通" and line] == [
        ["读不了", "2024", "1", "0", "0"],
        ["有错误", "2024", "1", "0", "1"],
        ["通过", "2024", "0", "1", "1"],
        ["通过", "2024", "0", "0", "0"],
    ]
    text = "".join("".join(lines).split())
    assert "bad/2024/applications.csv:3:2第3行B列应填数字" in text
    assert f"{LONG}（b）N-02正文说2件，表里是0件" in text


def test_of_two_hundred_reports_all_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    failing = [judged(f"f{number}", "critical") for number in range(45)]
    remarked = [judged(f"w{number}", "warning") for number in range(30)]
    sound = [judged(f"s{number}") for number in range(125)]
    lines = shown(capsys, *sound, *remarked, *failing)
    assert sum(line.startswith(" 有错误") for line in lines) == 40
    said = "还有 160 份没有列出：有错误 5、通过但有提醒或提示 30、通过 125（逐份见build/check.json）"
    assert "".join(lines[-2:]) == said


def test_reports_with_remarks_only_have_rows_where_there_is_room(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, *[judged(f"s{number}") for number in range(50)], judged("w", "warning"))
    assert next(line for line in lines if line.startswith(" 通过")).split()[2:5] == ["0", "1", "0"]
    assert "还有 50 份没有列出：通过 50（逐份见 build/check.json）" in lines


def test_totals_count_those_with_remarks(capsys: pytest.CaptureFixture[str]) -> None:
    show_total([judged("a"), judged("b", "warning"), judged("c", "critical")], 2.0, Terminal(), CHECKED)
    said = "共 3 份：通过 2、有错误 1（其中 1 份有提醒或提示）；用时 2.0 秒（1.5 份/秒）"
    assert capsys.readouterr().out.replace("\n", "") == said


def test_a_report_that_went_wrong_is_named_with_its_first_problem(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure(judged("b", "critical", "critical"), Terminal())
    said = f"  有错误，不能发布  {LONG}（b） 2024 年：N-01 正文说1件，表里是0件（等 2 处）（见 build/b/2024/）\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("outcome", "row"),
    [
        (judged("a"), {"status": "passed", "problems": 0, "critical": 0, "warning": 0, "info": 0, "rules": []}),
        (
            judged("b", "info", "critical"),
            {"status": "failed", "problems": 2, "critical": 1, "info": 1, "rules": ["N-01", "N-02"]}
            | {"message": "正文说2件，表里是0件"},
        ),
        (
            UNREADABLE,
            {
                "status": "unreadable",
                "problems": 1,
                "critical": 1,
                "message": "bad/2024/applications.csv:3:2  应填数字",
            },
        ),
        (LOST, {"status": "broken", "problems": 1, "rules": [], "message": "超过 300 秒，已停止"}),
    ],
    ids=["sound", "failed", "unreadable", "lost"],
)
def test_a_row_of_check_json_says_how_many_and_which(outcome: Outcome, row: dict[str, Any]) -> None:
    written = row_of(outcome)
    assert {key: written[key] for key in row} == row
    assert bool(written["problems"]) == (written["status"] != "passed")
