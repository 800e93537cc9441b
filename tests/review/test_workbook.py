"""The check list as a workbook: exact numbers, plain texts, notes on the suspect cells, the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from annual_report import paths
from annual_report.document.official_table import printed_table
from annual_report.errors import Problem
from annual_report.filing.report import Report
from annual_report.review.workbook import findings_workbook
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings
from slipping import ABOUT, slipped

HEADINGS = ("序号", "程度", "规则", "问题", "位置", "左", "右", "差额", "建议", "依据")
HOSTILE = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")')
CAPTIONS = ["主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    report, findings = slipped()
    return written(tmp_path_factory.mktemp("xlsx") / "a.xlsx", report, findings)


def written(path: Path, report: Report | None, findings: Findings) -> Workbook:
    path.write_bytes(findings_workbook(report, ABOUT, findings))
    return load_workbook(path)


def test_first_sheet_has_one_row_per_problem(workbook: Workbook) -> None:
    heading, *rows = workbook["问题"].iter_rows(values_only=True)
    assert heading == HEADINGS
    assert [(row[0], row[1], row[2]) for row in rows[:3]] == [
        (1, "错误", "T3-I1"),
        (2, "错误", "T4-S1"),
        (3, "错误", "C-01"),
    ]
    assert rows[0][4:8] == ("第2行B列\nyunze/2024/applications.csv:2:2", 3006, 3005, 1)
    assert "（随之不成立：T3-R01）" in str(rows[0][3])
    assert "2903 → 2902（多写了 1）；另有 2 种可能" in str(rows[0][8])
    assert str(rows[1][8]).endswith("待核实（某一格多写了 2）\n涉及的格太多，只列出一部分可能")


def test_what_waits_and_what_was_explained_comes_last_without_a_number(workbook: Workbook) -> None:
    rows = [row for row in workbook["问题"].iter_rows(min_row=2, values_only=True) if row[0] is None]
    assert {row[1] for row in rows} == {"无法判断", "已说明"}
    assert rows[-1][2:4] == ("X-03", "机构改革，文件已移交")


def test_tables_are_copies_of_the_printed_grids(workbook: Workbook) -> None:
    report, _ = slipped()
    assert workbook.sheetnames == ["问题", *CAPTIONS]
    for table in report.form.tables:
        grid, sheet = printed_table(report.table(table.code)), workbook[table.caption]
        shown = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert shown == grid.flattened()
        spans = [cell for row in grid.rows for cell in row if cell.colspan > 1 or cell.rowspan > 1]
        assert len(sheet.merged_cells.ranges) == len(spans)


def test_suspect_cells_are_coloured_and_say_why(workbook: Workbook) -> None:
    sheet = workbook[CAPTIONS[1]]
    (likely,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == 2903)
    assert likely.comment.text.startswith("① 一、本年新收 × 自然人：一＋二 = 3006")
    assert "建议：一、本年新收 × 自然人" in likely.comment.text
    assert "填什么：当年 1 月 1 日至 12 月 31 日收到的" in likely.comment.text
    assert likely.comment.text.endswith("数字在：依申请公开经办人，查政府信息公开申请登记台账")
    (possible,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == 3184)
    assert likely.fill.fgColor.rgb != possible.fill.fgColor.rgb
    assert (likely.border.left.style, possible.border.left.style) == ("medium", "mediumDashed")
    assert sum(cell.comment is not None for row in sheet.iter_rows() for cell in row) == 4


def test_figures_are_exact_numbers(tmp_path: Path, yunze: Report) -> None:
    fee = "disclosure.administrative_fees.fees"
    for amount, stored, shown in [
        (Decimal("48316.2735"), 48316.2735, "0.0000"),
        (Decimal("12.50"), 12.5, "0.00"),
        (Decimal("1234567890123456.78"), "1234567890123456.78", "General"),
    ]:
        workbook = written(tmp_path / "a.xlsx", yunze.with_values({fee: amount}), Findings({}, ()))
        cell = workbook[CAPTIONS[0]]["B14"]
        assert (cell.value, cell.number_format) == (stored, shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_from_inputs_never_become_formulas(tmp_path: Path, yunze: Report, text: str) -> None:
    decisions = "disclosure.licences.decisions"
    ledger = yunze.ledger.with_entries({decisions: yunze.ledger.entries[decisions]._replace(value=None, text=text)})
    finding = Finding("N-17", "failed", "warning", text, text, text)
    workbook = written(tmp_path / "a.xlsx", replace(yunze, ledger=ledger), Findings({}, (finding,)))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    hostile = [cell for cell in cells if str(cell.value).strip() == text.strip()]
    assert len(hostile) == 3
    assert {(cell.data_type, cell.quotePrefix) for cell in hostile if cell.value[0] in "=+-@\t"} == {("s", True)}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_control_characters_do_not_spoil_the_file(tmp_path: Path, yunze: Report) -> None:
    finding = Finding("N-17", "failed", "warning", "", "甲\x00乙\x0b", "")
    assert written(tmp_path / "a.xlsx", yunze, Findings({}, (finding,)))["问题"]["D2"].value == r"甲\x00乙\x0b"


@pytest.mark.parametrize(
    ("text", "stored"),
    [("甲\u202e乙\x85", r"甲\u202e乙\x85"), ("甲" * 40000, f"{'甲' * (32767 - 25)}……（太长，余下的见 findings.json）")],
    ids=["unseen", "too long"],
)
def test_texts_are_shown_and_what_is_cut_says_so(tmp_path: Path, yunze: Report, text: str, stored: str) -> None:
    finding = Finding("N-17", "failed", "warning", "", text, "")
    cell = written(tmp_path / "a.xlsx", yunze, Findings({}, (finding,)))["问题"]["D2"]
    assert cell.value == stored
    assert cell.parent.row_dimensions[2].height <= 409


@pytest.mark.parametrize("name", ["很长的单位名称" * 50, "&" * 300, "甲\n&C乙", "𠮷" * 200])
def test_a_name_of_any_length_fits_above_the_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(findings_workbook(None, {**ABOUT, "name": name}, Findings()))
    with zipfile.ZipFile(path) as archive:
        header = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml")).findtext(".//{*}oddHeader") or ""
    assert len(header.encode("utf-16-le")) // 2 <= 255
    assert header.startswith("&C")
    assert header.endswith("2024年检查问题清单")
    assert header.count("&&") * 2 == header.removeprefix("&C").count("&")
    assert "\n" not in header


def test_captions_of_any_form_name_sheets(tmp_path: Path, yunze: Report) -> None:
    caption = "'[甲]：a:b*c?d/e\\f" + "很长" * 20
    tables = enumerate(yunze.form.tables)
    form = replace(yunze.form, tables=tuple(replace(each, caption=f"{number}{caption}") for number, each in tables))
    names = written(tmp_path / "a.xlsx", replace(yunze, form=form), Findings({}, ())).sheetnames
    assert len({*names}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_sound_report_says_so(tmp_path: Path, yunze: Report) -> None:
    workbook = written(tmp_path / "a.xlsx", yunze, Findings({"T3-I1": "passed"}, ()))
    assert workbook["问题"]["D2"].value == "没有发现问题"


def test_unreadable_inputs_are_listed_without_tables(tmp_path: Path) -> None:
    findings = Findings(problems=(Problem("应填数字", "a.csv", 3, 2, "十二"),))
    (tmp_path / "a.xlsx").write_bytes(findings_workbook(None, ABOUT, findings))
    workbook = load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == ["问题"]
    assert [cell.value for cell in workbook["问题"][2]][1:5] == ["读不了", None, "应填数字", "第3行B列\na.csv:3:2"]


def test_same_findings_give_the_same_bytes_in_any_process_at_any_time(tmp_path: Path) -> None:
    report, findings = slipped()
    (tmp_path / "a.xlsx").write_bytes(findings_workbook(report, ABOUT, findings))
    script = (
        "import sys, pathlib; from slipping import *; from annual_report.review.workbook import *;"
        "r, f = slipped(); pathlib.Path(sys.argv[1]).write_bytes(findings_workbook(r, ABOUT, f))"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "b.xlsx")], cwd=paths.PROJECT / "tests", check=True, timeout=60
    )
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-12-31" in archive.read("docProps/core.xml")
