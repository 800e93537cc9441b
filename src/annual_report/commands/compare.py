"""The command that compares two editions of a report."""

from __future__ import annotations

import argparse

from annual_report import paths
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import COMPARE_PAGE
from annual_report.engine.run import Run
from annual_report.terminal import comparison as listing
from annual_report.terminal.console import Terminal

PAGE = "  对照表 {page}"


def compare(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Compare two editions, wherever each lies: 0 where they are alike, 1 where they differ or are not whole."""
    from annual_report.build.comparison_files import title_of, write_comparison
    from annual_report.build.editions import two_editions
    from annual_report.desk.editions.compare import compare as differences
    from annual_report.review.comparison_words import EDITIONS

    editions = two_editions(options.a, options.b)
    require_out(chosen.out, chosen.params)
    found = differences(*editions)
    folder, kept = write_comparison(chosen.out, found, editions)
    console.print(title_of(editions), style="bold", soft_wrap=True)
    for words in kept:
        console.print(f"  {words}", soft_wrap=True)
    listing.show_editions(found, EDITIONS, COMPARE_PAGE, console)
    console.print(PAGE.format(page=paths.shown_name(folder / COMPARE_PAGE)), soft_wrap=True)
    return 0 if found.is_alike else 1
