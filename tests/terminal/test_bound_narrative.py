"""`make bind` shows what it would write, writes a patch, and with WRITE=1 the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main

TYPED = "# 一、总体情况\n\n收到申请3184件，走访3000户。\n"
BOUND = TYPED.replace("3184件", "{{ 申请.本年新收.总计 }}")


@pytest.fixture
def narrative(params: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(params.parent)
    file = params / "yunze/2024/narrative.md"
    file.write_text(TYPED, encoding="utf-8")
    return file


def said(capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> list[str]:
    assert main(["bind", "--agency=yunze", "--year=2024", "--params=params", "--out=out", *options]) == code
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    return [line.strip() for line in lines]


def test_suggestions_are_shown_and_written_as_a_patch(narrative: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys)
    assert lines[:3] == [
        "云泽市人民政府 2024 年：正文里手写的数字 2 个，1 个可以改用占位符",
        "params/yunze/2024/narrative.md:3:5",
        "3184件 → {{ 申请.本年新收.总计 }}",
    ]
    assert "3000户" in "".join(lines[3:-2])
    assert "out/suggested.patch" in lines[-1]
    patch = (narrative.parents[3] / "out/suggested.patch").read_text(encoding="utf-8")
    assert patch.splitlines()[-1] == f"+{BOUND.splitlines()[-1]}"
    assert narrative.read_text(encoding="utf-8") == TYPED


def test_file_is_written_on_request_and_nothing_is_left_to_do(
    narrative: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "--write=1")[-1] == "已改写 params/yunze/2024/narrative.md：1 处"
    assert narrative.read_text(encoding="utf-8") == BOUND
    assert said(capsys)[0].endswith("手写的数字 1 个，0 个可以改用占位符")


def test_report_that_cannot_be_read_is_refused(narrative: Path, capsys: pytest.CaptureFixture[str]) -> None:
    narrative.write_text("# 一、总体情况\n\n{{ 没有 }}。\n", encoding="utf-8")
    assert "没有「没有」这个名称" in "".join(said(capsys, "--write=1", code=2))


def test_check_suggests_the_same_beside_what_it_suggests_for_the_tables(
    narrative: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--agency=yunze", "--year=2024", "--params=params", "--out=out", "--suggest=patch"]) == 1
    assert f"+{BOUND.splitlines()[-1]}" in (narrative.parents[3] / "out/suggested.patch").read_text(encoding="utf-8")
