"""The command line: what was typed is a command and its options, or is refused."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from typing import NoReturn

from annual_report.commands.catalogue import COMMANDS, options_of
from annual_report.commands.refusals import VARIABLE, refusal, refusals
from annual_report.errors import InputError, Problem
from annual_report.wording import join_words, suggestion

# Make accepts any variable; the Makefile hands on the names of those that were typed, and the targets, so that what no
# target takes is refused here. PYTHON is for make itself.
GIVEN_VARIABLE, GOALS_VARIABLE = "GIVEN", "GOALS"
OF_MAKE = ("PYTHON",)

HELP = ("-h", "--help", "help")
# How argparse says that an option has no value.
NO_VALUE_SAID = re.compile(r"argument (\S+): expected one argument")

UNKNOWN_COMMAND = "没有「{name}」这个命令{suggestion}（可用：{known}）"
NO_COMMAND = "没有写命令：请写一个（可用：{known}）"
NO_VALUE = "「{name}」后面没有写值：请写成 {name}=值"
WRONG_COMMAND = "命令写错了：{reason}"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the command that was typed and its options, each as text; "" for what was not given.

    Raises InputError for a command or an option that there is not, for a value without an option, and for a variable
    that was typed for make and that none of its targets takes.
    """
    _refuse_variables()
    command = next(iter(arguments), "")
    if command not in COMMANDS:
        known = join_words(COMMANDS)
        words = UNKNOWN_COMMAND.format(name=command, suggestion=suggestion(command, COMMANDS), known=known)
        raise InputError([Problem(words if command else NO_COMMAND.format(known=known), found=command)])
    options, rest = _parser().parse_known_args([_as_option(each) for each in arguments])
    if rest:
        typed = {_as_option(each): each for each in arguments}
        raise InputError(refusals(options.command, [typed.get(each, each) for each in rest]))
    return options


def _as_option(argument: str) -> str:
    """Return a variable as make takes it as the option of that name; anything else as it is."""
    name = VARIABLE.match(argument)
    return f"--{name[1].lower()}={argument[name.end() :]}" if name else argument


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese, without guessing at abbreviations."""

    def error(self, message: str) -> NoReturn:
        without_value = NO_VALUE_SAID.match(message)
        words = NO_VALUE.format(name=without_value[1]) if without_value else WRONG_COMMAND.format(reason=message)
        raise InputError([Problem(words)])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(allow_abbrev=False, add_help=False)
    commands = parser.add_subparsers(required=True, parser_class=_Parser)
    for name in COMMANDS:
        command = commands.add_parser(name, allow_abbrev=False, add_help=False)
        command.set_defaults(command=name)
        for option in options_of(name):
            command.add_argument(f"--{option}", default="")
    return parser


def _refuse_variables() -> None:
    """Raise InputError for a variable that was typed for make and that none of its targets takes."""
    goals = [goal for goal in os.environ.get(GOALS_VARIABLE, "").split() if goal in COMMANDS]
    given = [name for name in os.environ.get(GIVEN_VARIABLE, "").split() if name not in OF_MAKE]
    taken = {option.upper() for goal in goals for option in options_of(goal)}
    problems = [refusal(goals[0], name, str.upper) for name in given if goals and name not in taken]
    if problems:
        raise InputError(problems)
