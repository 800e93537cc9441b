"""What is wrong with words of a command line that no option takes, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from annual_report.commands.catalogue import OPTIONS, options_of
from annual_report.errors import Problem
from annual_report.wording import join_words, suggestion

# A variable as it is typed for make.
VARIABLE = re.compile(r"([A-Z]+)=", re.ASCII)

UNKNOWN_VARIABLE = "没有「{name}」这个参数{suggestion}（可用：{known}）"
NOT_TAKEN = "{command} 不用「{name}」：用它的是 {commands}；请去掉它，或改用那个命令"
STRAY = "「{word}」不知道是哪个参数的值：请写成 参数=值（{command} 可用：{known}）"


def refusals(command: str, words: Iterable[str]) -> list[Problem]:
    """Say what is wrong with words that are left over: options that are not taken, else values without an option."""
    names = [(word.partition("=")[0], str.upper if VARIABLE.match(word) else "--{}".format) for word in words]
    options = [refusal(command, name, way) for name, way in names if name.startswith("-") or way is str.upper]
    return options or [_stray_word(command, word) for word in words]


def refusal(command: str, name: str, written: Callable[[str], str]) -> Problem:
    """Say what is wrong with an option: other commands take it, or none does, and which it may have meant."""
    options = {written(option): each.commands for option, each in OPTIONS.items()}
    if name in options:
        words = NOT_TAKEN.format(command=command, name=name, commands=join_words(options[name]))
    else:
        known = [written(option) for option in options_of(command)]
        words = UNKNOWN_VARIABLE.format(name=name, suggestion=suggestion(name, known), known=join_words(known))
    return Problem(words, found=name)


def _stray_word(command: str, word: str) -> Problem:
    known = join_words(map(str.upper, options_of(command)))
    return Problem(STRAY.format(word=word, command=command, known=known), found=word)
