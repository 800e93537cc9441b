"""A folder of documents: one file costs only itself, and two of one report never overwrite each other."""

from __future__ import annotations

from pathlib import Path

import pytest

import import_shapes as shapes
from annual_report.desk.workbook.write import form_workbook
from annual_report.errors import InputError
from annual_report.filing.imports.folder import ImportOutcome, import_files, require_titles
from annual_report.filing.imports.folder_files import find_documents
from annual_report.filing.imports.importing import Imported, Wanted
from annual_report.filing.new import create
from annual_report.filing.report import Report
from annual_report.form.forms import load_form


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    master_data = tmp_path / "params/mouju/agency.yaml"
    master_data.parent.mkdir(parents=True)
    master_data.write_text("name: 云泽市某局\npredecessors: [云泽市旧局]\n", encoding="utf-8")
    (tmp_path / "年报").mkdir()
    return tmp_path / "年报"


def written(file: Path, name: str = "云泽市某局", year: int = 2023, **changes: str) -> Path:
    form = load_form("2021")
    texts = dict.fromkeys(form.cells, "0") | {address.replace("__", "."): text for address, text in changes.items()}
    file.write_text(shapes.as_tabs([*shapes.rows_of_report(form, texts, name, year)]), encoding="utf-8")
    return file


def imported(folder: Path, replace: bool = False) -> dict[str, ImportOutcome]:
    found = find_documents(str(folder))
    wanted = Wanted(folder, "", None, "", folder.parent / "params", replace)
    return {each.file.name: each for each in import_files(found.documents, wanted)}


def filed(folder: Path, year: int = 2023) -> str:
    return (folder.parent / f"params/mouju/{year}/applications.csv").read_text(encoding="utf-8").splitlines()[1]


def test_agency_and_year_come_from_the_title_of_each(folder: Path) -> None:
    written(folder / "a.txt")
    written(folder / "b.txt", "云泽市旧局", 2022)
    done = imported(folder)
    assert {(each.agency, each.year, each.exit_code) for each in done.values() if isinstance(each, Imported)} == {
        ("mouju", 2023, 0),
        ("mouju", 2022, 0),
    }


def test_forms_that_were_filled_in_are_read_beside_documents(folder: Path, yunze: Report) -> None:
    written(folder / "a.txt")
    (folder / "填报表.xlsx").write_bytes(form_workbook(yunze))
    (folder / "另存的填报表.xlsx").write_bytes(form_workbook(yunze))
    create("yunze", 2023, "云泽市人民政府", folder.parent / "params")
    done = imported(folder)
    assert [each.exit_code for each in done.values()] == [0, 0, 0]
    assert (folder.parent / "params/yunze/2024/applications.csv").is_file()


def test_two_forms_of_one_report_that_differ_are_not_written_even_to_replace(folder: Path, yunze: Report) -> None:
    other = yunze.with_values({"applications.received.natural_person": 1})
    (folder / "填报表.xlsx").write_bytes(form_workbook(yunze))
    (folder / "填报表（旧1）.xlsx").write_bytes(form_workbook(other))
    create("yunze", 2023, "云泽市人民政府", folder.parent / "params")
    done = imported(folder, replace=True)
    assert "填报表（旧1）.xlsx 也是 yunze 2024 年的" in done["填报表.xlsx"].problems[0]  # type: ignore[union-attr]
    assert [each.exit_code for each in done.values()] == [2, 2]
    assert not (folder.parent / "params/yunze/2024").exists()


def test_what_is_wrong_with_one_file_is_said_of_it_alone(folder: Path) -> None:
    written(folder / "a.txt")
    written(folder / "b.txt", "云泽市某司")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "d.txt").symlink_to(folder / "nowhere")
    done = imported(folder)
    assert [each.exit_code for each in done.values()] == [0, 2, 2, 2]
    assert "AGENCY=mouju（云泽市某局）" in done["b.txt"].problems[0]  # type: ignore[union-attr]


def test_of_two_files_of_one_report_the_fuller_is_written(folder: Path) -> None:
    written(folder / "a.txt", applications__received__total="7（其中2件待定）")
    written(folder / "b.txt", applications__received__total="7")
    done = imported(folder, replace=True)
    assert (done["a.txt"].twin, done["b.txt"].written != ()) == ("b.txt", True)  # type: ignore[union-attr]
    assert [each.exit_code for each in done.values()] == [0, 0]
    assert filed(folder).endswith(",7")


def test_figures_that_only_the_other_file_gives_are_named(folder: Path) -> None:
    written(
        folder / "a.txt",
        applications__received__total="7",
        disclosure__rules__issued="",
        disclosure__rules__repealed="",
    )
    written(folder / "b.txt", applications__received__total="")
    done = imported(folder)["a.txt"]
    assert isinstance(done, Imported)
    assert (done.exit_code, done.differences) == (1, ("一、本年新收 × 总计：这一份是「7」，b.txt 里没有读出",))


def test_two_files_of_one_report_that_contradict_each_other_are_both_refused(folder: Path) -> None:
    written(folder / "a.txt", applications__received__total="7")
    written(folder / "b.txt", applications__received__total="9")
    done = imported(folder, replace=True)
    assert [each.exit_code for each in done.values()] == [2, 2]
    assert done["a.txt"].problems[1] == "一、本年新收 × 总计：这一份是「7」，b.txt 里是「9」"  # type: ignore[union-attr]
    assert not (folder.parent / "params/mouju/2023").exists()


def test_many_files_have_no_agency_in_common(folder: Path) -> None:
    with pytest.raises(InputError, match="标题"):
        require_titles([folder, folder], Wanted(folder, "mouju", None, "", folder))
    require_titles([folder], Wanted(folder, "mouju", 2023, "", folder))
