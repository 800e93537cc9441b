"""The commands that run a notebook about several reports: one agency over the years, the units of a government."""

from __future__ import annotations

import argparse
from dataclasses import replace

from annual_report.build.outputs.table import parse_formats
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import parse_year
from annual_report.terminal.console import Terminal

DOING = "正在生成 {agency} 历年变化 …"
GATHERING = "正在检查、汇总 {parent} 的各单位 …"
NO_YEAR = "没有写年份：请写 YEAR=年份"
NO_PARENT = "没有写哪个政府：请写 PARENT=政府的代号或全称"


def trends(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Draw one agency over the years, with what may not be compared left out and said."""
    from annual_report.district.surveys.run_survey import run_survey
    from annual_report.district.trends.request import trends_request
    from annual_report.terminal import survey

    run = replace(chosen, formats=tuple(parse_formats(options.formats)))
    request = trends_request(options.agency, options.years, run)
    with console.status(DOING.format(agency=options.agency)):
        outcome = run_survey(request)
    survey.show(outcome, console)
    return outcome.exit_code


def district(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Show the units of a government at a glance: who filed, what must be put right, the roll-up, what changed."""
    from annual_report.district.overview.request import district_request
    from annual_report.district.surveys.run_survey import run_survey
    from annual_report.terminal import survey

    if not options.parent.strip():
        raise InputError([Problem(NO_PARENT)])
    if not options.year:
        raise InputError([Problem(NO_YEAR)])
    run = replace(chosen, formats=tuple(parse_formats(options.formats)))
    with console.status(GATHERING.format(parent=options.parent)):
        outcome = run_survey(district_request(options.parent, parse_year(options.year), run))
    survey.show_gathered(outcome, console)
    return outcome.exit_code
