"""The command line: arguments in, one call, exit code out."""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from annual_report import batch, paths, terminal
from annual_report.errors import AnnualReportError, InputError, Problem
from annual_report.model.district import find_agency, parse_year, years_of
from annual_report.model.outcomes import Outcome, Request
from annual_report.publish import check_files, choices, remote
from annual_report.publish.formats import parse_formats
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

DEBUG_VARIABLE = "ANNUAL_REPORT_DEBUG"

# What the shell reports for a program that an interrupt or a closed pipe ended.
STOPPED, READER_GONE = 130, 141

UNKNOWN_VARIABLE = "没有「{name}」这个参数{suggestion}（可用：{known}）"
WRONG_COMMAND = "命令写错了：{reason}"
NO_YEAR = "没有写年份：请写 YEAR=年份（{agency} 已有：{years}）"
INTERNAL = "程序内部出错（{kind}）：{reason}。请把这句话告诉维护人员；设 {debug}=1 可看详情"
BUILDING = "正在生成 {agency} {year} …"
NOT_ACCESSIBLE = "{file}  打不开或写不进去（{reason}）：请检查权限和路径"
INTERRUPTED = "已中断；没有写入任何报告"
INTERRUPTED_BATCH = "已中断：做完了 {done} 份；再运行一次就接着做其余的"

# So many reports are shown one by one; of more, only those that are not sound.
FEW = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 ledger, 2 input or command, 3 rules or engine."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    # What the steps say aloud is shown with the outcome.
    logging.getLogger("annual_report").addHandler(logging.NullHandler())
    console = terminal.Terminal()
    try:
        _refuse_misspelt_variables()
        options = _parser().parse_args(arguments)
        with paths.environment(_chosen(options)):
            return _run(options, arguments, console)
    except InputError as error:
        terminal.show_problems(error.problems, console)
        return error.exit_code
    except KeyboardInterrupt:
        console.print(INTERRUPTED)
        return STOPPED
    except (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError) as error:
        reason = NOT_ACCESSIBLE.format(file=error.filename, reason=error.strerror)
        terminal.show_problems([reason], console)
        return InputError.exit_code
    except BrokenPipeError:
        # The reader has seen enough (make check | head); Python must not complain of it when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            traceback.print_exc()
        reason = INTERNAL.format(kind=type(error).__name__, reason=error, debug=DEBUG_VARIABLE)
        console.print(str(error) if isinstance(error, AnnualReportError) else reason)
        return AnnualReportError.exit_code


def _run(options: argparse.Namespace, arguments: Sequence[str], console: Console) -> int:
    """Run a command: about one report in a child of the warm process, if there may be one, else here."""
    choices.chosen_engine()
    if options.run not in (reports, check):
        remote.refuse_urls(options.params, options.out)
    code: int
    if choices.is_warm() and options.run in (report, check, verify, docs) and options.agency and options.year:
        # Looked up once more, since this module goes by another name when it is run as a command.
        served = import_module("annual_report.__main__").served
        with contextlib.suppress(client.NoWarmProcessError):
            process = client.shared()
            code = process.run(served, tuple(arguments), str(process.verdicts_file(arguments)))
            return code
    if options.run not in (reports, check):
        code = options.run(options, console)
        return code
    with remote.at_hand(options.params, options.out, options.agency, _year(options)) as places:
        options.params, options.out = places
        code = options.run(options, console)
    return code


def served(arguments: Sequence[str], verdicts: str) -> int:
    """Run a command in a child of the warm process; what was judged is kept in a file for the next time."""
    os.environ[choices.WARM_VARIABLE] = "0"
    os.environ[paths.VERDICTS_VARIABLE] = verdicts
    return main([argument for argument in arguments if not argument.startswith("--warm")])


def report(options: argparse.Namespace, console: Console) -> int:
    request = _request(options)
    formats = parse_formats(options.formats)
    from annual_report import build

    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        outcome = build.report(request, formats)
    terminal.show(outcome, console)
    return outcome.exit_code


def reports(options: argparse.Namespace, console: Console) -> int:
    """Build every report that is not there as its inputs give it now."""
    formats = parse_formats(options.formats)
    requests = batch.select(options.agency, _year(options), Path(options.params), Path(options.out))
    outcomes: list[Outcome] = []
    start = time.perf_counter()
    try:
        with terminal.progress(console, len(requests), terminal.BUILDING) as advance:
            for outcome in batch.build(requests, formats):
                outcomes.append(outcome.in_brief())
                terminal.show_failure(outcome, console)
                advance()
    except KeyboardInterrupt:
        console.print(INTERRUPTED_BATCH.format(done=len(outcomes)))
        return STOPPED
    outcomes.sort(key=lambda outcome: requests.index(outcome.request))
    terminal.show_summary(outcomes, console)
    terminal.show_total(outcomes, time.perf_counter() - start, console)
    check_files.write_check(Path(options.out), outcomes)
    return max(outcome.exit_code for outcome in outcomes)


