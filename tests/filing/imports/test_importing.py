"""A file becomes the folder of a report, and never takes the place of another unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import import_shapes as shapes
from annual_report.errors import InputError
from annual_report.filing.imports.importing import Imported, Wanted, import_file
from annual_report.filing.new import create
from annual_report.form.forms import load_form
from annual_report.prose.compose import compose
from annual_report.review.bound_narrative import bind_narrative
from annual_report.steps.ingest import ingest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "年报.txt")


def written(file: Path, name: str = "云泽市某局", **changes: str) -> Path:
    form = load_form("2021")
    texts = dict.fromkeys(form.cells, "0") | {address.replace("__", "."): text for address, text in changes.items()}
    file.write_text(shapes.as_tabs([*shapes.rows_of_report(form, texts, name, 2023)]), encoding="utf-8")
    return file


def imported(
    file: Path, agency: str = "mouju", year: int | None = 2023, name: str = "", again: bool = False
) -> Imported:
    return import_file(Wanted(file, agency, year, name, file.parent / "params", again))


def test_a_new_agency_gets_a_folder_that_can_be_read(file: Path) -> None:
    done = imported(file)
    assert (done.exit_code, done.year) == (0, 2023)
    report = ingest("mouju", 2023, file.parent / "params")
    assert report.agency.name == "云泽市某局"
    assert {entry.value for entry in report.ledger.entries.values()} == {0}
    assert report.narrative["other"].source.strip() == "本节文字略，全年共办理12件，另有3项。"


def test_where_every_figure_stood_is_kept(file: Path) -> None:
    record = json.loads((imported(file).folder / "import.json").read_text(encoding="utf-8"))
    first = record["figures"][0]
    assert (first["cell"], first["printed"], first["page"], first["row"]) == ("disclosure.rules.issued", "0", 1, 7)
    assert record["source"] == "年报.txt"


def test_a_folder_that_is_there_is_compared_and_left_alone(file: Path) -> None:
    imported(file)
    kept = file.parent / "params/mouju/2023/figures.csv"
    kept.write_text("名称,数值,单位,约数,来源\n网办率,99,%,,\n", encoding="utf-8")
    other = written(file, applications__received__total="7")
    done = imported(other)
    assert (done.exit_code, done.written) == (1, ())
    assert done.differences == ("applications.csv 第2行H列  一、本年新收 × 总计：现有「0」，文件里是「7」",)
    assert imported(other, again=True).exit_code == 0
    assert "网办率" in kept.read_text(encoding="utf-8")
    assert imported(other).differences == ()


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_folder_as_make_new_left_it_is_filled_unasked(file: Path) -> None:
    create("mouju", 2022, "云泽市某局", file.parent / "params")
    carried = file.parent / "params/mouju/2022/applications.csv"
    carried.write_bytes(as_filled(carried, "四、结转下年度继续办理", "3"))
    created = create("mouju", 2023, "", file.parent / "params")
    assert b",3,3,3,3,3,3,3" in (created[0].parent / "applications.csv").read_bytes()
    done = imported(file)
    assert (done.exit_code, done.differences, done.replaced) == (0, (), ())
    assert names(done.folder) == {*(each.name for each in created), "import.json"}
    assert {entry.value for entry in ingest("mouju", 2023, file.parent / "params").ledger.entries.values()} == {0}


def test_blanks_are_filled_and_what_was_typed_is_told_alone(file: Path) -> None:
    folder = create("mouju", 2023, "云泽市某局", file.parent / "params")[-1].parent
    typed = as_filled(folder / "applications.csv", "一、本年新收政府信息公开申请数量", "5")
    (folder / "applications.csv").write_bytes(typed)
    done = imported(file)
    assert (done.exit_code, done.written, len(done.differences)) == (1, (), 7)
    assert (folder / "applications.csv").read_bytes() == typed
    (folder / "applications.csv").write_bytes(typed.replace(b",5", b",0"))
    done = imported(file)
    assert (done.exit_code, done.replaced) == (0, ("applications.替换前-1.csv",))


def as_filled(file: Path, line: str, figure: str) -> bytes:
    """Return a table with one figure in all cells of a line."""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    filled = [each[: each.index(",,")] + f",{figure}" * 7 if each.startswith(line) else each for each in lines]
    assert filled != lines
    return ("\n".join(filled) + "\n").encode("utf-8-sig")


def test_agency_and_year_come_from_the_title_where_the_agency_is_known(file: Path) -> None:
    imported(file)
    done = imported(written(file.with_name("另一份.txt")), agency="", year=None)
    assert (done.agency, done.year) == ("mouju", 2023)


@pytest.mark.parametrize(
    ("agency", "year", "words"),
    [("", None, "写 AGENCY"), ("mouju", 2022, "自称是 2023 年"), ("../x", 2023, "代号")],
)
def test_what_is_not_certain_is_asked_for(file: Path, agency: str, year: int | None, words: str) -> None:
    with pytest.raises(InputError, match=words):
        imported(file, agency, year)
    assert not (file.parent / "params").exists()


def test_another_name_than_the_agency_has_is_said(file: Path) -> None:
    imported(file)
    done = imported(written(file, "云泽市萁局"), again=True)
    assert any("请核对" in remark.message for remark in done.reading.remarks)


def test_words_that_would_be_marks_are_printed_as_words(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("本节文字略", "{{ 网办率 }} **略**\n| 甲")
    file.write_text(text, encoding="utf-8")
    imported(file)
    source = ingest("mouju", 2023, file.parent / "params").narrative["problems"].source
    assert source.strip().startswith("〔〔 网办率 〕〕 ＊＊略＊＊\n\n｜ 甲")


def test_whence_the_prose_comes_is_marked_and_not_printed(file: Path) -> None:
    written(file, applications__received__total="12")
    text = file.read_text(encoding="utf-8").replace("本节文字略，全年共办理12件", "本年新收政府信息公开申请12件", 1)
    file.with_name("a-->b.txt").write_text(text, encoding="utf-8")
    folder = imported(file.with_name("a-->b.txt")).folder
    narrative = (folder / "narrative.md").read_text(encoding="utf-8")
    assert narrative.startswith("<!-- 由 import 命令从「a－－>b.txt」导入，")
    report = ingest("mouju", 2023, file.parent / "params")
    assert not [text for text in compose(report).sections.values() if "导入" in text]
    assert bind_narrative(report, folder).after.decode() == narrative.replace("12件", "{{ 申请.本年新收.总计 }}", 1)


def test_the_mark_of_another_file_is_no_difference(file: Path) -> None:
    imported(file)
    assert imported(file.rename(file.with_name("另一份.txt"))).differences == ()


def test_where_every_section_stood_is_kept(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("一、总体情况", "敬请监督。\n一、总 体 情 况", 1)
    file.write_text(text, encoding="utf-8")
    record = json.loads((imported(file).folder / "import.json").read_text(encoding="utf-8"))
    found = [(each["section"], each["heading"], each["row"]) for each in record["prose"]]
    assert found[:2] == [("preface", "", 2), ("overview", "一、总体情况", 3)]


def test_a_new_slug_for_the_name_of_another_agency_is_asked_about(file: Path) -> None:
    imported(file)
    with pytest.raises(InputError, match="AGENCY=mouju 已经叫「云泽市某局」"):
        imported(file, "moujv")
    assert imported(file, "moujv", name="云泽市某局").written
