"""The command that sends lists out to the units, and reads those that came back."""

from __future__ import annotations

import argparse
from pathlib import Path

from annual_report.commands.options import year_of
from annual_report.commands.reports import DOING_CHECK
from annual_report.district import batch
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.terminal.console import Terminal, progress

ONE_OF_TWO = "FILE 读回来的清单，YEAR 出新的清单：请只写一个"


def lists(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Write a list for every unit that has something to put right; with a file, read the answers in it."""
    if options.file and options.year:
        raise InputError([Problem(ONE_OF_TWO)])
    if options.file:
        return _collect(options, chosen, console)
    from annual_report.district.lists import write_lists
    from annual_report.terminal import lists as listing

    requests = batch.select("", year_of(options), chosen)
    outcomes = []
    with progress(console, len(requests), DOING_CHECK) as advance:
        for outcome in batch.check(requests, brief=True):
            outcomes.append(outcome)
            advance()
    outcomes.sort(key=lambda each: (each.request.agency, each.year))
    listing.show(write_lists(outcomes, chosen.out), console)
    broken = [each.exit_code for each in outcomes if each.exit_code not in (0, 1, 2)]
    return max(broken, default=0)


def _collect(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    from annual_report.build.outputs.places import require_out
    from annual_report.district.replies import collect_replies
    from annual_report.terminal import lists as listing

    require_out(chosen.out, chosen.params)
    found = collect_replies(Path(options.file), chosen)
    listing.show_answers(found, console)
    return found.exit_code
