"""`--help` says in Chinese which commands there are, and what one takes, as it is typed for make."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from annual_report.__main__ import main
from annual_report.commands.catalogue import COMMANDS
from annual_report.commands.help import help_on


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said and words in said for name, words in COMMANDS.items())


def test_help_on_a_command_names_what_it_takes_as_for_make(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--help"]) == 0
    said = capsys.readouterr().out
    assert "AGENCY=单位代号" in said
    assert "哪一年的年报" in said
    assert "FOLDER" not in said


@pytest.mark.parametrize("command", ["--help", *COMMANDS])
def test_help_fits_a_terminal(command: str) -> None:
    assert all(cell_len(line) <= 80 for line in help_on([command]).splitlines())
