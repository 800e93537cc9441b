"""The commands of the clerk's desk: published reports, names, words, placeholders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import PATCH
from annual_report.commands.options import is_yes, required_year, year_of
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.folders import LAST_YEAR, parse_year, require_form
from annual_report.filing.sheets import read_text
from annual_report.terminal.console import Terminal, progress
from annual_report.typed_command import typed_command

if TYPE_CHECKING:
    from annual_report.review.bound_narrative import BoundNarrative

LAID_OUT = "下一步：到这个文件夹里运行 {report}，先看一份示例"
NO_YEAR_OF_FILE = "没有写年份：读文件时请写 YEAR=年份（同表核对时再写 AGENCY=单位代号）"


def init(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Lay out a project in an empty folder."""
    from annual_report.filing.project import lay_out

    for file in lay_out(Path(options.folder or ".")):
        console.print(f"  新建 {paths.shown_name(file)}", soft_wrap=True)
    console.print(LAID_OUT.format(report=typed_command("report", agency="luolong", year=2024)), soft_wrap=True)
    return 0


def import_(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Read forms that were filled in, or published reports, back into the files they were made of."""
    from annual_report.commands.forms import import_form
    from annual_report.filing.imports.folder import import_files, require_titles
    from annual_report.filing.imports.folder_files import find_documents
    from annual_report.filing.imports.importing import Wanted, import_file
    from annual_report.terminal import imported, many_imported

    found, file = find_documents(options.file), Path(options.file)
    code = import_form(options, chosen, console)
    if code is not None:
        return code
    wanted = Wanted(file, options.agency, year_of(options), options.name, chosen.params, is_yes(options.replace))
    many_imported.show_others(found.others, console)
    if not file.is_dir():
        done = import_file(wanted)
        imported.show(done, console)
        return done.exit_code
    require_titles(found.documents, wanted)
    with progress(console, len(found.documents), many_imported.READING) as advance:
        outcomes = [*import_files(found.documents, wanted, advance)]
    many_imported.show(outcomes, file, console)
    return max(each.exit_code for each in outcomes)


def tally(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Count the registers of a report into its tables."""
    from annual_report.desk.tally import exit_code_of, write_tallies
    from annual_report.terminal import tallied

    year = required_year(options, chosen)
    found = write_tallies(options.agency, year, chosen.params, is_yes(options.replace))
    tallied.show(found, console)
    return exit_code_of(found)


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


def table(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Write the figures of all reports as one table, for other programs."""
    from annual_report.steps.frame import frame, write_frame
    from annual_report.terminal.remarks import remarks_of

    require_out(chosen.out, chosen.params)
    with remarks_of(frame.__module__, console):
        figures = frame(options.agency, year_of(options), chosen.params)
        files = write_frame(figures, chosen.out)
    for file in files:
        console.print(f"  写入 {paths.shown_name(file)}（{len(figures)} 行）", soft_wrap=True)
    return 0
