"""A text that is printed is one line, and nothing in it commands a terminal or a CI server."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from annual_report.__main__ import main
from annual_report.terminal.console import Terminal, break_lines


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3\n::stop-commands::x", "3⏎::stop-commands::x"),
        ("::set-output name=a::b", r"\x3a:set-output name=a::b"),
        ("  ::add-mask::1", r"  \x3a:add-mask::1"),
        (
            "甲 ##[command]x ##vso[task.complete] ##teamcity[x",
            r"甲 \x23#[command]x \x23#vso[task.complete] \x23#teamcity[x",
        ),
        ("\x1b[31m甲\x9b2J", r"\x1b[31m甲\x9b2J"),
        ("单位\u202e\u2066\u200f\u2069", r"单位\u202e\u2066\u200f\u2069"),
        ("甲\x85乙\u2028丙\u2029丁\r戊", r"甲\x85乙\u2028丙\u2029丁\x0d戊"),
        ("\udcff", r"\udcff"),
        ("tcp://甲：乙 3:4 # [注]", "tcp://甲：乙 3:4 # [注]"),
    ],
)
def test_what_commands_is_shown(capsys: pytest.CaptureFixture[str], text: str, printed: str) -> None:
    Terminal().print(text, soft_wrap=True)
    assert capsys.readouterr().out == f"{printed}\n"


def test_texts_in_tables_and_with_styles_are_no_exception(capsys: pytest.CaptureFixture[str]) -> None:
    console, table = Terminal(), Table("::error::", "\u202e")
    table.add_row("a", "::error::")
    console.print(table)
    console.print(Text.assemble(("::error::", "bold"), "\n::error::"))
    lines = capsys.readouterr().out.splitlines()
    assert "\u202e" not in "".join(lines)
    assert not [line for line in lines if line.lstrip(" │┃").startswith("::")]


def test_what_is_meant_for_a_ci_server_is_handed_on(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().command("::error file=a.csv::甲\n::notice::乙\n")
    assert capsys.readouterr().out == "::error file=a.csv::甲\n::notice::乙\n"


def test_no_name_and_no_cell_starts_a_line_of_the_log(
    params: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], warm: None
) -> None:
    shutil.copytree(params / "yunze/2024", params / "甲\n::set-output name=x::1\x1b[2J\u202e" / "2024")
    (params / "luolong/agency.yaml").write_text('name: "::add-mask::甲"\n', encoding="utf-8")
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2902", '"1\n::stop-commands::t"'), encoding="utf-8")
    assert main(["check", f"--params={params}", f"--out={tmp_path / 'out'}", "--report=github"]) == 2
    printed = capsys.readouterr().out
    commands = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    kinds = ["::warning", "::warning", "::notice", "::error", "::error"]
    assert [line.partition(" ")[0] for line in commands] == kinds
    assert not set("\x1b\u202e") & set(printed)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁", ["甲乙", "丙丁"]),
        ("甲1234乙", ["甲", "1234", "乙"]),
        ("12345678", ["1234", "5678"]),
        ("甲（乙", ["甲", "（乙"]),
        ("甲\n乙", ["甲⏎", "乙"]),
    ],
)
def test_lines_break_between_characters_never_in_a_number(text: str, lines: list[str]) -> None:
    assert break_lines(text, 4) == lines


def test_no_file_takes_the_number_of_a_closed_stream() -> None:
    """A cell's output goes to the numbers of the standard streams, whoever closed them (`2>&-`, a scheduler)."""
    code = """import os
from annual_report.__main__ import main
os.closerange(0, 3)
main(["--help-me"])
os._exit(sum(os.readlink(f"/proc/self/fd/{number}") != os.devnull for number in range(3)))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
