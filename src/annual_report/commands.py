"""The commands: what each does with its options, and what it prints."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import PATCH, parse_formats
from annual_report.district import batch, check_files, remote
from annual_report.engine.run import Run
from annual_report.errors import STOPPED, InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.folders import LAST_YEAR, find_agency, parse_year, require_form, years_of
from annual_report.filing.sheets import read_text
from annual_report.terminal import many_reports, one_report
from annual_report.terminal.console import Terminal, progress
from annual_report.wording import join_words

if TYPE_CHECKING:
    from annual_report.review.bound_narrative import BoundNarrative

Command = Callable[[argparse.Namespace, Run, Terminal], int]

NO_YEAR = "没有写年份：请写 YEAR=年份（{agency} 已有：{years}）"
NO_YEAR_OF_FILE = "没有写年份：读文件时请写 YEAR=年份（同表核对时再写 AGENCY=单位代号）"
NO_NOTEBOOK = "没有 {notebook} 这个笔记本：请检查 " + paths.NOTEBOOK_VARIABLE
DOING_BUILD, DOING_CHECK = "生成", "校验"
BUILDING = "正在生成 {agency} {year} …"
WRITTEN = "  输出 {file}"
INTERRUPTED_BATCH = "已中断：做完了 {done} 份；再运行一次就接着做其余的"
INTERRUPTED_CHECK = "已中断：校验完了 {done} 份，没有写 check.json；请再运行一次"

# So many reports are shown one by one; of more, only those that are not sound.
FEW = 20


def run(name: str, options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Run a command by its name and return its exit code; those about many reports take URLs for folders, too."""
    command = COMMANDS[name]
    if command in (report, reports, verify):
        _require_notebook(chosen.places.notebook)
    with paths.in_force(chosen.places):
        if command not in (reports, check):
            return _with_names_to_open(command, options, chosen, console)
        with remote.local_folders(options.params, options.out, options.agency, _year(options)) as (params, out):
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


