"""A clerk reads what came of a folder: what to look at, then a row for every file."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.filing.imports.folder import Failed
from annual_report.terminal import many_imported
from annual_report.terminal.console import Terminal
from filing.imports.test_folder import folder, written

__all__ = ["folder"]

SHOWN = """\
没有读：Thumbs.db（系统或办公软件留下的临时文件）
b.txt
  看不出是哪个单位的年报：标题里的单位是「云泽市某司」，params 里没有这个名称。
  名称相近的有 AGENCY=mouju（云泽市某局）；请单独导入，写 AGENCY=单位代号

 结果       年份   读出   要看   文件 → 单位代号
 ──────────────────────────────────────────────────
 不能导入                        b.txt
 重复       2023    200          区里/c.txt → mouju
 全部读出   2023    200          a.txt → mouju

共 3 份：不能导入 1 份、重复 1 份、全部读出 1 份
下一步：按上面的说明补齐，再运行 make check PARAMS=params
"""


def test_a_folder_is_told_of_file_by_file_and_in_a_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(folder.parent)
    written(folder / "a.txt")
    written(folder / "b.txt", "云泽市某司")
    (folder / "区里").mkdir()
    written(folder / "区里/c.txt")
    (folder / "Thumbs.db").write_text("x")
    assert main(["import", "--file=年报", "--params=params"]) == 2
    lines = (line.rstrip() for line in capsys.readouterr().out.splitlines())
    assert "\n".join(lines) + "\n" == SHOWN


def test_a_long_table_ends_in_a_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failed = [Failed(tmp_path / f"{number}.txt", ("文件是空的",), 2) for number in range(70)]
    many_imported.show(failed, tmp_path, Terminal())
    assert "还有 10 份没有列出\n共 70 份：不能导入 70 份" in capsys.readouterr().out
