"""The commands that judge and print reports: one, or all there are."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import parse_formats
from annual_report.commands.options import is_yes, required_year, year_of
from annual_report.district import batch, check_files
from annual_report.engine.run import Run
from annual_report.errors import STOPPED, InputError, Problem
from annual_report.terminal import many_reports, one_report
from annual_report.terminal.console import Terminal, progress

if TYPE_CHECKING:
    from annual_report.desk.editions.edition import Edition

DOING_BUILD, DOING_CHECK = "生成", "校验"
BUILDING = "正在生成 {agency} {year} …"
WRITTEN = "  输出 {file}"
INTERRUPTED_BATCH = "已中断：做完了 {done} 份；再运行一次就接着做其余的"
INTERRUPTED_CHECK = "已中断：校验完了 {done} 份，没有写 check.json；请再运行一次"

OF_A_SECOND = "  问题清单里有与第二份的对照：第二份不在这里，这一部分没有核对"
SECOND_OF_MANY = "SECOND 一次只和一份年报比：请写 AGENCY=单位代号 YEAR=年份"

# So many reports are shown one by one; of more, only those that are not sound.
FEW = 20


def report(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Build one report."""
    year = required_year(options, chosen)
    formats, draft = tuple(parse_formats(options.formats)), is_yes(options.draft)
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
    requests = batch.select(options.agency, year_of(options), chosen)
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
    chosen = replace(chosen, second=Path(options.second) if options.second else None)
    if chosen.second:
        required_year(options, chosen)
    requests = batch.select(options.agency, year_of(options), chosen)
    second = _second_of(requests, chosen)
    check_files.begin(chosen.out, wanted, suggestions)

    def show(outcome: Outcome) -> None:
        if len(requests) <= FEW or outcome.exit_code:
            one_report.show(outcome, console, brief=len(requests) > 1)
        else:
            one_report.show_kept(outcome, console, by_name=True)

    start = time.perf_counter()
    checked = _check_all(requests, not (wanted or suggestions), second)
    outcomes = _show_as_it_comes(checked, requests, show, console, (DOING_CHECK, INTERRUPTED_CHECK))
    if outcomes is None:
        return STOPPED
    file = check_files.write_check(chosen.out, outcomes)
    if len(outcomes) > 1:
        many_reports.show_summary(outcomes, file, console)
        many_reports.show_total(outcomes, time.perf_counter() - start, console, many_reports.CHECKED)
    _show_written(check_files.write_reports(chosen.out, outcomes, wanted, suggestions), console)
    return max(outcome.exit_code for outcome in outcomes)


def verify(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Say which output of one report is not what its inputs give now, and why."""
    request = Request(options.agency, required_year(options, chosen), chosen)
    from annual_report.build import verbs
    from annual_report.build.second import has_second

    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        found = verbs.verify(request)
    one_report.show_differences(request, found, console)
    if has_second(request.place):
        console.print(OF_A_SECOND, soft_wrap=True)
    return 1 if found else 0


def docs(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Show what Great Expectations itself says of one report."""
    request = Request(options.agency, required_year(options, chosen), chosen)
    from annual_report.build import verbs

    console.print(f"  {paths.shown_name(verbs.data_docs(request))}", soft_wrap=True)
    return 0


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


def _check_all(requests: list[Request], brief: bool, second: Edition | None) -> Iterator[Outcome]:
    """Check a report by itself, beside a second entry if there is one; several by whoever does the work of batches."""
    if len(requests) > 1:
        yield from batch.check(requests, brief)
    else:
        yield batch.check_alone(requests[0], second)


def _second_of(requests: Sequence[Request], chosen: Run) -> Edition | None:
    """Return the second entry that a check is given. Raises InputError for one that cannot be read."""
    if not chosen.second:
        return None
    if len(requests) > 1 or not requests[0].agency:
        raise InputError([Problem(SECOND_OF_MANY)])
    from annual_report.build.second import second_of

    with paths.in_force(chosen.places):
        return second_of(requests[0], chosen.second)
