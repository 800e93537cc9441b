"""The commands of the clerk's desk: folders to fill in, published reports, names, words, placeholders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import PATCH
from annual_report.commands.options import NO_YEAR, is_yes, required_year, year_of
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.folders import LAST_YEAR, parse_year, require_form
from annual_report.filing.sheets import read_text
from annual_report.terminal import one_report
from annual_report.terminal.console import Terminal

if TYPE_CHECKING:
    from annual_report.review.bound_narrative import BoundNarrative

NO_YEAR_OF_FILE = "没有写年份：读文件时请写 YEAR=年份（同表核对时再写 AGENCY=单位代号）"


def new(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Start the folder of a report."""
    if not options.year:
        raise InputError([Problem(NO_YEAR.format(agency=options.agency, years="无"))])
    from annual_report.filing.new import create

    year, with_registers = parse_year(options.year), is_yes(options.register)
    files = create(options.agency, year, options.name, chosen.params, with_registers)
    for file in files:
        console.print(f"  新建 {paths.shown_name(file)}", soft_wrap=True)
    console.print(f"下一步：填好表格和正文，再运行 make check AGENCY={options.agency} YEAR={options.year}")
    return 0


def import_(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Read published reports back into the files they were made of."""
    from annual_report.filing.imports.importing import Wanted, files_of, import_file, refuse_one_for_many
    from annual_report.terminal import imported

    files, year, replaces = files_of(options.file), year_of(options), is_yes(options.replace)
    refuse_one_for_many(files, Path(options.file).is_dir(), options.agency, year)
    codes = []
    for file in files:
        try:
            done = import_file(Wanted(file, options.agency, year, options.name, chosen.params, replaces))
            if len(files) > 1:
                console.print(file.name, soft_wrap=True)
            imported.show(done, console)
            codes.append(done.exit_code)
        except InputError as error:
            one_report.show_problems([f"{file.name}  {problem}" for problem in error.problems], console)
            codes.append(error.exit_code)
    if len(files) > 1:
        imported.show_total(codes.count(0), codes.count(1), codes.count(2), console)
    return max(codes)


def tally(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Count the registers of a report into its tables."""
    from annual_report.desk.tally import write_tallies
    from annual_report.terminal import tallied

    year = required_year(options, chosen)
    found = write_tallies(options.agency, year, chosen.params, is_yes(options.replace))
    tallied.show(found, options.agency, year, console)
    return max(each.exit_code for each in found)


def names(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """List what a sentence may quote: of one report with its values, else by the form of a year, or the newest."""
    from annual_report.terminal import names as listing

    if options.agency:
        from annual_report.steps.ingest import read_report

        found = read_report(options.agency, required_year(options, chosen), chosen.params)
        listing.show_of_report(found.report, found.problems, console)
    else:
        listing.show(require_form(year_of(options) or LAST_YEAR), console)
    return 0


def bind(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Suggest placeholders for the typed numbers of a report's prose as a patch, or write them into narrative.md."""
    from annual_report.review.bound_narrative import bind_narrative
    from annual_report.steps.ingest import ingest
    from annual_report.terminal import bound_narrative as listing

    request = Request(options.agency, required_year(options, chosen), chosen)
    require_out(request.out, request.params)
    report = ingest(request.agency, request.year, request.params)
    found = bind_narrative(report, request.folder)
    (request.out / PATCH).unlink(missing_ok=True)
    listing.show(found, report, console)
    if found.before != found.after and is_yes(options.write):
        write_whole(found.file, found.after)
        listing.show_written(found, console)
    elif found.before != found.after:
        listing.show_patch(_write_patch(found, request.out), console)
    return 0


def _write_patch(found: BoundNarrative, out: Path) -> Path:
    from annual_report.review.patch import patch_of, write_patch

    write_patch(patch_of(found), out / PATCH)
    return out / PATCH


def read(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Print how every clause of a report's prose, or of a text file, was read; beside the tables where it has some."""
    from annual_report.review.clause_rows import rows_of_report, rows_of_text
    from annual_report.steps.ingest import ingest
    from annual_report.terminal import clause_rows

    if options.file and not options.agency and not options.year:
        raise InputError([Problem(NO_YEAR_OF_FILE)])
    is_of_report = bool(options.agency) or not options.file
    year = required_year(options, chosen) if is_of_report else parse_year(options.year)
    report = ingest(options.agency, year, chosen.params) if is_of_report else None
    if options.file:
        text, _ = read_text(Path(options.file))
        rows = [*rows_of_text(text, options.file, require_form(year), year, report)]
    else:
        rows = [*rows_of_report(report)] if report else []
    clause_rows.show(rows, chosen.params, console)
    return 0


def words(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Print what a word, or a sentence, means and how it is read; without one, the words that nobody knows."""
    from annual_report.district.reading_samples import clauses_with, unknown_words
    from annual_report.terminal import words as listing

    form = require_form(year_of(options) or LAST_YEAR)
    if options.word.strip():
        word = options.word.strip()
        listing.show_word(word, form, clauses_with(word, options.agency, year_of(options), chosen.params), console)
    else:
        found = unknown_words(options.agency, year_of(options), chosen.params)
        listing.show_unknown(found, console)
    return 0
