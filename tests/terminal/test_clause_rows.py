"""What `make read` prints, at 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main


@pytest.fixture(autouse=True)
def at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[str]:
    assert main([*arguments]) == code
    lines = capsys.readouterr().out.splitlines()
    assert max(cell_len(line) for line in lines if not line.endswith(".txt")) <= 80  # a path is never broken
    return [" ".join(line.split()) for line in lines]


def test_a_report_is_listed_clause_by_clause(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "read", "--agency=yunze", "--year=2024")
    assert "一、总体情况 params/yunze/2024/narrative.md" in lines
    at = next(number for number, line in enumerate(lines) if line.endswith("一致 「本年办结3197件」"))
    assert lines[at + 1 : at + 3] == ["N-04 读作：申请·办结 3197件", "表里：三、（七）总计 × 总计"]
    assert lines[-1].startswith("共 ")


def test_any_text_is_read_and_held_against_a_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "草稿.txt"
    file.write_text("（二）依申请公开\n全年收到申请3件，其中道路挖掘方面2件。", encoding="utf-8")
    alone = printed(capsys, "read", f"--file={file}", "--year=2024")
    assert alone[-1] == "共 2 处：不比 2"
    assert "读作：申请·收到 3件" in alone
    beside = printed(capsys, "read", f"--file={file}", "--agency=yunze", "--year=2024")
    assert beside[-1].startswith("共 2 处：不符 1")


def test_a_text_without_a_year_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "草稿.txt"
    file.write_text("收到申请3件。", encoding="utf-8")
    assert "YEAR=年份" in "".join(printed(capsys, "read", f"--file={file}", code=2))
