"""The command line: arguments in, one call, exit code out."""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from annual_report import paths
from annual_report.build.outputs.table import formats
from annual_report.district import remote
from annual_report.engine import settings
from annual_report.engine.light_imports import light_imports
from annual_report.engine.run import Run
from annual_report.engine.warm import client
from annual_report.errors import READER_GONE, STOPPED, InputError, Problem, error_for_user
from annual_report.wording import join_words, make_harmless, suggestion

OUT = "build"

# Make accepts any variable; the Makefile hands on the names of those that were typed, and the targets, so that what no
# target takes is refused here. PYTHON is for make itself.
GIVEN_VARIABLE, GOALS_VARIABLE = "GIVEN", "GOALS"
OF_MAKE = ("PYTHON",)

# What a command may need, imported beforehand by the process that commands share.
PRELOAD = (
    *("annual_report.__main__", "annual_report.district.batch", "annual_report.build.verbs"),
    *("annual_report.terminal.one_report", "annual_report.rules.memory.recalling"),
    *("annual_report.rules.suites", "annual_report.steps.narrate", "annual_report.steps.tabulate"),
    *("annual_report.engine.execute", "annual_report.document.exporters"),
    *("annual_report.build.manifest", "annual_report.build.sources", "annual_report.build.outputs.write"),
    *("annual_report.review.page", "annual_report.review.workbook", "annual_report.build.rehearsal"),
)

COMMANDS = {
    "report": "生成一份报告",
    "reports": "生成全部报告",
    "check": "只校验",
    "new": "新建待填文件夹",
    "import": "导入已发布的年报",
    "tally": "由登记簿数出表三、表四",
    "verify": "核对已生成的报告",
    "docs": "生成 Great Expectations 的校验文档",
    "names": "列出正文可以引用的名称",
    "bind": "把手写的数字换成占位符",
    "read": "列出正文每一处数字是怎么读的",
    "words": "查一个词的意思，或列出不认识的词",
}
HELP = ("-h", "--help")
# How argparse says that an option has no value.
NO_VALUE_SAID = re.compile(r"argument (\S+): expected one argument")
ABOUT_MANY = ("reports", "check")
ABOUT_ONE = ("report", "check", "verify", "docs")
BUILDING = ("report", "reports")
ALL_BUT_NEW = ("report", "reports", "check", "verify", "docs")

# The options, what they take, and the commands that take them; a variable of make has the name of the option.
OPTIONS = {
    "agency": ("单位代号", tuple(COMMANDS)),
    "year": ("年份", tuple(COMMANDS)),
    "file": ("年报文件|文件夹|文本", ("import", "read")),
    "replace": ("1", ("import", "tally")),
    "name": ("单位全称", ("new", "import")),
    "register": ("1", ("new",)),
    "params": ("输入文件夹|网址", tuple(COMMANDS)),
    "out": ("输出文件夹|网址", (*ALL_BUT_NEW, "bind")),
    "formats": ("格式", BUILDING),
    "draft": ("1", ("report",)),
    "report": ("junit|sarif|github", ("check",)),
    "suggest": ("patch", ("check",)),
    "write": ("1", ("bind",)),
    "word": ("字词或句子", ("words",)),
    "jobs": ("同时几份", ABOUT_MANY),
    "engine": ("fork|kernel", ALL_BUT_NEW),
    "warm": ("0", ALL_BUT_NEW),
    "scheduler": ("tcp://…", ABOUT_MANY),
}

DEBUG_VARIABLE = "ANNUAL_REPORT_DEBUG"

UNKNOWN_VARIABLE = "没有「{name}」这个参数{suggestion}（可用：{known}）"
NOT_TAKEN = "{command} 不用「{name}」：用它的是 {commands}；请去掉它，或改用那个命令"
UNKNOWN_COMMAND = "没有「{name}」这个命令{suggestion}（可用：{known}）"
NO_COMMAND = "没有写命令：请写一个（可用：{known}）"
NO_VALUE = "「{name}」后面没有写值：请写成 {name}=值"
STRAY = "「{word}」不知道是哪个参数的值：请写成 --参数=值（{command} 可用：{known}）"
WRONG_COMMAND = "命令写错了：{reason}"
INTERRUPTED = "已中断；没有写入任何报告"


