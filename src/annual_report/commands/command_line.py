"""The command line: which commands there are, which options they take, and what was typed.

A variable of make has the name of the option; whoever has no make types it in the same way (AGENCY=luolong), or as
--agency=luolong.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, NoReturn

from annual_report.errors import InputError, Problem
from annual_report.wording import join_words, suggestion

COMMANDS = {
    "report": "生成一份报告",
    "reports": "生成全部报告",
    "check": "只校验",
    "new": "新建待填文件夹",
    "form": "生成填报表",
    "import": "导入填报表或已发布的年报",
    "tally": "由登记簿数出表三、表四",
    "verify": "核对已生成的报告",
    "docs": "生成 Great Expectations 的校验文档",
    "names": "列出正文可以引用的名称",
    "bind": "把手写的数字换成占位符",
    "read": "列出正文每一处数字是怎么读的",
    "words": "查一个词的意思，或列出不认识的词",
    "rollup": "汇总下级单位，写出政府自己的三张表",
    "compare": "比较年报的两版，或列出一份年报的历次更正",
    "lab": "打开 JupyterLab",
    "table": "全部数字写成一张表，供别的软件用",
    "init": "在空文件夹里铺开一个项目（笔记本、规则、示例）",
}
ABOUT_MANY = ("reports", "check")
ABOUT_ONE = ("report", "check", "verify", "docs")
BUILDING = ("report", "reports")
ALL_BUT_NEW = ("report", "reports", "check", "verify", "docs")
WRITING = ("bind", "table", "compare", "new", "form", "rollup")
ABOUT_REPORTS = tuple(each for each in COMMANDS if each not in ("init", "lab"))


class Option(NamedTuple):
    """What an option takes (nothing said: one or more of the formats), what it is for, and who takes it."""

    value: str
    words: str
    commands: tuple[str, ...]


OPTIONS = {
    "agency": Option("单位代号", "哪个单位：params 下的文件夹名", ABOUT_REPORTS),
    "year": Option("年份", "哪一年的年报", ABOUT_REPORTS),
    "file": Option("填报表|年报文件|文件夹|文本", "要读的文件", ("import", "read")),
    "replace": Option("1", "已有的以新读、新数的为准", ("import", "tally")),
    "name": Option("单位全称", "新单位的全称", ("new", "import")),
    "register": Option("1", "另外建空的登记簿", ("new",)),
    "params": Option("输入文件夹|网址", "填报数据在哪里，不写就是 params", ABOUT_REPORTS),
    "out": Option("输出文件夹|网址", "结果放到哪里，不写就是 build", (*ALL_BUT_NEW, *WRITING)),
    "format": Option("xlsx html", "填报表的格式，不写就是全部", ("form",)),
    "formats": Option("", "要哪些格式，不写就是全部", BUILDING),
    "draft": Option("1", "数字还对不上时也出草稿", ("report",)),
    "report": Option("junit|sarif|github", "另外给程序看的校验结果", ("check",)),
    "suggest": Option("patch", "另外给出修改建议", ("check",)),
    "second": Option("文件夹|文件", "和另一个人独立录入的那一份逐格比较", ("check",)),
    "a": Option("文件夹|版本:路径|文件", "旧的一版", ("compare",)),
    "b": Option("文件夹|版本:路径|文件", "新的一版", ("compare",)),
    "write": Option("1", "直接改 narrative.md，不写就只给修改建议", ("bind",)),
    "word": Option("字词或句子", "要查的词", ("words",)),
    "folder": Option("空文件夹", "项目放在哪里，不写就是当前文件夹", ("init",)),
    "jobs": Option("同时几份", "同时做几份", ABOUT_MANY),
    "engine": Option("fork|kernel", "怎样运行笔记本", ALL_BUT_NEW),
    "warm": Option("0", "不用常驻进程", ALL_BUT_NEW),
    "scheduler": Option("tcp://…", "Dask 集群的地址", ABOUT_MANY),
}

# Make accepts any variable; the Makefile hands on the names of those that were typed, and the targets, so that what no
# target takes is refused here. PYTHON is for make itself.
GIVEN_VARIABLE, GOALS_VARIABLE = "GIVEN", "GOALS"
OF_MAKE = ("PYTHON",)

HELP = ("-h", "--help", "help")
# A variable as it is typed for make.
VARIABLE = re.compile(r"([A-Z]+)=", re.ASCII)
# How argparse says that an option has no value.
NO_VALUE_SAID = re.compile(r"argument (\S+): expected one argument")

UNKNOWN_VARIABLE = "没有「{name}」这个参数{suggestion}（可用：{known}）"
NOT_TAKEN = "{command} 不用「{name}」：用它的是 {commands}；请去掉它，或改用那个命令"
UNKNOWN_COMMAND = "没有「{name}」这个命令{suggestion}（可用：{known}）"
NO_COMMAND = "没有写命令：请写一个（可用：{known}）"
NO_VALUE = "「{name}」后面没有写值：请写成 {name}=值"
STRAY = "「{word}」不知道是哪个参数的值：请写成 --参数=值（{command} 可用：{known}）"
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
        raise InputError(_refusals(options.command, [typed.get(each, each) for each in rest]))
    return options


def options_of(command: str) -> list[str]:
    """Return the names of the options that a command takes."""
    return [name for name, option in OPTIONS.items() if command in option.commands]


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
    problems = [_refusal(goals[0], name, str.upper) for name in given if goals and name not in taken]
    if problems:
        raise InputError(problems)


def _refusals(command: str, words: Iterable[str]) -> list[Problem]:
    """Say what is wrong with words that are left over: options that are not taken, else values without an option."""
    names = [(word.partition("=")[0], str.upper if VARIABLE.match(word) else "--{}".format) for word in words]
    options = [_refusal(command, name, way) for name, way in names if name.startswith("-") or way is str.upper]
    return options or [_stray_word(command, word) for word in words]


def _refusal(command: str, name: str, written: Callable[[str], str]) -> Problem:
    """Say what is wrong with an option: other commands take it, or none does, and which it may have meant."""
    options = {written(option): each.commands for option, each in OPTIONS.items()}
    if name in options:
        words = NOT_TAKEN.format(command=command, name=name, commands=join_words(options[name]))
    else:
        known = [written(option) for option in options_of(command)]
        words = UNKNOWN_VARIABLE.format(name=name, suggestion=suggestion(name, known), known=join_words(known))
    return Problem(words, found=name)


def _stray_word(command: str, word: str) -> Problem:
    known = join_words(f"--{option}" for option in options_of(command))
    return Problem(STRAY.format(word=word, command=command, known=known), found=word)
