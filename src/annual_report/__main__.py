"""The command line: arguments in, one call, exit code out."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from annual_report import build, paths, terminal
from annual_report.errors import AnnualReportError, InputError, Problem
from annual_report.steps.ingest.folder import find_agency, parse_year, years_of
from annual_report.wording import listed, suggestion

OUT = "build"

# Make accepts any variable; the Makefile hands on those it does not know, so that they are refused here.
MISSPELT_VARIABLE = "MISSPELT"
VARIABLES = ("AGENCY", "YEAR", "NAME", "PARAMS", "OUT", "FORMATS", "DRAFT", "REPORT", "SUGGEST")
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 ledger, 2 input or command, 3 rules or engine."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show Chinese shows escapes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    # What the steps say aloud is shown with the outcome.
    logging.getLogger("annual_report").addHandler(logging.NullHandler())
    console = terminal.Terminal()
    try:
        _refuse_misspelt_variables()
        options = _parser().parse_args(arguments)
        code: int = options.run(options, console)
        return code
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


def report(options: argparse.Namespace, console: Console) -> int:
    agency, params, out = options.agency, Path(options.params or paths.PARAMS), Path(options.out or OUT)
    if not options.year:
        _refuse_no_year(agency, params)
    from annual_report.publish.export import parse_formats

    request = build.Request(agency, parse_year(options.year), params, out, draft=_is_yes(options.draft))
    formats = parse_formats(options.formats)
    with console.status(BUILDING.format(agency=agency, year=request.year)):
        outcome = build.report(request, formats)
    terminal.show(outcome, console)
    return outcome.exit_code


def check(options: argparse.Namespace, console: Console) -> int:
    year = parse_year(options.year) if options.year else None
    params, out = Path(options.params or paths.PARAMS), Path(options.out or OUT)
    reports, suggestions = build.parse_reports(options.report), build.parse_suggestions(options.suggest)
    requests = build.select(options.agency, year, params, out)
    outcomes = []
    with terminal.progress(console, len(requests)) as bar:
        for outcome in bar.track(build.check(requests), total=len(requests)):
            outcomes.append(outcome)
            terminal.show(outcome, console, brief=len(requests) > 1)
    if len(outcomes) > 1:
        terminal.show_summary(outcomes, console)
    build.write_check(out, outcomes)
    for words in build.write_reports(out, outcomes, reports, suggestions):
        console.print(words, end="", soft_wrap=True)
    return max(outcome.exit_code for outcome in outcomes)


def new(options: argparse.Namespace, console: Console) -> int:
    if not options.year:
        raise InputError([Problem(NO_YEAR.format(agency=options.agency, years="无"))])
    from annual_report.scaffold import create

    files = create(options.agency, parse_year(options.year), options.name, Path(options.params or paths.PARAMS))
    for file in files:
        console.print(f"  新建 {paths.shown(file)}", soft_wrap=True)
    console.print(f"下一步：填好表格和正文，再运行 make check AGENCY={options.agency} YEAR={options.year}")
    return 0


def verify(options: argparse.Namespace, console: Console) -> int:
    """Say which output of one report is not what its inputs give now, and why."""
    if not options.year:
        _refuse_no_year(options.agency, Path(options.params))
    request = build.Request(options.agency, parse_year(options.year), Path(options.params), Path(options.out))
    with console.status(BUILDING.format(agency=request.agency, year=request.year)):
        found = build.verify(request)
    terminal.show_differences(request, found, console)
    return 1 if found else 0


def docs(options: argparse.Namespace, console: Console) -> int:
    """Show what Great Expectations itself says of one report."""
    if not options.year:
        _refuse_no_year(options.agency, Path(options.params))
    request = build.Request(options.agency, parse_year(options.year), Path(options.params), Path(options.out))
    console.print(f"  {paths.shown(build.data_docs(request))}", soft_wrap=True)
    return 0


def _is_yes(text: str) -> bool:
    return text.strip().lower() not in ("", "0", "no", "false")


def _refuse_no_year(agency: str, params: Path) -> NoReturn:
    years = listed(map(str, years_of(find_agency(agency, params)))) or "无"
    raise InputError([Problem(NO_YEAR.format(agency=agency, years=years))])


COMMANDS = (
    (report, "生成一份报告"),
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
        return options


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m annual_report", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="report|check|new|verify|docs", parser_class=_Parser)
    for run, words in COMMANDS:
        command = commands.add_parser(run.__name__, help=words, allow_abbrev=False)
        command.set_defaults(run=run)
        command.add_argument("--agency", default="", metavar="单位代号")
        command.add_argument("--year", default="", metavar="年份")
        command.add_argument("--params", default=str(paths.PARAMS), metavar="输入文件夹")
        if run is not new:
            command.add_argument("--out", default=OUT, metavar="输出文件夹")
        if run is report:
            command.add_argument("--formats", default="", metavar="格式")
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
