"""What a roll-up prints at 80 columns: of how many units it is comes first, and who it may be is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main
from counties import GOVERNMENT, UNITS, YEAR, change_agency, figures_of, invent_county, write_unit


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return invent_county(Path("params"))


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    main(["rollup", f"--agency={GOVERNMENT}", f"--year={YEAR}", "--params=params", "--out=build"])
    return capsys.readouterr().out.splitlines()


def test_a_whole_county_is_told_in_a_few_lines(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == [
        "青溪县人民政府 2024 年汇总：收到 4/4 个单位",
        "  政府的三张表在 params/qingxi/2024/",
        "    写入 disclosure.csv（各单位之和）",
        "    写入 applications.csv（各单位之和）",
        "    写入 review_litigation.csv（各单位之和）",
        "  汇总表 build/qingxi/2024/汇总表.xlsx",
        "下一步：make check AGENCY=qingxi YEAR=2024 PARAMS=params",
    ]


def test_whose_figure_closes_a_difference_is_told_below_it(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys)
    write_unit(county, "qingxi-housing", YEAR, {**figures_of(41), "applications.received.natural_person": 14})
    lines = printed(capsys)
    told = "".join(line.strip() for line in lines)
    assert "一、本年新收 × 自然人：本级填报 56，4 个单位之和是 29，相差 27" in told
    assert "建议：青溪县住房局自己的检查也指出：数字颠倒：41 写成 14（qingxi-housing/2024/applications.csv" in told
    assert max(map(cell_len, lines)) <= 80


def test_many_units_that_are_missing_are_one_thing_to_see_to(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = [f"青溪县第{number}局" for number in range(20)]
    change_agency(county, GOVERNMENT, units=[*(each["name"] for each in UNITS.values()), *missing])
    shutil.rmtree(county / "qingxi-water")
    lines = printed(capsys)
    assert lines[0] == "青溪县人民政府 2024 年汇总：不完整，只收到 3/24 个单位"
    assert sum("没有收到" in line for line in lines) == 5
    assert any("U-02 另有 16 个，见汇总表" in line for line in lines)
