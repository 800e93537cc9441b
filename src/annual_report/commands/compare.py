"""The command that compares two editions of a report, or tells how one became what it is."""

from __future__ import annotations

import argparse

from annual_report import paths
from annual_report.build.outputs.places import require_out
from annual_report.commands.options import required_year
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import official_name
from annual_report.terminal import comparison as listing
from annual_report.terminal.console import Terminal

PAGE = "  对照表 {page}"
NOTHING = "没有写比什么：请写 A=旧的一版 B=新的一版，或写 AGENCY、YEAR 列出一份年报的历次更正"
BOTH = "A、B 比较任意两版；AGENCY、YEAR 列出一份年报的历次更正：请只写一种"


def compare(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Compare two editions, wherever each lies: 0 where they are alike, 1 where they differ or are not whole.

    With an agency and a year instead, list every change of its report out of git.
    """
    if (options.a or options.b) and (options.agency or options.year):
        raise InputError([Problem(BOTH)])
    if not (options.a or options.b or options.agency or options.year):
        raise InputError([Problem(NOTHING)])
    if options.agency or options.year:
        return _history(options, chosen, console)
    from annual_report.build.comparison_files import title_of, write_comparison
    from annual_report.build.editions import two_editions
    from annual_report.desk.editions.compare import compare as differences
    from annual_report.review.comparison_words import EDITIONS

    editions = two_editions(options.a, options.b)
    require_out(chosen.out, chosen.params)
    found = differences(*editions)
    page, kept = write_comparison(chosen.out, found, editions)
    console.print(title_of(editions), style="bold", soft_wrap=True)
    _say_kept(kept, console)
    listing.show_editions(found, EDITIONS, page.name, console)
    console.print(PAGE.format(page=paths.shown_name(page)), soft_wrap=True)
    return 0 if found.is_alike else 1


def _history(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    from annual_report.build.comparison_files import write_history
    from annual_report.build.history import history_of
    from annual_report.terminal.history import show

    year = required_year(options, chosen)
    history = history_of(options.agency, year, chosen.params)
    require_out(chosen.out, chosen.params)
    name = official_name(chosen.params / options.agency) or options.agency
    page, kept = write_history(chosen.out, history, (options.agency, year, name))
    _say_kept(kept, console)
    show(history, f"{name} {year} 年", page.name, console)
    console.print(PAGE.format(page=paths.shown_name(page)), soft_wrap=True)
    return 0


def _say_kept(kept: list[str], console: Terminal) -> None:
    for words in kept:
        console.print(f"  {words}", soft_wrap=True)