def report(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Build one report."""
    year = _required_year(options, chosen)
    formats, draft = tuple(parse_formats(options.formats)), _is_yes(options.draft)
    request = Request(options.agency, year, replace(chosen, formats=formats, draft=draft))
    from annual_report.build import verbs

    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        outcome = verbs.report(request)
    one_report.show(outcome, console)
    return outcome.exit_code


def reports(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Build every report that is not there as its inputs give it now."""

    def show(outcome: Outcome) -> None:
        many_reports.show_failure(outcome, console)
        one_report.show_kept(outcome, console, by_name=True)

    chosen = replace(chosen, formats=tuple(parse_formats(options.formats)))
    requests = batch.select(options.agency, _year(options), chosen)
    check_files.begin(chosen.out)
    start = time.perf_counter()
    built = (outcome.in_brief() for outcome in batch.build(requests))
    outcomes = _show_as_it_comes(built, requests, show, console, (DOING_BUILD, INTERRUPTED_BATCH))
    if outcomes is None:
        return STOPPED
    file = check_files.write_check(chosen.out, outcomes)
    many_reports.show_summary(outcomes, file, console)
    many_reports.show_total(outcomes, time.perf_counter() - start, console)
    return max(outcome.exit_code for outcome in outcomes)


def check(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Validate one report or many."""
    wanted, suggestions = check_files.parse_reports(options.report), check_files.parse_suggestions(options.suggest)
    requests = batch.select(options.agency, _year(options), chosen)
    check_files.begin(chosen.out, wanted, suggestions)

    def show(outcome: Outcome) -> None:
        if len(requests) <= FEW or outcome.exit_code:
            one_report.show(outcome, console, brief=len(requests) > 1)
        else:
            one_report.show_kept(outcome, console, by_name=True)

    start = time.perf_counter()
    checked = _check_all(requests, brief=not (wanted or suggestions))
    outcomes = _show_as_it_comes(checked, requests, show, console, (DOING_CHECK, INTERRUPTED_CHECK))
    if outcomes is None:
        return STOPPED
    file = check_files.write_check(chosen.out, outcomes)
    if len(outcomes) > 1:
        many_reports.show_summary(outcomes, file, console)
        many_reports.show_total(outcomes, time.perf_counter() - start, console, many_reports.CHECKED)
    _show_written(check_files.write_reports(chosen.out, outcomes, wanted, suggestions), console)
    return max(outcome.exit_code for outcome in outcomes)


def _show_as_it_comes(
    outcomes: Iterable[Outcome],
    requests: Sequence[Request],
    show: Callable[[Outcome], None],
    console: Terminal,
    words: tuple[str, str],
) -> list[Outcome] | None:
    """Show each outcome as it comes, beside a bar that says what is done; return them in the order they were asked for.

    After an interruption, say how many were done, and return None.
    """
    doing, interrupted = words
    done: list[Outcome] = []
    try:
        with progress(console, len(requests), doing) as advance:
            for outcome in outcomes:
                done.append(outcome)
                show(outcome)
                advance()
    except KeyboardInterrupt:
        console.print(interrupted.format(done=len(done)))
        return None
    places = {request: place for place, request in enumerate(requests)}
    return sorted(done, key=lambda outcome: places[outcome.request])


def _show_written(written: Iterable[Path | str], console: Terminal) -> None:
    """Print the names of files that were written, and as it is what is for who reads the log."""
    for made in written:
        if isinstance(made, Path):
            console.print(WRITTEN.format(file=paths.shown_name(made)), soft_wrap=True)
        else:
            console.command(made)


def _check_all(requests: list[Request], brief: bool) -> Iterator[Outcome]:
    """Check a report by itself, and several by whoever does the work of batches."""
    if len(requests) > 1:
        yield from batch.check(requests, brief)
    else:
        yield batch.check_alone(requests[0])


def new(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Start the folder of a report."""
    if not options.year:
        raise InputError([Problem(NO_YEAR.format(agency=options.agency, years="无"))])
    from annual_report.filing.new import create

    files = create(options.agency, parse_year(options.year), options.name, chosen.params)
    for file in files:
        console.print(f"  新建 {paths.shown_name(file)}", soft_wrap=True)
    console.print(f"下一步：填好表格和正文，再运行 make check AGENCY={options.agency} YEAR={options.year}")
    return 0


def import_(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Read published reports back into the files they were made of."""
    from annual_report.filing.imports.importing import Wanted, files_of, import_file, refuse_one_for_many
    from annual_report.terminal import imported

    files, year, replaces = files_of(options.file), _year(options), _is_yes(options.replace)
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


def verify(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Say which output of one report is not what its inputs give now, and why."""
    request = Request(options.agency, _required_year(options, chosen), chosen)
    from annual_report.build import verbs

    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        found = verbs.verify(request)
    one_report.show_differences(request, found, console)
    return 1 if found else 0


def docs(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Show what Great Expectations itself says of one report."""
    request = Request(options.agency, _required_year(options, chosen), chosen)
    from annual_report.build import verbs

    console.print(f"  {paths.shown_name(verbs.data_docs(request))}", soft_wrap=True)
    return 0


def names(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """List what a sentence may quote: of one report with its values, else by the form of a year, or the newest."""
    from annual_report.terminal import names as listing

    if options.agency:
        from annual_report.steps.ingest import read_report

        found = read_report(options.agency, _required_year(options, chosen), chosen.params)
        listing.show_of_report(found.report, found.problems, console)
    else:
        listing.show(require_form(_year(options) or LAST_YEAR), console)
    return 0


def bind(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Suggest placeholders for the typed numbers of a report's prose as a patch, or write them into narrative.md."""
    from annual_report.review.bound_narrative import bind_narrative
    from annual_report.steps.ingest import ingest
    from annual_report.terminal import bound_narrative as listing

    request = Request(options.agency, _required_year(options, chosen), chosen)
    require_out(request.out, request.params)
    report = ingest(request.agency, request.year, request.params)
    found = bind_narrative(report, request.folder)
    (request.out / PATCH).unlink(missing_ok=True)
    listing.show(found, report, console)
    if found.before != found.after and _is_yes(options.write):
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
    year = _required_year(options, chosen) if is_of_report else parse_year(options.year)
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

    form = require_form(_year(options) or LAST_YEAR)
    if options.word.strip():
        word = options.word.strip()
        listing.show_word(word, form, clauses_with(word, options.agency, _year(options), chosen.params), console)
    else:
        found = unknown_words(options.agency, _year(options), chosen.params)
        listing.show_unknown(found, console)
    return 0


def _required_year(options: argparse.Namespace, chosen: Run) -> int:
    """Return the year of the one report that is meant. Raises InputError where none was given."""
    if not options.year:
        _refuse_no_year(options.agency, chosen.params)
    return parse_year(options.year)


def _year(options: argparse.Namespace) -> int | None:
    return parse_year(options.year) if options.year else None


def _is_yes(text: str) -> bool:
    return text.strip().lower() not in ("", "0", "no", "false")


def _refuse_no_year(agency: str, params: Path) -> NoReturn:
    years = join_words(map(str, years_of(find_agency(agency, params)))) or "无"
    raise InputError([Problem(NO_YEAR.format(agency=agency, years=years))])


COMMANDS: dict[str, Command] = {
    each.__name__.rstrip("_"): each
    for each in (report, reports, check, new, import_, verify, docs, names, bind, read, words)
}
