"""The commands about what a clerk fills in: a new folder, a form, a form that came back."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import require_out, require_place
from annual_report.commands.options import NO_YEAR, is_yes, required_year, year_of
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import parse_year
from annual_report.terminal import one_report
from annual_report.terminal.console import Terminal

if TYPE_CHECKING:
    from annual_report.desk.forms import WrittenForm
    from annual_report.filing.imports.filled.folder import IdentifiedForm
    from annual_report.filing.imports.filled.form import Filled
    from annual_report.filing.imports.importing import Wanted


def new(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Start the folder of a report, and write the forms to fill it in with."""
    if not options.year:
        raise InputError([Problem(NO_YEAR.format(agency=options.agency, years="无"))])
    from annual_report.filing.new import create
    from annual_report.terminal import filled

    year = parse_year(options.year)
    require_out(chosen.out, chosen.params)
    files = create(options.agency, year, options.name, chosen.params, is_yes(options.register))
    for file in files:
        console.print(f"  新建 {paths.shown_name(file)}", soft_wrap=True)
    request = Request(options.agency, year, chosen)
    written = _write_forms(request, "", console)
    filled.show_next(written, request.folder, console, with_files=True)
    return 0


def form(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Write the forms of a report: what is filed stands in them, what is not is to be filled in."""
    from annual_report.terminal import filled

    request = Request(options.agency, required_year(options, chosen), chosen)
    require_out(request.out, request.params)
    written = _write_forms(request, options.format, console)
    filled.show_next(written, request.folder, console)
    return 0


def _write_forms(request: Request, formats: str, console: Terminal) -> list[WrittenForm]:
    from annual_report.desk.forms import FORMATS, formats_of, write_forms
    from annual_report.steps.start import read_or_start
    from annual_report.terminal import filled

    names = formats_of(formats)
    if not formats.strip():
        filled.show_left_out(FORMATS.values(), console)
    found = read_or_start(request.agency, request.year, request.params)
    require_place(request.place, request.folder)
    one_report.show_problems(found.problems, console)
    written = write_forms(found.report, request.place, names)
    filled.show_forms(written, console)
    return written


def import_form(options: argparse.Namespace, chosen: Run, console: Terminal) -> int | None:
    """Read a form that was filled in into the files of its report; return None where the file is none."""
    from annual_report.filing.imports.filled.folder import write_form
    from annual_report.filing.imports.filled.form import find_filled
    from annual_report.filing.imports.importing import Wanted
    from annual_report.terminal import filled

    file = Path(options.file)
    form = find_filled(file) if options.file else None
    if form is None:
        return None
    replaces = is_yes(options.replace)
    wanted = Wanted(file, options.agency, year_of(options), options.name, chosen.params, replaces)
    done = write_form(_identify(wanted, form))
    filled.show(done, console)
    return done.exit_code


def _identify(wanted: Wanted, form: Filled) -> IdentifiedForm:
    """Read a form; what is wrong with a file in a zip is told as it lies there, and not below PARAMS."""
    from annual_report.filing.imports.filled.folder import identify_form

    try:
        return identify_form(wanted, form)
    except InputError as error:
        file = paths.absolute(wanted.file)
        found = (replace(each, file=str(file / each.file)) if each.file else each for each in error.problems)
        raise InputError(found) from error
