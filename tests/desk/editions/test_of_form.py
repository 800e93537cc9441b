"""A form that was filled in, workbook or zip, as an edition, and as the second entry of a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from annual_report import paths
from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.of_form import edition_of_form, form_in
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.second_entry import read_second
from annual_report.errors import InputError
from annual_report.filing.comparison import Comparison
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from workbooks import opened, put, saved, typed

FIRST = paths.PARAMS / "yunze" / "2024"
CELL = "applications.granted.natural_person"


def stored(folder: Path, content: bytes) -> Path:
    file = folder / "填报表.xlsx"
    file.write_bytes(content)
    return file


def beside(file: Path, report: Report) -> Comparison:
    return compare(edition_of_report(report, report.folder), read_second(file, report, FIRST))


def test_a_workbook_filled_in_alike_is_alike(tmp_path: Path, yunze: Report) -> None:
    found = beside(stored(tmp_path, typed(yunze)), yunze)
    assert found.disagreements == ()
    assert found.open_cells == 0
    assert found.compared["cell"] == 200


def test_a_cell_is_named_as_the_workbook_shows_it(tmp_path: Path, yunze: Report) -> None:
    book = opened(yunze)
    put(book, yunze, {CELL: 1189})
    (each,) = beside(stored(tmp_path, saved(book)), yunze).of_kind("cell")
    assert each.second
    assert (each.address, each.second.value) == (CELL, 1189)
    assert each.second.spot.startswith("表三!")


def test_a_cell_that_was_left_blank_is_no_nought(tmp_path: Path, yunze: Report) -> None:
    book = opened(yunze)
    put(book, yunze, {CELL: None})
    (each,) = beside(stored(tmp_path, saved(book)), yunze).of_kind("cell")
    assert each.second
    assert (each.second.text, each.second.value) == ("", None)


def test_what_a_workbook_does_not_have_is_said(tmp_path: Path, yunze: Report) -> None:
    book = opened(yunze)
    for sheet in ("正文", "正文数字"):
        del book[sheet]
    found = beside(stored(tmp_path, saved(book)), yunze)
    assert found.is_alike
    assert [each.reason for each in found.uncompared] == [
        "填报表.xlsx：没有「正文数字」这张表",
        "填报表.xlsx：没有「正文」这张表",
    ]


def test_a_workbook_of_another_year_is_refused(tmp_path: Path, yunze: Report) -> None:
    before = ingest("yunze", 2023, paths.PARAMS)
    with pytest.raises(InputError, match="这是 2023 年的填报表"):
        read_second(stored(tmp_path, typed(before)), yunze, FIRST)


def test_by_itself_it_has_no_sentences_since_their_figures_are_elsewhere(tmp_path: Path, yunze: Report) -> None:
    file = stored(tmp_path, saved(opened(yunze)))
    book = form_in(file)
    assert book
    found = edition_of_form(book, file, "甲")
    assert len(found.cells) == 200
    assert not found.sentences
    assert "import 命令" in found.lacking["overview"]


def test_any_other_file_is_none_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    assert form_in(FIRST / "applications.csv") is None
    with pytest.raises(InputError, match=r"填报表.*文件损坏"):
        form_in(stored(tmp_path, b"PK\x03\x04"))


def zipped(folder: Path, report: Report, *files: str, change: tuple[str, str] = ("", "")) -> Path:
    """Return a zip as the page saves it, of files of the folder of a report; one of them may be changed."""
    file = folder / f"{report.slug}-{report.year}.zip"
    with ZipFile(file, "w") as archive:
        for name in files:
            text = (FIRST / name).read_text(encoding="utf-8").replace(*change)
            archive.writestr(f"{report.slug}/{report.year}/{name}", text)
    return file


TABLES = ("applications.csv", "disclosure.csv", "review_litigation.csv")
ALL = (*TABLES, "figures.csv", "narrative.md")


def test_the_zip_of_the_page_is_an_entry_like_the_workbook(tmp_path: Path, yunze: Report) -> None:
    assert beside(zipped(tmp_path, yunze, *ALL), yunze).is_alike
    (each,) = beside(zipped(tmp_path, yunze, *ALL, change=("1198", "1189")), yunze).of_kind("cell")
    assert each.second
    assert (each.address, each.second.spot) == (CELL, "applications.csv 第4行B列")


def test_what_a_zip_does_not_have_is_said(tmp_path: Path, yunze: Report) -> None:
    found = beside(zipped(tmp_path, yunze, "applications.csv"), yunze)
    assert (found.compared["cell"], found.open_cells) == (175, 25)
    reasons = {each.reason.partition("：")[2] for each in found.uncompared}
    assert reasons == {f"没有 {file}" for file in ALL if file != "applications.csv"}


def test_what_is_wrong_in_a_zip_is_told_with_the_zip_and_the_file(tmp_path: Path, yunze: Report) -> None:
    file = zipped(tmp_path, yunze, *TABLES, change=("1198", "1198件"))
    with pytest.raises(InputError, match=r"yunze-2024\.zip/applications\.csv:4:2"):
        read_second(file, yunze, FIRST)


def test_the_zip_of_another_year_is_refused(tmp_path: Path, yunze: Report) -> None:
    with pytest.raises(InputError, match="这是 2023 年的填报表"):
        read_second(zipped(tmp_path, replace(yunze, year=2023), *TABLES), yunze, FIRST)
