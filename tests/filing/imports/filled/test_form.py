"""A workbook that came back is read by its labels, whatever happened to it, or refused cell by cell."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from annual_report.desk.workbook.write import form_workbook
from annual_report.errors import InputError
from annual_report.filing.imports.filled.book import open_filled
from annual_report.filing.imports.filled.form import FilledForm, read_form
from annual_report.filing.report import Report
from annual_report.wording import plain
from workbooks import put, saved


@pytest.fixture(scope="module")
def content(yunze: Report) -> bytes:
    return form_workbook(yunze)


@pytest.fixture
def workbook(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def read(workbook: Workbook, agency: str = "yunze", year: int | None = 2024) -> FilledForm:
    book = open_filled(saved(workbook))
    assert book is not None
    return read_form(book, agency, year)


def refusals(workbook: Workbook, agency: str = "yunze", year: int | None = 2024) -> list[str]:
    with pytest.raises(InputError) as refused:
        read(workbook, agency, year)
    return [str(problem) for problem in refused.value.problems]


def figures_of(report: Report) -> dict[str, str]:
    return {address: plain(value) for address, value in report.ledger.values.items() if value is not None}


def test_every_figure_comes_back(workbook: Workbook, yunze: Report) -> None:
    form = read(workbook)
    assert {address: each.text for address, each in form.figures.items()} == figures_of(yunze)
    assert form.figures["applications.received.natural_person"].place == "表三!D6"


def test_a_blank_stays_blank(workbook: Workbook, yunze: Report) -> None:
    put(workbook, yunze, {"applications.received.natural_person": None})
    assert "applications.received.natural_person" not in read(workbook).figures


def test_agency_and_year_are_those_of_its_sign(workbook: Workbook) -> None:
    form = read(workbook, "", None)
    assert (form.agency, form.year, form.form.version) == ("yunze", 2024, "2021")


def _insert_rows(workbook: Workbook) -> None:
    # openpyxl moves no merged cells: a person's program does.
    sheet = workbook["表三"]
    areas = [str(area) for area in sheet.merged_cells.ranges]
    for area in areas:
        sheet.unmerge_cells(area)
    sheet.insert_rows(1, 2)
    sheet.insert_rows(9)


def _undo_merges(workbook: Workbook) -> None:
    for name in ("表二", "表三", "表四"):
        for area in [str(area) for area in workbook[name].merged_cells.ranges]:
            workbook[name].unmerge_cells(area)


def _insert_column(workbook: Workbook) -> None:
    _undo_merges(workbook)
    workbook["表三"].insert_cols(1)


def _rename(workbook: Workbook) -> None:
    workbook["表三"].title = "申请情况"


def _swap_names(workbook: Workbook) -> None:
    one, other = workbook["表三"], workbook["表四"]
    one.title, other.title = "x", "表三"
    one.title = "表四"


def _move(workbook: Workbook) -> None:
    workbook.move_sheet("表三", 3)


def _hide(workbook: Workbook) -> None:
    workbook["表三"].row_dimensions[10].hidden = True


def _as_text(workbook: Workbook) -> None:
    workbook["表三"]["D6"] = "2,902"


def _without_sign(workbook: Workbook) -> None:
    del workbook.defined_names["annual_report_form"]


SPOILED = {
    "rows inserted": ([_insert_rows], []),
    "merged cells undone, a column inserted": ([_undo_merges, _insert_column], []),
    "renamed, moved, in part hidden, figures as text": (
        [_as_text, _hide, _move, _rename],
        [
            "「表三」改名为「申请情况」，按标签认出",
            "「申请情况」有隐藏的行、列，或整张隐藏：照样读了",
            "申请情况有 1 格数字以文本存放（如 申请情况!D6），已按数字读入",
        ],
    ),
    "the names of two sheets swapped": (
        [_swap_names],
        ["「表三」改名为「表四」，按标签认出", "「表四」改名为「表三」，按标签认出"],
    ),
    "without its sign": ([_without_sign], []),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_was_done_to_it_does_no_harm(workbook: Workbook, yunze: Report, name: str) -> None:
    changes, remarks = SPOILED[name]
    for change in changes:
        change(workbook)
    form = read(workbook)
    assert {address: each.text for address, each in form.figures.items()} == figures_of(yunze)
    assert [*form.remarks] == remarks


WRONG = {
    "表三!A6": ("一、今年新收的申请", "表三!A6  「一、今年新收的申请」不是官方的行名或列名"),
    "表三!D7": ("=SUM(E7:I7)", "表三!D7  「=SUM(E7:I7)」是公式：请填公式算出的数字"),
    "表三!E7": ("29件", "表三!E7  「29件」除数字外还有别的字"),
    "表三!F7": (2.5, "表三!F7  「2.5」有小数：件数只能填整数"),
    "表三!G7": (-1, "表三!G7  「-1」是负数：这里只能填 0 或正数"),
    "表二!C5": ("三件", "表二!C5  「三件」不是数字"),
    "正文数字!A3": ("不 行", "正文数字!A3  「不 行」不能作名称"),
    "正文数字!B4": ("=1+1", "正文数字!B4  「=1+1」是公式"),
    "正文数字!B5": ("约三", "正文数字!B5  「约三」不是数字"),
    "正文!A4": ("# 新的一节", "正文!A4  这一段以「# 」开头"),
    "正文!A5": ("=A1", "正文!A5  「=A1」是公式"),
}


def test_what_cannot_be_trusted_is_refused_at_its_cell(workbook: Workbook) -> None:
    for cell, (value, _) in WRONG.items():
        sheet, _, place = cell.partition("!")
        workbook[sheet][place] = value
    found = refusals(workbook)
    missing = "表三  找不到「一、本年新收」：请恢复这些行、列的标签，或用 form 命令重新生成一份"
    assert missing in found
    assert [words for _, words in WRONG.values() if not any(each.startswith(words) for each in found)] == []
    # The figures of the line whose label was changed belong nowhere, and say so, in one sentence.
    assert len(found) == len(WRONG) + 1 + 1
    assert any("从这里的「=SUM(E7:I7)」起" in each or "有 7 个数没有对应的行名或列名" in each for each in found)


def test_a_sheet_that_is_gone_is_named(workbook: Workbook) -> None:
    del workbook["表三"]
    assert refusals(workbook) == ["没有「表三」这张表：请恢复，或用 form 命令重新生成一份"]


def test_a_line_that_is_gone_is_named(workbook: Workbook) -> None:
    workbook["表三"].delete_rows(6)
    assert any("找不到「一、本年新收」" in each for each in refusals(workbook))


def test_a_column_that_is_gone_is_named_with_one_sentence_for_its_figures(workbook: Workbook) -> None:
    _undo_merges(workbook)
    workbook["表三"].delete_cols(10)
    found = refusals(workbook)
    assert "表三  找不到「总计」：请恢复这些行、列的标签，或用 form 命令重新生成一份" in found
    assert len(found) <= 2


def test_one_figure_twice_is_refused(workbook: Workbook) -> None:
    _undo_merges(workbook)
    workbook["表二"]["C9"] = 5
    (refusal,) = refusals(workbook)
    assert refusal.startswith("表二!C9  「第二十条第（五）项·行政许可 × 本年处理决定数量」在 表二!B9 已经有一个数")


def test_another_year_s_workbook_is_refused(workbook: Workbook) -> None:
    (refusal,) = refusals(workbook, year=2025)
    assert refusal.startswith("这是 2024 年的填报表，YEAR 写的是 2025")


def test_another_agency_s_workbook_is_refused(workbook: Workbook) -> None:
    (refusal,) = refusals(workbook, "luolong")
    assert refusal.startswith("这是「yunze」的填报表，AGENCY 写的是「luolong」")


def test_an_older_form_is_refused(workbook: Workbook) -> None:
    workbook.defined_names["annual_report_form"].attr_text = '"1;yunze;2024;2019"'
    (refusal,) = refusals(workbook)
    assert refusal.startswith("这份填报表是 2019 年格式，2024 年要用 2021 年格式")


def test_money_keeps_its_decimals(workbook: Workbook, yunze: Report) -> None:
    put(workbook, yunze, {"disclosure.administrative_fees.fees": 0.1})
    assert read(workbook).figures["disclosure.administrative_fees.fees"].text == "0.1"


def test_numbers_of_the_prose_come_back_as_their_file_has_them(workbook: Workbook, yunze: Report) -> None:
    rows = read(workbook).quotations
    assert rows is not None
    assert [row[0] for row in rows] == [*yunze.quotations]
    assert rows[0] == ("主动公开信息", "124000", "条", "余", yunze.quotations["主动公开信息"].source)


def test_prose_comes_back_by_section(workbook: Workbook, yunze: Report) -> None:
    prose = read(workbook).prose
    assert prose == {code: passage.source.strip() for code, passage in yunze.narrative.items()}


def test_a_title_that_is_gone_is_named(workbook: Workbook) -> None:
    sheet = workbook["正文"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "五、存在的主要问题及改进情况")
    sheet.cell(row, 1).value = "五、问题"
    assert "正文  找不到「五、存在的主要问题及改进情况」的标题：请恢复，或用 form 命令重新生成一份" in refusals(
        workbook
    )


def test_a_workbook_of_somebody_else_is_none() -> None:
    assert open_filled(saved(Workbook())) is None
    assert open_filled(b"%PDF") is None
