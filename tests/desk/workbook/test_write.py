"""The workbook to fill in: what stands where, what is locked, what is said of every cell."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from annual_report.desk.workbook.layout import layout
from annual_report.desk.workbook.plan import plan_of
from annual_report.desk.workbook.write import form_workbook
from annual_report.document.official_table import lay_out
from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from breaking import broken
from evaluated import judged_by_great_expectations
from workbooks import opened, verdicts_in


@pytest.fixture(scope="module")
def open_report(yunze: Report) -> Report:
    """A report of which nothing is filled in yet."""
    return replace(yunze.with_values(dict.fromkeys(yunze.ledger.values)), quotations={}, narrative={})


@pytest.fixture(scope="module")
def content(open_report: Report) -> bytes:
    return form_workbook(open_report)


@pytest.fixture(scope="module")
def workbook(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_sheets_are_those_of_the_form(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["说明", "表二", "表三", "表四", "正文数字", "正文", "核对", "逐格核对"]


def test_same_report_gives_the_same_bytes(open_report: Report, content: bytes) -> None:
    assert form_workbook(open_report) == content


def test_nothing_in_it_runs_or_leads_outside(content: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in package.namelist() if re.search("vba|macro|externalLink|connections", name)]
    links = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))
    assert 'TargetMode="External"' not in links


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_tables_have_the_merged_heads_that_are_printed(version: str) -> None:
    report = broken({"report": ["hewan", 2020] if version == "2019" else ["yunze", 2024]})
    book = opened(report)
    for plan, table in zip(plan_of(load_form(version)), report.form.tables, strict=True):
        areas = {str(area) for area in book[plan.sheet].merged_cells.ranges}
        for each in lay_out(table).placed:
            row, column = each.row + 3, each.column + 1
            size = each.cell.rowspan - 1, each.cell.colspan - 1
            here = book[plan.sheet].cell(row, column)
            there = book[plan.sheet].cell(row + size[0], column + size[1])
            assert each.cell.address or here.value == each.cell.text
            assert not any(size) or f"{here.coordinate}:{there.coordinate}" in areas


def test_a_blank_is_blank_and_open_to_be_filled_in(workbook: Workbook) -> None:
    for plan in plan_of(load_form("2021")):
        for row, column in map(plan.spot, plan.cells):
            cell = workbook[plan.sheet].cell(row + 1, column + 1)
            assert cell.value is None
            assert not cell.protection.locked


def test_labels_are_locked(workbook: Workbook) -> None:
    assert all(workbook[name].protection.sheet for name in workbook.sheetnames)
    assert workbook["表三"]["A6"].protection.locked


def test_every_cell_takes_what_its_kind_allows(workbook: Workbook) -> None:
    kinds = {
        each.type for sheet in ("表二", "表三", "表四") for each in workbook[sheet].data_validations.dataValidation
    }
    assert kinds == {"whole", "custom"}
    assert sum(len(workbook[name].data_validations.dataValidation) for name in ("表二", "表三", "表四")) == 200


def test_a_change_may_be_negative() -> None:
    book = opened(broken({"report": ["hewan", 2020]}))
    least = {each.formula1 for each in book["表二"].data_validations.dataValidation}
    assert "-1000000000000" in least


def test_selecting_a_cell_tells_last_year_s_figure(workbook: Workbook) -> None:
    rules = workbook["表三"].data_validations.dataValidation
    rule = next(each for each in rules if str(each.sqref) == "D6")
    assert (rule.promptTitle, rule.prompt) == ("2023 年：2663", "本格：一、本年新收 × 自然人")


def test_last_year_stands_beside(workbook: Workbook) -> None:
    assert workbook["表三"]["O6"].value == 2663
    assert workbook["表四"]["A9"].value == 168


def test_every_cell_tells_what_it_is(workbook: Workbook) -> None:
    words = workbook["表三"]["D6"].comment.text
    assert words.startswith("填什么：当年 1 月 1 日至 12 月 31 日收到的政府信息公开申请件数")
    assert "数字在：依申请公开经办人" in words
    assert "没有统一规定，由本单位定：不予许可" in workbook["表二"]["B9"].comment.text


def test_totals_are_typed_and_their_sums_stand_beside(workbook: Workbook) -> None:
    assert workbook["表三"]["J6"].value is None
    assert workbook["表三"]["L6"].value.startswith("=IF(AND(COUNT(")


def test_tables_are_printed_on_a4_as_wide_as_the_paper(workbook: Workbook) -> None:
    for name, orientation in (("表二", "portrait"), ("表三", "portrait"), ("表四", "landscape")):
        page = workbook[name].page_setup
        assert (page.paperSize, page.orientation, page.fitToHeight) == (9, orientation, 0)
        assert workbook[name].sheet_properties.pageSetUpPr.fitToPage
    assert workbook["表三"].print_title_rows == "$1:$5"
    assert workbook["表三"].print_area == "'表三'!$A$1:$J$30"


def test_last_year_s_numbers_of_the_prose_are_to_be_filled_in_anew(workbook: Workbook, yunze: Report) -> None:
    rows = [[cell.value for cell in row[:6]] for row in workbook["正文数字"].iter_rows(min_row=3)]
    named = [row for row in rows if row[0]]
    assert [row[0] for row in named] == [*yunze.previous_quotations]
    assert {row[1] for row in named} == {None}
    assert all(row[4] for row in named)
    assert named[0][5] == 118000


def test_last_year_s_headings_stand_in_every_section(workbook: Workbook) -> None:
    texts = [row[0].value for row in workbook["正文"].iter_rows(min_row=3) if row[0].value]
    assert texts[texts.index("一、总体情况") + 1] == "（一）主动公开"
    assert "六、其他需要报告的事项" in texts


def test_what_a_check_comes_to_is_there_before_anything_is_worked_out() -> None:
    report = broken({"set": {"applications.received.total": 99}})
    content = form_workbook(report)
    assert verdicts_in(content, report) == judged_by_great_expectations([report])[0]
    (plan,) = (each for each in plan_of(report.form) if each.code == "applications")
    sheet = load_workbook(io.BytesIO(content), data_only=True)[plan.sheet]
    row, column = plan.hidden_spot("applications.received.total")
    assert sheet.cell(row + 1, column + 1).value == 3
    row, column = plan.spot("applications.received.total")
    assert sheet.cell(row + 1, plan.beside + 2).value.startswith("错误：各类申请人之和等于总计；")


def test_every_verdict_has_its_words() -> None:
    assert set(layout().verdicts) == {"passed", "failed", "not_assessable", ""}
