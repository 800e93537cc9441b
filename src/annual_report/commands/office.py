"""The commands of an office that collects the reports of many units."""

from __future__ import annotations

import argparse

from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import require_out, require_place
from annual_report.commands.options import required_year
from annual_report.engine.run import Run
from annual_report.terminal.console import Terminal


def rollup(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Add up the reports of the units of a government into a draft of its tables, and say what does not hold."""
    from annual_report.district.roll_up import roll_up
    from annual_report.district.roll_up_files import write_roll_up
    from annual_report.terminal import roll_up as listing

    request = Request(options.agency, required_year(options, chosen), chosen)
    require_out(request.out, request.params)
    require_place(request.place, request.folder)
    rolled = roll_up(request.agency, request.year, request.params)
    book, kept = write_roll_up(request.place, rolled)
    listing.show(rolled, request, book, kept, console)
    return rolled.exit_code
