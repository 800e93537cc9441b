"""What came of a workbook is told with every place as a person, and an editor, finds it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_report.desk.forms import FORMATS, WrittenForm
from annual_report.errors import Position
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.folder import Filling
from annual_report.filing.imports.filled.there import OtherText
from annual_report.form.forms import load_form
from annual_report.terminal.console import Terminal
from annual_report.terminal.filled import show, show_left_out, show_next
from annual_report.typed_command import typed_params

FORM = FilledForm(load_form("2021"), "yunze", 2024, {}, None, None, ("没有「正文」这张表：narrative.md 保持原样",))
OTHER = OtherText("本年新收 × 自然人", Position("yunze/2024/applications.csv", 2, 2), "2903", "", "")


def shown(done: Filling, capsys: pytest.CaptureFixture[str]) -> str:
    show(done, Terminal())
    return capsys.readouterr().out


def test_what_is_filed_otherwise_is_told_place_by_place(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(Filling(Path("填报表.xlsx"), FORM, Path("params/yunze/2024"), (), (OTHER,)), capsys)
    assert "yunze 2024 年填报表：表格填了 0 格，还空 200 格" in text
    assert "没有「正文」这张表：narrative.md 保持原样" in text
    assert "params/yunze/2024/applications.csv:2:2  第2行B列" in text
    assert "本年新收 × 自然人：现有「2903」，填报表是「空」" in text
    assert "要以文件里的为准，请加 REPLACE=1 再导入一次" in text


def test_what_was_replaced_is_told_and_so_are_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("params/yunze/2024")
    text = shown(Filling(Path("填报表.xlsx"), FORM, folder, (folder / "applications.csv",), (OTHER,)), capsys)
    assert "按填报表改了 1 处：" in text
    assert "写入 params/yunze/2024/applications.csv" in text
    assert "下一步：make check AGENCY=yunze YEAR=2024" in text


def test_what_cannot_be_written_here_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    lacking = replace(FORMATS["xlsx"], package="no_such_package")
    show_left_out([FORMATS["html"], lacking], Terminal())
    assert "".join(capsys.readouterr().out.split("\n")).startswith("  写「填报表.xlsx」还缺软件包 no_such_package")


def test_every_way_to_fill_in_is_told_with_its_command_on_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    forms = [WrittenForm(Path(f"build/yunze/2024/填报表.{kind}"), None) for kind in ("xlsx", "html")]
    with typed_params("全县"):
        show_next(forms, Path("全县/yunze/2024"), Terminal(), with_files=True)
    assert (
        capsys.readouterr().out
        == """\
下一步，任选一种：
  填好 build/yunze/2024/填报表.xlsx，存盘，再运行
    make import FILE=build/yunze/2024/填报表.xlsx AGENCY=yunze YEAR=2024 PARAMS=全县
  用浏览器打开 build/yunze/2024/填报表.html 填好，点「保存全部」，再运行
    make import FILE=yunze-2024.zip PARAMS=全县
  直接填 全县/yunze/2024 里的文件，再运行
    make check AGENCY=yunze YEAR=2024 PARAMS=全县
"""
    )
