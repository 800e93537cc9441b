"""make form and make new write the workbook; make import reads it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from annual_report.__main__ import main


def run(*words: str) -> int:
    return main(words)


def test_from_an_empty_form_to_the_files_and_back(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = (f"--params={params}", f"--out={tmp_path / 'out'}")
    assert run("new", "--agency=luolong", "--year=2025", *places) == 0
    file = tmp_path / "out/luolong/2025/填报表.xlsx"
    assert f"填报表 {file}" in capsys.readouterr().out.replace("\n", "")
    assert run("form", "--agency=luolong", "--year=2025", "--format=xlsx", *places) == 0
    assert {each.name for each in file.parent.iterdir()} == {"填报表.xlsx", "填报表.html", ".填报表.json"}
    assert run("import", f"--file={file}", "--agency=luolong", "--year=2025", f"--params={params}") == 0
    assert "luolong 2025 年填报表：表格填了 7 格，还空 193 格" in capsys.readouterr().out


def test_whoever_keeps_registers_is_told_to_count_them(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = (f"--params={params}", f"--out={tmp_path / 'out'}")
    assert run("new", "--agency=luolong", "--year=2025", "--register=1", *places) == 0
    told = capsys.readouterr().out
    assert "register.csv、cases.csv，由它数出表三、表四" in told.replace("\n", "").replace(" ", "")
    assert "    make tally AGENCY=luolong YEAR=2025 PARAMS=" in told


def test_what_is_wrong_in_a_zip_is_told_as_it_lies_there(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (params / "yunze/2024/applications.csv").read_text(encoding="utf-8")
    with ZipFile("填好.zip", "w") as archive:
        archive.writestr("yunze/2024/applications.csv", text.replace("1198", "1198件"))
    assert run("import", "--file=填好.zip", f"--params={params}") == 2
    assert capsys.readouterr().out.startswith("填好.zip/applications.csv:4:2  第4行B列")


def test_a_form_needs_no_folder(params: Path, tmp_path: Path) -> None:
    assert run("form", "--agency=yunze", "--year=2025", f"--params={params}", f"--out={tmp_path / 'out'}") == 0
    assert not (params / "yunze/2025").exists()
    file = tmp_path / "out/yunze/2025/填报表.xlsx"
    assert run("import", f"--file={file}", f"--params={params}") == 0
    assert (params / "yunze/2025/applications.csv").is_file()


def test_a_form_never_lands_in_the_inputs(params: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("form", "--agency=yunze", "--year=2024", f"--params={params}", f"--out={params}") == 2
    assert "在输入文件夹里" in capsys.readouterr().out