def check(options: argparse.Namespace, console: Console) -> int:
    found, suggestions = check_files.parse_reports(options.report), check_files.parse_suggestions(options.suggest)
    out = Path(options.out)
    requests = batch.select(options.agency, _year(options), Path(options.params), out)
    outcomes: list[Outcome] = []
    try:
        with terminal.progress(console, len(requests), terminal.CHECKING) as advance:
            for outcome in _checked(requests, brief=not (found or suggestions)):
                outcomes.append(outcome)
                if len(requests) <= FEW or outcome.exit_code:
                    terminal.show(outcome, console, brief=len(requests) > 1)
                advance()
    except KeyboardInterrupt:
        console.print(INTERRUPTED_BATCH.format(done=len(outcomes)))
        return STOPPED
    outcomes.sort(key=lambda outcome: requests.index(outcome.request))
    if len(outcomes) > 1:
        terminal.show_summary(outcomes, console)
    check_files.write_check(out, outcomes)
    for words in check_files.write_reports(out, outcomes, found, suggestions):
        console.print(words, end="", soft_wrap=True)
    return max(outcome.exit_code for outcome in outcomes)


def _checked(requests: list[Request], brief: bool) -> Iterable[Outcome]:
    """Check a report here, and several by whoever does the work of batches."""
    return batch.check(requests, brief) if len(requests) > 1 else batch.check_here(requests)


def new(options: argparse.Namespace, console: Console) -> int:
    if not options.year:
        raise InputError([Problem(NO_YEAR.format(agency=options.agency, years="无"))])
    from annual_report.scaffold import create

    files = create(options.agency, parse_year(options.year), options.name, Path(options.params))
    for file in files:
        console.print(f"  新建 {paths.shown(file)}", soft_wrap=True)
    console.print(f"下一步：填好表格和正文，再运行 make check AGENCY={options.agency} YEAR={options.year}")
    return 0


def verify(options: argparse.Namespace, console: Console) -> int:
    """Say which output of one report is not what its inputs give now, and why."""
    request = _request(options)
    from annual_report import build

    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        found = build.verify(request)
    terminal.show_differences(request, found, console)
    return 1 if found else 0


def docs(options: argparse.Namespace, console: Console) -> int:
    """Show what Great Expectations itself says of one report."""
    request = _request(options)
    from annual_report import build

    console.print(f"  {paths.shown(build.data_docs(request))}", soft_wrap=True)
    return 0


def _request(options: argparse.Namespace) -> Request:
    """Return the one report that is meant. Raises InputError where no year was given."""
    params = Path(options.params)
    if not options.year:
        _refuse_no_year(options.agency, params)
    draft = _is_yes(getattr(options, "draft", ""))
    return Request(options.agency, parse_year(options.year), params, Path(options.out), draft)


def _year(options: argparse.Namespace) -> int | None:
    return parse_year(options.year) if options.year else None


def _chosen(options: argparse.Namespace) -> dict[str, str]:
    """Return what the options say about how the work is done, as variables."""
    given = ((variable, getattr(options, name, "")) for name, variable in CHOICES.items())
    return {variable: value for variable, value in given if value}


def _is_yes(text: str) -> bool:
    return text.strip().lower() not in ("", "0", "no", "false")


def _refuse_no_year(agency: str, params: Path) -> NoReturn:
    years = listed(map(str, years_of(find_agency(agency, params)))) or "无"
    raise InputError([Problem(NO_YEAR.format(agency=agency, years=years))])


COMMANDS = (
    (report, "生成一份报告"),
    (reports, "生成全部报告"),
    (check, "只校验"),
    (new, "新建待填文件夹"),
    (verify, "核对已生成的报告"),
    (docs, "生成 Great Expectations 的校验文档"),
)


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
    commands = parser.add_subparsers(
        required=True, metavar="report|reports|check|new|verify|docs", parser_class=_Parser
    )
    for run, words in COMMANDS:
        command = commands.add_parser(run.__name__, help=words, allow_abbrev=False)
        command.set_defaults(run=run)
        command.add_argument("--agency", default="", metavar="单位代号")
        command.add_argument("--year", default="", metavar="年份")
        command.add_argument("--params", default="", metavar="输入文件夹|网址")
        if run is not new:
            command.add_argument("--out", default="", metavar="输出文件夹|网址")
            command.add_argument("--engine", default="", metavar="fork|kernel")
            command.add_argument("--warm", default="", metavar="0")
        if run in (report, reports):
            command.add_argument("--formats", default="", metavar="格式")
        if run in (reports, check):
            command.add_argument("--jobs", default="", metavar="同时几份")
            command.add_argument("--scheduler", default="", metavar="tcp://…")
        if run is report:
            command.add_argument("--draft", default="", metavar="1")
        if run is check:
            command.add_argument("--report", default="", metavar="junit|sarif|github")
            command.add_argument("--suggest", default="", metavar="patch")
        if run is new:
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