def main(arguments: Sequence[str] | None = None, verdicts: Path | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 ledger, 2 input or command, 3 rules or engine.

    A child of the warm process keeps in a file of `verdicts` what it judges, for the next time.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    _open_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    # What the steps say aloud is shown with the outcome.
    logging.getLogger("annual_report").addHandler(logging.NullHandler())
    try:
        _refuse_variables()
        options = _parser().parse_args(arguments)
        return _run(options, arguments, verdicts)
    except BrokenPipeError:
        # The reader has seen enough (make check | head); Python must not complain of it when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except BaseException as error:
        return _explain_end(error)


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
    if options.command not in ABOUT_MANY:
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


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese, without guessing at abbreviations."""

    def error(self, message: str) -> NoReturn:
        without_value = NO_VALUE_SAID.match(message)
        words = NO_VALUE.format(name=without_value[1]) if without_value else WRONG_COMMAND.format(reason=message)
        raise InputError([Problem(words)])

    def parse_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        command = next(iter(args or ()), "")
        if command not in (*COMMANDS, *HELP):
            words = UNKNOWN_COMMAND.format(
                name=command, suggestion=suggestion(command, COMMANDS), known=join_words(COMMANDS)
            )
            raise InputError(
                [Problem(words if command else NO_COMMAND.format(known=join_words(COMMANDS)), found=command)]
            )
        options, rest = self.parse_known_args(args, namespace)
        names = [each.partition("=")[0] for each in rest if each.startswith("-")]
        if rest:
            raise InputError(_refusals(options.command, names) or [_stray_word(options.command, word) for word in rest])
        # Make hands on what was not given as nothing.
        options.params, options.out = options.params or str(paths.PARAMS), getattr(options, "out", "") or OUT
        return options


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m annual_report", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="|".join(COMMANDS), parser_class=_Parser)
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, allow_abbrev=False)
        command.set_defaults(command=name)
        for option in _options_of(name):
            command.add_argument(f"--{option}", default="", metavar=_value_of(option))
    return parser


def _value_of(option: str) -> str:
    """Return what an option takes, as the help says it."""
    return "|".join(formats()) if option == "formats" else OPTIONS[option][0]


def _options_of(command: str) -> list[str]:
    return [option for option, (_, commands) in OPTIONS.items() if command in commands]


def _refuse_variables() -> None:
    """Raise InputError for a variable that was typed for make and that none of its targets takes."""
    goals = [goal for goal in os.environ.get(GOALS_VARIABLE, "").split() if goal in COMMANDS]
    given = [name for name in os.environ.get(GIVEN_VARIABLE, "").split() if name not in OF_MAKE]
    taken = {option.upper() for goal in goals for option in _options_of(goal)}
    problems = [_refusal(goals[0], name, str.upper) for name in given if goals and name not in taken]
    if problems:
        raise InputError(problems)


def _refusals(command: str, names: Iterable[str]) -> list[Problem]:
    return [_refusal(command, name, "--{}".format) for name in names]


def _refusal(command: str, name: str, written: Callable[[str], str]) -> Problem:
    """Say what is wrong with an option: other commands take it, or none does, and which it may have meant."""
    options = {written(option): commands for option, (_, commands) in OPTIONS.items()}
    if name in options:
        words = NOT_TAKEN.format(command=command, name=name, commands=join_words(options[name]))
    else:
        known = [written(option) for option in _options_of(command)]
        words = UNKNOWN_VARIABLE.format(name=name, suggestion=suggestion(name, known), known=join_words(known))
    return Problem(words, found=name)


def _stray_word(command: str, word: str) -> Problem:
    known = join_words(f"--{option}" for option in _options_of(command))
    return Problem(STRAY.format(word=word, command=command, known=known), found=word)


if __name__ == "__main__":
    sys.exit(main())
