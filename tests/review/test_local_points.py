"""What a place asks, as people see it: counted on the terminal, point by point on the page and in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from annual_report.__main__ import main
from annual_report.filing.report import Report
from annual_report.review.local_points import say_counts, title_of
from annual_report.review.page import findings_page
from annual_report.review.workbook import findings_workbook
from annual_report.rules.finding import PointFinding
from annual_report.rules.findings import Findings
from filed import edit
from slipping import ABOUT

POINTS = (
    PointFinding("L-moushi-01", "某市", "总体情况不长", "fulfilled", "", "某市的通知", 5),
    PointFinding("L-moushi-02", "某市", "<写明>电话", "unfulfilled", "没有写到：电话", "某市的通知", Decimal("0.5")),
    PointFinding("L-moushi-03", "某市", "先送审再发布", "undecided", "请核对送审单", "某市的通知"),
)


def test_points_are_counted_by_what_became_of_them() -> None:
    assert say_counts(POINTS) == "某市的要求 3 点：符合 1、不符 1、待人定 1"
    assert say_counts(POINTS[1:2]) == "某市的要求 1 点：不符 1"
    assert title_of(()) == ""


def rows(report: Report, points: tuple[PointFinding, ...]) -> list[list[str]]:
    page = BeautifulSoup(findings_page(report, ABOUT, Findings(points=points)), "html.parser")
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("table.points tr")]


def test_page_lists_every_point_with_its_score_where_there_are_scores(luolong: Report) -> None:
    assert rows(luolong, POINTS) == [
        ["编号", "要求", "结果", "说明", "分值", "依据"],
        ["L-moushi-01", "总体情况不长", "符合", "", "5", "某市的通知"],
        ["L-moushi-02", "<写明>电话", "不符", "没有写到：电话", "0.5", "某市的通知"],
        ["L-moushi-03", "先送审再发布", "待人定", "请核对送审单", "", "某市的通知"],
    ]
    assert rows(luolong, POINTS[2:])[0] == ["编号", "要求", "结果", "说明", "依据"]
    assert rows(luolong, ()) == []


def test_workbook_has_a_sheet_of_them_only_where_there_are_any(luolong: Report) -> None:
    def sheets(findings: Findings) -> dict[str, list[tuple[str, ...]]]:
        book = load_workbook(io.BytesIO(findings_workbook(luolong, ABOUT, findings)))
        return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book}

    sheet = sheets(Findings(points=POINTS))["某市的要求"]
    assert sheet[0] == ("编号", "要求", "结果", "说明", "分值", "依据")
    assert sheet[3] == ("L-moushi-03", "先送审再发布", "待人定", "请核对送审单", None, "某市的通知")
    assert "某市的要求" not in sheets(Findings())


def test_a_place_whose_name_no_sheet_may_have_is_shown(luolong: Report) -> None:
    points = tuple(replace(each, place="/" * 40) for each in POINTS)
    book = load_workbook(io.BytesIO(findings_workbook(luolong, ABOUT, Findings(points=points))))
    assert book.sheetnames[1] == "的要求"


def test_terminal_counts_them_and_names_those_that_a_person_decides(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    edit(params / "yunze/agency.yaml", "level:", "profile: wuwei\nlevel:")
    (params / "yunze/2024").rename(params / "yunze/2025")
    main(["check", "--agency=yunze", "--year=2025", f"--params={params}", f"--out={tmp_path / 'out'}"])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "武威市的要求 9 点：符合 2、不符 5、待人定 2" in lines
    assert "待人定 L-wuwei-09：规章、行政规范性文件的件数会同司法行政部门填写（与司法行政部门的清理结果核对）" in lines


def test_a_place_that_has_no_file_is_told_with_those_that_have(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    edit(params / "luolong/agency.yaml", "level:", "profile: hennan\nlevel:")
    assert main(["check", "--agency=luolong", "--year=2024", f"--params={params}", f"--out={tmp_path / 'out'}"]) == 2
    printed = capsys.readouterr().out
    assert "洛龙区行政审批和政务信息管理局 2024 年：填报数据读不了" in printed
    assert "luolong/agency.yaml:4" in printed
    assert "没有「hennan」这个地方的要求；是不是「henan」？（可用：henan、wuwei）" in printed
