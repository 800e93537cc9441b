"""A workbook fills what is blank; what is filed otherwise is told, and replaced only where that is wanted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from annual_report import paths
from annual_report.desk.workbook.write import form_workbook
from annual_report.errors import InputError
from annual_report.filing.imports.filled.book import FilledBook, open_filled
from annual_report.filing.imports.filled.folder import Filling, fill_in
from annual_report.filing.imports.importing import Wanted
from annual_report.filing.new import create
from annual_report.filing.report import Report
from workbooks import saved


@pytest.fixture(scope="module")
def content(yunze: Report) -> bytes:
    return form_workbook(yunze)


@pytest.fixture
def book(content: bytes) -> FilledBook:
    found = open_filled(content)
    assert found
    return found


def fill(book: FilledBook, params: Path, replace: bool = False, agency: str = "", name: str = "") -> Filling:
    return fill_in(Wanted(Path("填报表.xlsx"), agency, None, name, params, replace), book)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_folder_that_holds_the_same_is_not_touched(book: FilledBook, params: Path) -> None:
    before = files(params / "yunze" / "2024")
    done = fill(book, params)
    assert (done.written, done.differences, done.exit_code) == ((), (), 0)
    assert files(params / "yunze" / "2024") == before


def test_a_folder_as_make_new_left_it_is_filled(book: FilledBook, params: Path) -> None:
    filled = files(params / "yunze" / "2024")
    (params / "yunze" / "2024").rename(params / "kept")
    create("yunze", 2024, "", params)
    done = fill(book, params)
    assert (done.differences, done.exit_code) == ((), 0)
    now = {name: data.removeprefix(b"\xef\xbb\xbf") for name, data in files(params / "yunze" / "2024").items()}
    assert now == {name: data.removeprefix(b"\xef\xbb\xbf") for name, data in filled.items()}


def test_a_figure_that_make_new_carried_over_is_nobody_s(book: FilledBook, params: Path) -> None:
    (params / "yunze" / "2024").rename(params / "kept")
    before = params / "yunze" / "2023" / "applications.csv"
    lines = before.read_text("utf-8-sig").splitlines()
    before.write_text("\n".join([*lines[:-1], "四、结转下年度继续办理" + ",77" * 7]) + "\n", encoding="utf-8")
    folder = create("yunze", 2024, "", params)[0].parent
    assert b",77,77" in (folder / "applications.csv").read_bytes()
    done = fill(book, params)
    assert (done.differences, done.exit_code, done.kept) == ((), 0, ())


def test_notes_around_a_table_are_kept_beside_it(book: FilledBook, params: Path) -> None:
    file = params / "yunze" / "2024" / "applications.csv"
    file.write_bytes(file.read_bytes().replace(b",2902,", b",,") + "备注：某科室核过,,,,,,,\n".encode())
    done = fill(book, params)
    assert done.kept == ("原来的文件另存为 applications.替换前-1.csv",)
    assert "某科室核过" in (file.parent / "applications.替换前-1.csv").read_text("utf-8")


def test_a_folder_that_a_killed_run_has_left_aside_comes_back(book: FilledBook, params: Path) -> None:
    folder = params / "yunze" / "2024"
    (folder / "备注.txt").write_text("备注", encoding="utf-8")
    before = files(folder)
    folder.rename(folder.with_name(".2024.4711.old"))
    fill(book, params)
    assert files(folder) == before


def test_a_new_agency_needs_its_name(book: FilledBook, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请写 NAME=单位全称"):
        fill(book, tmp_path)
    assert not list(tmp_path.iterdir())
    fill(book, tmp_path, name="云泽市人民政府")
    assert (tmp_path / "yunze" / paths.AGENCY_FILE).is_file()


@pytest.fixture
def changed(params: Path) -> Path:
    """A folder in which a figure, a number of the prose and a section are others than in the workbook."""
    folder = params / "yunze" / "2024"
    table, figures, prose = (folder / name for name in ("applications.csv", "figures.csv", "narrative.md"))
    table.write_bytes(table.read_bytes().replace(b",2902,", b",2903,"))
    figures.write_bytes(figures.read_bytes().replace(b",124000,", b",125000,") + "另一个数,5,件,,台账\n".encode())
    prose.write_bytes(prose.read_bytes() + "（三）又写了一段。\n".encode())
    return folder


def test_what_is_filed_otherwise_is_told_and_not_replaced(book: FilledBook, params: Path, changed: Path) -> None:
    before = files(changed)
    done = fill(book, params)
    assert files(changed) == before
    assert done.exit_code == 1
    told = [
        (each.label, str(each.position).rpartition("/")[2], each.here, each.there, each.place)
        for each in done.differences
    ]
    assert told[:2] == [
        ("一、本年新收 × 自然人", "applications.csv:2:2", "2903", "2902", "表三!D6"),
        ("「主动公开信息」的数值", "figures.csv:2:2", "125000", "124000", ""),
    ]
    assert told[2][0] == "正文「六、其他需要报告的事项」"
    assert told[2][2].endswith("（三）又写了一段。")
    assert told[2][2].startswith("…")


def test_replacing_keeps_what_the_workbook_does_not_hold(book: FilledBook, params: Path, changed: Path) -> None:
    done = fill(book, params, replace=True)
    assert done.exit_code == 0
    assert b",2902," in (changed / "applications.csv").read_bytes()
    rows = (changed / "figures.csv").read_text("utf-8")
    assert ",124000," in rows
    assert rows.endswith("另一个数,5,件,,台账\n")
    names = ("applications.替换前-1.csv", "figures.替换前-1.csv", "narrative.替换前-1.md")
    assert {*done.kept} == {
        "figures.csv 的「另一个数」填报表里没有，保留",
        *(f"原来的文件另存为 {name}" for name in names),
    }
    assert "又写了一段" not in (changed / "narrative.md").read_text("utf-8")
    assert "又写了一段" in (changed / names[2]).read_text("utf-8")


def test_a_sheet_that_is_gone_leaves_its_file_alone(content: bytes, params: Path, changed: Path) -> None:
    workbook = load_workbook(io.BytesIO(content))
    del workbook["正文"], workbook["正文数字"]
    book = open_filled(saved(workbook))
    assert book
    before = files(changed)
    done = fill(book, params, replace=True)
    assert done.form.remarks == (
        "没有「正文数字」这张表：figures.csv 保持原样",
        "没有「正文」这张表：narrative.md 保持原样",
    )
    assert {file.name for file in done.written} == {"applications.csv"}
    assert files(changed)["narrative.md"] == before["narrative.md"]


def test_a_figures_file_that_cannot_be_read_is_not_replaced(book: FilledBook, params: Path, changed: Path) -> None:
    (changed / "figures.csv").write_text("名称,数值\n甲,三\n", encoding="utf-8")
    with pytest.raises(InputError):
        fill(book, params, replace=True)
    assert "甲,三" in (changed / "figures.csv").read_text("utf-8")
