"""The command of those who look a report over: pass it, return it, or see how all stand."""

from __future__ import annotations

import argparse
from datetime import date
from typing import get_args

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.commands.options import required_year, year_of
from annual_report.district.batch import select
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import find_folder
from annual_report.filing.sign_offs import RETURNED, Result, SignOffState, sign_off_state
from annual_report.terminal import one_report, sign_offs
from annual_report.terminal.console import Terminal
from annual_report.wording import join_words, on_one_line

RESULTS: tuple[Result, ...] = get_args(Result)

UNKNOWN_RESULT = "RESULT={found} 不是审核结果：只能写 {known}"
NO_ONE = "没有写谁审核的：请写 WHO=姓名"
NO_REASON = "退回要写明原因：请写 REASON=原因"
NO_RESULT = "写了 {names}，没有写审核结果：请写 RESULT={known}"


def review(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    """Write down that a report was passed or returned; without a result, print how every report stands."""
    if not options.result:
        return _show_all(options, chosen, console)
    from annual_report.build.sign_off import sign_off

    request = Request(options.agency, required_year(options, chosen), chosen)
    find_folder(request.agency, request.year, request.params)
    result = _result_of(options)
    who, reason = on_one_line(options.who.strip()), on_one_line(options.reason.strip())
    done = sign_off(request, result, who, reason, date.today())
    if done.outcome:
        one_report.show(done.outcome, console)
        sign_offs.show_refused(console)
    else:
        sign_offs.show(request, done.state, console)
    return done.exit_code


def _result_of(options: argparse.Namespace) -> Result:
    """Return the result that was typed. Raises InputError where it is none, or where who or why is missing."""
    result = next((each for each in RESULTS if each == options.result.strip()), None)
    if result is None:
        words = UNKNOWN_RESULT.format(found=options.result, known=join_words(RESULTS))
        raise InputError([Problem(words, found=options.result)])
    missing = [] if options.who.strip() else [Problem(NO_ONE)]
    missing += [Problem(NO_REASON)] if result == RETURNED and not options.reason.strip() else []
    if missing:
        raise InputError(missing)
    return result


def _show_all(options: argparse.Namespace, chosen: Run, console: Terminal) -> int:
    names = [name for name in ("who", "reason") if getattr(options, name)]
    if names:
        words = NO_RESULT.format(names=join_words(map(str.upper, names)), known="|".join(RESULTS))
        raise InputError([Problem(words)])
    with paths.reading(chosen.params):
        standing = [(each, _standing(each)) for each in select(options.agency, year_of(options), chosen)]
    sign_offs.show_all(standing, console)
    return max((_exit_code(state) for _, state in standing), default=0)


def _exit_code(state: SignOffState | InputError) -> int:
    """Return 0 for a report that is passed, 1 for one that waits for a person, 2 for a file that cannot be read."""
    if isinstance(state, InputError):
        return InputError.exit_code
    return 0 if state.is_passed else 1


def _standing(request: Request) -> SignOffState | InputError:
    """Return how a report stands, or why its review.yaml cannot be read: that costs it alone."""
    try:
        return sign_off_state(request.folder)
    except InputError as error:
        return error
