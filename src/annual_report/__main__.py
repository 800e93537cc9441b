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
from typing import NoReturn

from annual_report import paths
from annual_report.errors import InputError, Problem, told
from annual_report.model import verdicts
from annual_report.publish import choices, remote
from annual_report.publish.limits import Limits
from annual_report.publish.warm import client
from annual_report.wording import listed, suggestion

OUT = "build"

# Make accepts any variable; the Makefile hands on those it does not know, so that they are refused here.
MISSPELT_VARIABLE = "MISSPELT"
VARIABLES = (
    *("AGENCY", "YEAR", "NAME", "PARAMS", "OUT", "FORMATS", "DRAFT", "REPORT", "SUGGEST"),
    *("JOBS", "ENGINE", "WARM", "SCHEDULER"),
)
# The options that say how the work is done; what has to do it may be another process, so they travel with it.
CHOICES = {
    "jobs": choices.JOBS_VARIABLE,
    "engine": choices.ENGINE_VARIABLE,
    "warm": choices.WARM_VARIABLE,
    "scheduler": choices.SCHEDULER_VARIABLE,
}

COMMANDS = {
    "report": "生成一份报告",
    "reports": "生成全部报告",
    "check": "只校验",
    "new": "新建待填文件夹",
    "verify": "核对已生成的报告",
    "docs": "生成 Great Expectations 的校验文档",
}
ABOUT_MANY = ("reports", "check")
ABOUT_ONE = ("report", "check", "verify", "docs")

DEBUG_VARIABLE = "ANNUAL_REPORT_DEBUG"

# What the shell reports for a program that an interrupt or a closed pipe ended.
STOPPED, READER_GONE = 130, 141

UNKNOWN_VARIABLE = "没有「{name}」这个参数{suggestion}（可用：{known}）"
WRONG_COMMAND = "命令写错了：{reason}"
INTERRUPTED = "已中断；没有写入任何报告"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 ledger, 2 input or command, 3 rules or engine."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    # What the steps say aloud is shown with the outcome.
    logging.getLogger("annual_report").addHandler(logging.NullHandler())
    try:
        _refuse_misspelt_variables()
        options = _parser().parse_args(arguments)
        with paths.environment(_chosen(options)):
            return _run(options, arguments)
    except BrokenPipeError:
        # The reader has seen enough (make check | head); Python must not complain of it when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except BaseException as error:
        return _ended(error)


def _ended(error: BaseException) -> int:
    """Say in words what a command ended with, and return its exit code."""
    from annual_report import terminal

    console = terminal.Terminal()
    if isinstance(error, KeyboardInterrupt):
        console.print(INTERRUPTED)
        return STOPPED
    if not isinstance(error, Exception):
        raise error
    known = told(error)
    if isinstance(known, InputError):
        terminal.show_problems(known.problems, console)
        return known.exit_code
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)
    console.print(str(known))
    return known.exit_code


def _run(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    """Run a command: about one report in a child of the warm process, if there may be one, else here."""
    choices.chosen_engine()
    Limits.chosen()
    if options.command not in ABOUT_MANY:
        remote.refuse_urls(options.params, options.out)
    is_about_one = options.command in ABOUT_ONE and options.agency and options.year
    if is_about_one and choices.is_warm() and not verdicts.are_kept():
        # Looked up once more, since this module goes by another name when it is run as a command.
        this = import_module("annual_report.__main__")
        with contextlib.suppress(client.NoWarmProcessError):
            process = client.shared()
            code: int = process.run(this.served, tuple(arguments), str(process.verdicts_file(arguments)))
            return code
    # What is asked of a warm process is answered before anything large is imported.
    from annual_report import commands, terminal

    return commands.run(options.command, options, terminal.Terminal())


def served(arguments: Sequence[str], kept_in: str) -> int:
    """Run a command in a child of the warm process; what was judged is kept in a file for the next time."""
    verdicts.keep_in(Path(kept_in))
    return main(arguments)


def _chosen(options: argparse.Namespace) -> dict[str, str]:
    """Return what the options say about how the work is done, as variables."""
    given = ((variable, getattr(options, name, "")) for name, variable in CHOICES.items())
    return {variable: value for variable, value in given if value}


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese, without guessing at abbreviations."""

    def error(self, message: str) -> NoReturn:
        raise InputError([Problem(WRONG_COMMAND.format(reason=message))])

    def parse_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        options, rest = self.parse_known_args(args, namespace)
        known = [f"--{name.lower()}" for name in VARIABLES]
        problems = [_unknown(name.partition("=")[0], known) for name in rest]
        if problems:
            raise InputError(problems)
        # Make hands on what was not given as nothing.
        options.params, options.out = options.params or str(paths.PARAMS), getattr(options, "out", "") or OUT
        return options


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m annual_report", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="|".join(COMMANDS), parser_class=_Parser)
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, allow_abbrev=False)
        command.set_defaults(command=name)
        command.add_argument("--agency", default="", metavar="单位代号")
        command.add_argument("--year", default="", metavar="年份")
        command.add_argument("--params", default="", metavar="输入文件夹|网址")
        if name != "new":
            command.add_argument("--out", default="", metavar="输出文件夹|网址")
            command.add_argument("--engine", default="", metavar="fork|kernel")
            command.add_argument("--warm", default="", metavar="0")
        if name in ("report", "reports"):
            command.add_argument("--formats", default="", metavar="格式")
        if name in ABOUT_MANY:
            command.add_argument("--jobs", default="", metavar="同时几份")
            command.add_argument("--scheduler", default="", metavar="tcp://…")
        if name == "report":
            command.add_argument("--draft", default="", metavar="1")
        if name == "check":
            command.add_argument("--report", default="", metavar="junit|sarif|github")
            command.add_argument("--suggest", default="", metavar="patch")
        if name == "new":
            command.add_argument("--name", default="", metavar="单位全称")
    return parser


def _refuse_misspelt_variables() -> None:
    names = os.environ.get(MISSPELT_VARIABLE, "").split()
    if names:
        raise InputError(_unknown(name, VARIABLES) for name in names)


def _unknown(name: str, known: Sequence[str]) -> Problem:
    words = UNKNOWN_VARIABLE.format(name=name, suggestion=suggestion(name, known), known=listed(known))
    return Problem(words, found=name)


if __name__ == "__main__":
    sys.exit(main())
