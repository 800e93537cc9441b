"""The command that makes a site of the reports: what is due is built, what does not hold is left out."""

from __future__ import annotations

import argparse
from dataclasses import replace

from annual_report.build.outputs.table import parse_formats
from annual_report.commands.options import is_yes
from annual_report.commands.reports import DOING_BUILD
from annual_report.district import batch
from annual_report.engine.run import Run
from annual_report.terminal import many_reports, one_report
from annual_report.terminal.console import Terminal, progress

WRITING = "正在写网站 …"


def site(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Write the site of all reports that hold, or of those that are passed; what is due is built first."""
    from annual_report.district.site.site import signed_off, write_site
    from annual_report.terminal import site as listing

    chosen = replace(chosen, formats=tuple(parse_formats(options.formats)))
    only_passed = is_yes(options.published)
    requests = batch.select("", None, chosen)
    wanted, left_out = signed_off(requests) if only_passed else (requests, [])
    outcomes = []
    with progress(console, len(wanted), DOING_BUILD) as advance:
        for outcome in batch.build(wanted) if wanted else ():
            outcomes.append(outcome.in_brief())
            many_reports.show_failure(outcome, console)
            one_report.show_kept(outcome, console, by_name=True)
            advance()
    outcomes.sort(key=lambda each: (each.request.agency, each.year))
    with console.status(WRITING):
        written = write_site(outcomes, left_out, chosen, only_passed)
    listing.show(written, console)
    return max((each.exit_code for each in outcomes), default=0)
