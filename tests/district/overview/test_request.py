"""The units of a government at a glance: published though something is wrong, and never as if all had filed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from annual_report.__main__ import main
from counties import GOVERNMENT, NAME, YEAR, figures_of, invent_county, write_unit

# One process that has imported all serves every check.
pytestmark = pytest.mark.usefixtures("warm")

PLACE = f"{GOVERNMENT}/district-{YEAR}"


def look(folder: Path, parent: str = NAME) -> int:
    return main(
        ["district", f"PARENT={parent}", f"YEAR={YEAR}", f"PARAMS={folder}/params", f"OUT={folder}/out", "FORMATS=md"]
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county of which one unit filed nothing, one cannot be read, and one does not add up."""
    root = tmp_path_factory.mktemp("district")
    params = invent_county(root / "params")
    shutil.rmtree(params / "qingxi-office" / str(YEAR))
    (params / "qingxi-bridge" / str(YEAR) / "applications.csv").write_text("?\n", encoding="utf-8")
    write_unit(params, "qingxi-water", YEAR, {**figures_of(5), "applications.received.total": 6})
    assert look(root) == 1
    return root


def test_who_is_missing_unreadable_or_wrong_is_said_and_the_page_is_made(folder: Path) -> None:
    page = (folder / "out" / PLACE / "report.md").read_text(encoding="utf-8")
    assert "不完整：应报 4 个单位，只收到 2 个（2/4），缺青溪县人民政府办公室、桥头镇人民政府。" in page
    assert "全部收到" not in page
    assert "| 4 | 桥头镇人民政府 | qingxi-bridge | 镇街 | 读不了 |" in page
    assert "| 青溪县水务局 | [qingxi-water](../../qingxi-water/2024/findings.html) | 有错误 | 1 |" in page
    assert (folder / "out/qingxi-water/2024/findings.html").is_file()
    assert "| 1 | 青溪县住房局 | qingxi-housing | 41 | 100.0% | — |" in page
    assert "还缺 2 个单位，名次不全" in page
    assert not (folder / "params" / GOVERNMENT / str(YEAR)).exists()


def test_the_workbook_has_a_sheet_for_every_table_and_says_what_is_missing(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "out" / PLACE / "district.xlsx")
    assert book.sheetnames == ["说明", "收到", "要改的", "期限", "汇总", "雷同", "变化", "排名"]
    assert "只收到 2 个" in book["说明"]["A3"].value
    assert book["排名"].auto_filter.ref == "A1:F3"


def test_the_same_again_is_the_same_and_what_was_corrected_is_told(folder: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(folder, tmp_path / "district"))
    before = {file.name: file.read_bytes() for file in (root / "out" / PLACE).iterdir()}
    assert look(root, GOVERNMENT) == 1
    assert {file.name: file.read_bytes() for file in (root / "out" / PLACE).iterdir()} == before
    (root / "out" / PLACE / "report.md").write_text("改过", encoding="utf-8")
    write_unit(root / "params", "qingxi-bridge", YEAR, figures_of(3))
    assert look(root) == 1
    since = json.loads((root / "out" / PLACE / "tables.json").read_bytes())["district"]["since"]
    assert [(each["agency"], each["was"]["state"], each["now"]["state"]) for each in since] == [
        ("qingxi-bridge", "unreadable", "received")
    ]
    assert (root / "out" / PLACE / "report.人工修改-1.md").read_text(encoding="utf-8") == "改过"
