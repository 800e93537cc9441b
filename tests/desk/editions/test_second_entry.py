"""A second entry of the same report, independent of the first, and what is refused for one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.second_entry import read_second
from annual_report.errors import InputError
from annual_report.filing.comparison import Comparison
from annual_report.filing.report import Report
from annual_report.form.forms import load_form
from annual_report.rules.validation import validate_all
from annual_report.steps.ingest import ingest
from filed import edit
from published import invented, page_of
from second_slips import file_report, file_tables, slips

FIRST = paths.PARAMS / "yunze" / "2024"


def beside(second: Path, report: Report, first: Path = FIRST) -> Comparison:
    return compare(edition_of_report(report, report.folder), read_second(second, report, first))


def refused(second: Path, report: Report, first: Path = FIRST) -> str:
    with pytest.raises(InputError) as error:
        read_second(second, report, first)
    return str(error.value)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRST, tmp_path / "录入二"))


def test_an_entry_that_is_the_same_is_alike(second: Path, yunze: Report) -> None:
    found = beside(second, yunze)
    assert found.is_alike
    assert found.compared["cell"] == 200


def test_a_cell_that_differs_is_named_with_both_values_and_places(second: Path, yunze: Report) -> None:
    edit(second / "applications.csv", "1198", "1189")
    (each,) = beside(second, yunze).disagreements
    assert each.first
    assert each.second
    assert each.label == "表三 三、（一）予以公开 × 自然人"
    assert [(side.value, side.spot) for side in (each.first, each.second)] == [
        (1198, "applications.csv 第4行B列"),
        (1189, "applications.csv 第4行B列"),
    ]
    assert [side.file for side in (each.first, each.second)] == [
        "yunze/2024/applications.csv",
        "录入二/applications.csv",
    ]


@pytest.mark.parametrize("version", ["2019", "2021"])
def test_slips_that_keep_every_sum_are_found_though_no_rule_finds_them(version: str, tmp_path: Path) -> None:
    form, before, after = load_form(version), [], []
    for number, (figures, slipped) in enumerate(slips(version, range(4))):
        first = file_report(tmp_path / str(number), version, figures)
        report = ingest("mouju", form.first_year, tmp_path / str(number))
        file_tables(tmp_path / f"second {number}", form, slipped)
        found = beside(tmp_path / f"second {number}", report, first)
        assert {each.address for each in found.disagreements} == {
            cell for cell, value in slipped.items() if value != figures[cell]
        }
        before.append(report)
        after.append(report.with_values({**slipped}))
    judged = [[dict(each.outcomes) for each in validate_all(reports)] for reports in (before, after)]
    assert judged[0] == judged[1]


def test_a_blank_a_stroke_a_dash_and_nought_are_four_things(second: Path, yunze: Report, tmp_path: Path) -> None:
    texts = ["", "/", "—", "0"]
    folders = []
    for number, text in enumerate(texts):
        folders.append(Path(shutil.copytree(second, tmp_path / str(number))))
        edit(folders[-1] / "applications.csv", ",1198,", f",{text},")
    readings = [read_second(each, yunze, FIRST) for each in folders]
    differing = [[len(compare(one, other).disagreements) for other in readings] for one in readings]
    assert differing == [[int(one != other) for other in texts] for one in texts]


def test_numbers_are_the_same_however_they_are_written(second: Path, yunze: Report) -> None:
    edit(second / "applications.csv", ",1198,", ',"１,198",')
    assert beside(second, yunze).is_alike


def test_what_is_not_there_is_not_compared_and_so_not_alike(second: Path, yunze: Report) -> None:
    (second / "review_litigation.csv").unlink()
    (second / "narrative.md").unlink()
    found = beside(second, yunze)
    assert not found.disagreements
    assert not found.is_alike
    assert found.open_cells == 15
    assert [(each.label, each.reason) for each in found.uncompared] == [
        ("表四（共 15 格）", "录入二：没有 review_litigation.csv"),
        (
            "前言、一、总体情况、五、存在的主要问题及改进情况、六、其他需要报告的事项",
            "录入二：没有 narrative.md",
        ),
    ]


def test_a_figure_that_differs_is_told_once_and_not_by_the_sentences_that_quote_it(second: Path, yunze: Report) -> None:
    edit(second / "figures.csv", "新闻发布会,", "新闻发布会,9")
    assert [each.kind for each in beside(second, yunze).disagreements] == ["figure"]


def test_other_words_are_a_sentence_that_differs(second: Path, yunze: Report) -> None:
    edit(second / "narrative.md", "约谈其中整改不力的", "约见其中整改不力的")
    (each,) = beside(second, yunze).disagreements
    assert (each.kind, each.change, each.label) == ("sentence", "changed", "一、总体情况")


def test_a_cell_that_an_import_could_not_read_is_not_compared(second: Path, yunze: Report) -> None:
    edit(second / "applications.csv", ",1198,", ",,")
    record = '{"blank": [{"cell": "applications.granted.natural_person", "reason": "两个数连在一起"}]}'
    (second / "import.json").write_text(record, encoding="utf-8")
    found = beside(second, yunze)
    assert [each.label for each in found.uncompared] == ["表三 三、（一）予以公开 × 自然人"]
    assert found.uncompared[0].reason == "录入二：两个数连在一起"


def test_a_published_page_is_a_second_entry_too(tmp_path: Path, yunze: Report) -> None:
    published = invented("2021", seed=3)
    page = tmp_path / "年报.html"
    page.write_text(page_of(published), encoding="utf-8")
    figures = {address: yunze.ledger.texts[address] for address in yunze.form.cells}
    found = beside(page, yunze)
    assert found.compared["cell"] == 200
    cells = {each.address for each in found.of_kind("cell")}
    assert {address for address, text in published.figures.items() if text != figures[address]} == cells


def test_what_is_no_second_entry_of_this_report_is_refused(second: Path, yunze: Report, tmp_path: Path) -> None:
    assert "请检查 SECOND" in refused(tmp_path / "无", yunze)
    assert "第一份自己" in refused(FIRST, yunze)
    assert "第一份自己" in refused(paths.PARAMS, yunze)
    assert "2023 年" in refused(paths.PARAMS / "yunze" / "2023", yunze)
    assert "洛龙区" in refused(paths.PARAMS / "luolong" / "2024", yunze)
    assert "请写放着它的文件夹" in refused(second / "applications.csv", yunze)
    assert "没有 disclosure.csv" in refused(tmp_path, yunze)
    other = tmp_path / "旧格式.html"
    other.write_text(page_of(invented("2019", seed=3)).replace("2020年", "2024年"), encoding="utf-8")
    assert "2019 年格式" in refused(other, yunze)


def test_a_second_entry_that_cannot_be_read_says_where(second: Path, yunze: Report) -> None:
    edit(second / "applications.csv", ",1198,", ",1198件,")
    (second / "disclosure.csv").write_bytes(b"PK\x03\x04")
    assert f"{second}/applications.csv:4:2" in refused(second, yunze)
    assert f"{second}/disclosure.csv" in refused(second, yunze)
