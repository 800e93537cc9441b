"""The command line: arguments in, one call, exit code out."""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from annual_report import paths
from annual_report.commands.catalogue import ABOUT_ONE, ANYWHERE
from annual_report.commands.command_line import parse
from annual_report.commands.help import help_on, is_asked
from annual_report.district import remote
from annual_report.engine import settings
from annual_report.engine.light_imports import light_imports
from annual_report.engine.run import Run
from annual_report.engine.warm import client
from annual_report.errors import READER_GONE, STOPPED, InputError, error_for_user
from annual_report.typed_command import CALLED_AS_VARIABLE, INSTALLED
from annual_report.wording import make_harmless

OUT = "build"

# What a command may need, imported beforehand by the process that commands share.
PRELOAD = (
    *("annual_report.__main__", "annual_report.district.batch", "annual_report.build.verbs"),
    *("annual_report.terminal.one_report", "annual_report.rules.memory.recalling"),
    *("annual_report.rules.suites", "annual_report.steps.narrate", "annual_report.steps.tabulate"),
    *("annual_report.engine.execute", "annual_report.document.exporters"),
    *("annual_report.build.manifest", "annual_report.build.sources", "annual_report.build.outputs.write"),
    *("annual_report.review.page", "annual_report.review.workbook", "annual_report.build.rehearsal"),
)

DEBUG_VARIABLE = "ANNUAL_REPORT_DEBUG"

INTERRUPTED = "已中断；没有写入任何报告"


def main(arguments: Sequence[str] | None = None, verdicts: Path | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 ledger, 2 input or command, 3 rules or engine.

    A child of the warm process keeps in a file of `verdicts` what it judges, for the next time.
    """
    arguments = _typed() if arguments is None else arguments
    _open_streams()
    _prepare_process()
    try:
        if is_asked(arguments):
            print(help_on(arguments))
            return 0
        options = parse(arguments)
        # Make hands on what was not given as nothing.
        options.params = getattr(options, "params", "") or str(paths.PARAMS)
        options.out = getattr(options, "out", "") or OUT
        return _run(options, arguments, verdicts)
    except BrokenPipeError:
        # The reader has seen enough (make check | head); Python must not complain of it when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except BaseException as error:
        return _explain_end(error)


def _typed() -> list[str]:
    """Return what was typed; where the installed command was, messages name it: make and 报告.cmd say so themselves."""
    if Path(sys.argv[0]).stem == INSTALLED:
        os.environ.setdefault(CALLED_AS_VARIABLE, INSTALLED)
    return sys.argv[1:]


def _prepare_process() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    # What the steps say aloud is shown with the outcome.
    logging.getLogger("annual_report").addHandler(logging.NullHandler())
    if paths.BROUGHT_ALONG.is_dir():
        # Installed: kernels and workers, which stand in folders of their own, find the project by this.
        os.environ.setdefault(paths.PROJECT_VARIABLE, str(paths.PROJECT))


def _open_streams() -> None:
    """Have something behind the numbers of streams that were closed: the next file opened must not be taken for one."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _explain_end(error: BaseException) -> int:
    """Say in words what a command ended with, and return its exit code."""
    from annual_report.terminal import one_report
    from annual_report.terminal.console import Terminal

    console = Terminal()
    if isinstance(error, KeyboardInterrupt):
        console.print(INTERRUPTED)
        return STOPPED
    if not isinstance(error, Exception):
        raise error
    known = error_for_user(error)
    if isinstance(known, InputError):
        one_report.show_problems(known.problems, console)
        return known.exit_code
    if os.environ.get(DEBUG_VARIABLE):
        print(make_harmless("".join(traceback.format_exception(error))), file=sys.stderr)
    console.print(str(known))
    return known.exit_code


@light_imports()
def _run(options: argparse.Namespace, arguments: Sequence[str], verdicts: Path | None) -> int:
    """Run a command: about one report in a child of the warm process, if there may be one, else here."""
    run = _run_of(options, verdicts)
    if options.command not in ANYWHERE:
        remote.refuse_urls(options.params, options.out)
    is_about_one = options.command in ABOUT_ONE and options.agency and options.year
    if is_about_one and run.is_warm and verdicts is None:
        # Looked up once more, since this module goes by another name when it is run as a command.
        this = import_module("annual_report.__main__")
        with contextlib.suppress(client.NoWarmProcessError):
            process = client.shared_process(run)
            code: int = process.run(this.main, tuple(arguments), process.verdicts_file(arguments))
            return code
    # What is asked of a warm process is answered before anything large is imported.
    from annual_report.commands.run import run as run_command
    from annual_report.terminal.console import Terminal

    return run_command(options.command, options, run, Terminal())


def _run_of(options: argparse.Namespace, verdicts: Path | None) -> Run:
    """Return what is chosen of how the work is done. Raises InputError for what cannot be."""
    chosen = {name: getattr(options, name, "") for name in ("engine", "jobs", "scheduler", "warm")}
    return Run(
        params=Path(options.params),
        out=Path(options.out),
        engine=settings.engine_of(chosen["engine"]),
        jobs=settings.jobs_of(chosen["jobs"]),
        scheduler=chosen["scheduler"].strip(),
        is_warm=settings.is_warm(chosen["warm"]),
        preload=PRELOAD,
        verdicts=verdicts,
        places=paths.Places.chosen(),
    )


if __name__ == "__main__":
    sys.exit(main())
