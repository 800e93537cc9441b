"""The command to type next, whole: with the folder of the inputs where that is not the usual one."""

from __future__ import annotations

from pathlib import Path

from annual_report import paths


def check_reports(params: Path) -> str:
    """Return the command that checks all reports of a folder of inputs."""
    return f"make check{_given(PARAMS=_unusual(params))}"


def check_report(folder: Path) -> str:
    """Return the command that checks the report of a folder: params/agency/year."""
    return f"make check{_of(folder)}"


def import_form(file: Path, folder: Path) -> str:
    """Return the command that reads a workbook that was filled in into the folder of its report."""
    return f"make import{_given(FILE=paths.shown_name(file))}{_of(folder)}"


def _of(folder: Path) -> str:
    return _given(AGENCY=folder.parent.name, YEAR=folder.name, PARAMS=_unusual(folder.parents[1]))


def _unusual(params: Path) -> str:
    """Return the folder of the inputs as it is typed, nothing where it need not be."""
    name = paths.shown_name(params)
    return "" if name == paths.PARAMS.name else name


def _given(**values: str) -> str:
    quoted = {name: f'"{value}"' if " " in value else value for name, value in values.items()}
    return "".join(f" {name}={value}" for name, value in quoted.items() if value)
