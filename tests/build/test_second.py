"""A check beside a second entry: its outcome, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from annual_report.__main__ import main
from annual_report.build.judge import judge_all
from annual_report.build.outcomes import Request
from annual_report.build.second import findings_beside_second
from annual_report.build.verify import differences
from annual_report.engine.run import Run
from annual_report.files import write_json
from filed import edit


@pytest.fixture
def second(params: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(params / "yunze" / "2024", tmp_path / "录入二"))


def check(params: Path, out: Path, second: Path) -> int:
    options = {"agency": "yunze", "year": 2024, "params": params, "out": out, "second": second}
    return main(["check", *(f"--{name}={value}" for name, value in options.items())])


def test_alike_ends_in_0_and_is_said(
    params: Path, tmp_path: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(params, tmp_path / "out", second) == 0
    assert "比了 200 格，全部相同" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "out/yunze/2024").iterdir() if path.is_file()] == ["findings.json"]


def test_a_difference_ends_in_1_and_stands_in_every_output(
    params: Path, tmp_path: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(second / "applications.csv", "1198", "1189")
    assert check(params, tmp_path / "out", second) == 1
    printed = capsys.readouterr().out
    assert "与第二份有 1 处不同" in printed
    assert "录入二/applications.csv:4:2" in printed
    out = tmp_path / "out/yunze/2024"
    stored = json.loads((out / "findings.json").read_text(encoding="utf-8"))["second"]
    assert [(each["first"]["value"], each["second"]["value"]) for each in stored["differences"]] == [(1198, 1189)]
    page = (out / "findings.html").read_text(encoding="utf-8")
    assert "规则没有发现错误，但与第二份不一致" in page
    assert "表三 三、（一）予以公开 × 自然人" in page
    assert str(tmp_path) not in page
    sheet = openpyxl.load_workbook(out / "findings.xlsx")["与第二份比较"]
    assert [cell.value for cell in sheet[2]][3:7] == [
        *("表三 三、（一）予以公开 × 自然人", 1198, "applications.csv 第4行B列", 1189)
    ]


def test_what_was_built_stays_whatever_a_second_entry_says(params: Path, tmp_path: Path, second: Path) -> None:
    place = tmp_path / "out/yunze/2024"
    place.mkdir(parents=True)
    (place / "report.html").write_text("已经生成的", encoding="utf-8")
    edit(second / "applications.csv", "1198", "1189")
    assert check(params, tmp_path / "out", second) == 1
    assert (place / "report.html").read_text(encoding="utf-8") == "已经生成的"


def test_a_second_entry_that_is_none_ends_in_2_and_nothing_is_written(params: Path, tmp_path: Path) -> None:
    assert check(params, tmp_path / "out", tmp_path / "无") == 2
    assert [*(tmp_path / "out").iterdir()] == []


def test_where_the_first_cannot_be_read_that_is_what_is_said(
    params: Path, tmp_path: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(params / "yunze/2024/applications.csv", "1198", "1198件")
    assert check(params, tmp_path / "out", second) == 2
    assert "第一份读不了，没有和第二份比较" in capsys.readouterr().out


def test_a_second_entry_belongs_to_one_report(params: Path, tmp_path: Path, second: Path) -> None:
    assert main(["check", f"--params={params}", f"--out={tmp_path / 'out'}", f"--second={second}", "--year=2024"]) == 2


def test_findings_beside_a_second_entry_are_no_difference_until_someone_touches_them(
    params: Path, tmp_path: Path, second: Path
) -> None:
    edit(second / "applications.csv", "1198", "1189")
    check(params, tmp_path / "out", second)
    place = tmp_path / "out/yunze/2024"
    listed = {"outputs": {"findings.json": "as it was built"}}
    write_json(place / "manifest.json", listed)
    (outcome,) = judge_all([Request("yunze", 2024, Run(params, tmp_path / "out"))])
    assert differences(place, listed, listed, findings_beside_second(outcome, place)) == []
    edit(place / "findings.json", '"difference": -9', '"difference": 9')
    told = differences(place, listed, listed, findings_beside_second(outcome, place))
    assert [each.file for each in told] == ["findings.html", "findings.json", "findings.xlsx"]
