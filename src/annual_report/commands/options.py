"""The options that several commands read, and what a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import find_agency, parse_year, years_of
from annual_report.terminal.console import Terminal
from annual_report.wording import join_words

Command = Callable[[argparse.Namespace, Run, Terminal], int]

NO_YEAR = "没有写年份：请写 YEAR=年份（{agency} 已有：{years}）"


def required_year(options: argparse.Namespace, chosen: Run) -> int:
    """Return the year of the one report that is meant. Raises InputError where none was given."""
    if not options.year:
        _refuse_no_year(options.agency, chosen.params)
    return parse_year(options.year)


def year_of(options: argparse.Namespace) -> int | None:
    """Return the year that was given, if one was."""
    return parse_year(options.year) if options.year else None


def is_yes(text: str) -> bool:
    """Whether a switch is on."""
    return text.strip().lower() not in ("", "0", "no", "false")


def _refuse_no_year(agency: str, params: Path) -> NoReturn:
    years = join_words(map(str, years_of(find_agency(agency, params)))) or "无"
    raise InputError([Problem(NO_YEAR.format(agency=agency, years=years))])
