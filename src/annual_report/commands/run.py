"""Run a command by its name: the places and the URLs that it works on, and the names of the files it refuses."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.commands.compare import compare
from annual_report.commands.desk import bind, import_, init, names, read, table, tally, words
from annual_report.commands.forms import form, new
from annual_report.commands.lab import lab
from annual_report.commands.lists import lists
from annual_report.commands.office import rollup
from annual_report.commands.options import Command, year_of
from annual_report.commands.reports import check, docs, report, reports, verify
from annual_report.commands.review import review
from annual_report.commands.site import site
from annual_report.commands.surveys import district, trends
from annual_report.district import remote
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.project import require_project
from annual_report.terminal.console import Terminal
from annual_report.typed_command import typed_params

NO_NOTEBOOK = "没有 {notebook} 这个笔记本：请检查 " + paths.NOTEBOOK_VARIABLE


def run(name: str, options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Run a command by its name and return its exit code; those about many reports take URLs for folders, too."""
    command = COMMANDS[name]
    if command is not init:
        require_project()
    if command in (report, reports, verify, site, lab):
        _require_notebook(chosen.places.notebook)
    typed = "" if paths.absolute(Path(options.params)) == paths.PARAMS else options.params
    with paths.in_force(chosen.places), typed_params(typed):
        if command is compare:
            # An edition lies anywhere, or in git: its files are named as it was typed.
            return command(options, chosen, console)
        if command not in (reports, check):
            return _with_names_to_open(command, options, chosen, console)
        with remote.local_folders(options.params, options.out, options.agency, year_of(options)) as (params, out):
            here = replace(chosen, params=params, out=out, places=paths.places())
            return _with_names_to_open(command, options, here, console)


def _require_notebook(notebook: Path) -> None:
    if not notebook.is_file():
        raise InputError([Problem(NO_NOTEBOOK.format(notebook=notebook))])


def _with_names_to_open(command: Command, options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Run a command; where it refuses an input, name the file as it opens from here."""
    try:
        return command(options, chosen, console)
    except InputError as error:
        raise InputError(_to_open(problem, chosen.params) for problem in error.problems) from error


def _to_open(problem: Problem, params: Path) -> Problem:
    """Return a problem with the name of its file as it opens from here."""
    return replace(problem, file=paths.shown_name(paths.find_stored(problem.file, params))) if problem.file else problem


OF_REPORTS = (report, reports, check, verify, docs)
OF_THE_OFFICE = (rollup, district, trends, review, lists, site)
OF_THE_DESK = (init, new, form, import_, tally, names, bind, read, words, compare, table, lab)
COMMANDS: dict[str, Command] = {each.__name__.rstrip("_"): each for each in (*OF_REPORTS, *OF_THE_OFFICE, *OF_THE_DESK)}
