"""The commands that run a notebook about several reports: one agency over the years."""

from __future__ import annotations

import argparse
from dataclasses import replace

from annual_report.build.outputs.table import parse_formats
from annual_report.engine.run import Run
from annual_report.terminal import survey
from annual_report.terminal.console import Terminal

DOING = "正在生成 {agency} 历年变化 …"


def trends(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Draw one agency over the years, with what may not be compared left out and said."""
    from annual_report.district.surveys.run_survey import run_survey
    from annual_report.district.trends.request import trends_request

    run = replace(chosen, formats=tuple(parse_formats(options.formats)))
    request = trends_request(options.agency, options.years, run)
    with console.status(DOING.format(agency=options.agency)):
        outcome = run_survey(request)
    survey.show(outcome, console)
    return outcome.exit_code
