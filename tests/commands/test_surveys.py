"""What is typed for a look over the years, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main
from years import many_years, spoil


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["AGENCY=hewan", "YEARS=2o19"], "YEARS=2o19 读不懂"),
        (["AGENCY=hewan", "YEARS=2012-2015"], "hewan 没有 2012–2015 年的年报（已有：2024）"),
        (["AGENCY=hewen"], "没有「hewen」这个单位；是不是 hewan"),
        (["AGENCY=hewan", "YEAR=2024"], "trends 不用「YEAR」"),
        (["AGENCY=hewan", "FORMATS=xls"], "没有「xls」这种格式"),
        ([], "没有写单位"),
    ],
)
def test_a_wrong_word_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: list[str], said: str) -> None:
    many_years(tmp_path / "params", (2024,))
    assert main(["trends", *typed, f"PARAMS={tmp_path}/params", f"OUT={tmp_path}/out"]) == 2
    assert said in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["YEAR=2024"], "没有写哪个政府：请写 PARENT=政府的代号或全称"),
        (["PARENT=hewen", "YEAR=2024"], "没有「hewen」这个单位；是不是 hewan"),
        (["PARENT=hewan", "YEAR=2024"], "hewan/agency.yaml  河湾县自然资源局 的上级「河湾县人民政府」不在 params 里"),
        (["PARENT=hewan"], "没有写年份"),
    ],
)
def test_a_wrong_government_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: list[str], said: str
) -> None:
    many_years(tmp_path / "params", (2024,))
    assert main(["district", *typed, f"PARAMS={tmp_path}/params", f"OUT={tmp_path}/out"]) == 2
    assert said in capsys.readouterr().out


def test_a_year_that_does_not_hold_is_told_and_how_to_do_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    spoil(many_years(tmp_path / "params", (2024,)) / "2024")
    assert main(["trends", "AGENCY=hewan", f"PARAMS={tmp_path}/params", f"OUT={tmp_path}/out"]) == 1
    printed = capsys.readouterr().out
    assert "河湾县自然资源局 2024 年：有错误，不能发布" in printed
    assert "河湾县自然资源局：没有生成" in printed
    assert "2024 年的年报不能用，没有生成。请先改正；也可以用 YEARS 只选其他年份" in printed
