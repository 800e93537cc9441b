"""The numbers of the prose in a form beside those that are filed."""

from __future__ import annotations

from pathlib import Path

from annual_report.filing.imports.filled.merge_figures import merge_figures
from annual_report.filing.new import create

HEADER = "名称,数值,单位,约数,来源\n"
FEE = ("网办率", "95.37", "%", "", "台账")


def filed(folder: Path, rows: str) -> Path:
    file = folder / "figures.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return file


def test_a_number_that_is_filed_otherwise_is_told_field_by_field(tmp_path: Path) -> None:
    found = merge_figures([FEE], filed(tmp_path, "网办率,94,%,,\n"))
    assert [(each.label, each.here, each.there) for each in found.differences] == [("「网办率」的数值", "94", "95.37")]
    assert found.loses
    assert found.text == HEADER + "网办率,95.37,%,,台账\n"


def test_rows_that_only_the_file_has_are_kept_and_said(tmp_path: Path) -> None:
    found = merge_figures([FEE], filed(tmp_path, "另一个数,5,件,,台账\n"))
    assert found.text == HEADER + "网办率,95.37,%,,台账\n另一个数,5,件,,台账\n"
    assert found.kept == ("figures.csv 的「另一个数」填报表里没有，保留",)
    assert not found.loses


def test_what_is_filed_alike_is_not_written(tmp_path: Path) -> None:
    found = merge_figures([FEE], filed(tmp_path, "网办率,95.37,%,,台账\n"))
    assert (found.is_new, found.loses) == (False, False)


def test_a_file_that_is_not_there_or_as_it_was_laid_out_stands_in_no_way(tmp_path: Path) -> None:
    create("xinju", 2024, "云泽市新局", tmp_path)
    rows = [("信息处理费", "7", "元", "", "财务科")]
    for file in (tmp_path / "missing.csv", tmp_path / "xinju/2024/figures.csv"):
        found = merge_figures(rows, file)
        assert (found.is_new, found.differences) == (True, ())
