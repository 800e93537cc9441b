"""What is wrong with a passage as it is written, told by its names and rows before anything is filled in."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from annual_report import wording
from annual_report.errors import Problem
from annual_report.filing.figures import NO_SUCH_NUMBER, Figure
from annual_report.filing.report import Passage
from annual_report.prose.grammar import offences
from annual_report.prose.names import LAST_YEAR
from annual_report.prose.quick import comments
from annual_report.prose.sentences import WORDINGS, SentenceEnvironment
from annual_report.prose.template_errors import reason_in_chinese

TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%(?:[^%\n]|%(?!\}))*%\}[ \t]*)+)\n", re.MULTILINE)

UNKNOWN_NAME = "没有「{name}」这个名称{suggestion}"
UNKNOWN_LAST_YEAR = "上年没有「{name}」这个名称：上年的三张表和 figures.csv 里都没有{suggestion}"
SEE_NAMES = "（全部名称：names 命令）"
UNKNOWN_FILTER = "没有「{name}」这个写法{suggestion}（可用：{known}）"
BAD_TEMPLATE = "占位符写法有误：{reason}"
UNPRINTABLE = "引号里有不可见的字符：请删除"
COMMENT = "不支持 {{# … #}}：「{found}」不会印出来。要印请去掉 {{# 和 #}}，不要就整段删去"
UNENDING = "占位符里的数字或括号太长，读不下去：请拆开写"
TOO_LONG = "这一节太长，超过 {limit} 字"

LONGEST_SECTION = 30_000
LONGEST_SOURCE = 100_000
LONGEST_SHOWN = 40


def mistakes_in(passage: Passage, environment: SentenceEnvironment, vocabulary: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with a passage: every name that does not exist, also in branches that are not taken."""
    hidden = [_comment_problem(passage, at) for at in comments(passage.source)]
    if hidden:
        yield from hidden
        return
    tree = _parse(passage, environment)
    if isinstance(tree, Problem):
        yield tree
        return
    offending = [problem_in(passage, row, message) for row, message in offences(tree)]
    if offending:
        yield from offending
        return
    yield from _unknown_names(tree, passage, {**environment.globals, **vocabulary})
    yield from _unknown_attributes(tree, passage, vocabulary)
    yield from _unknown_filters(tree, passage, environment)
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str) and not constant.value.isprintable():
            yield problem_in(passage, constant.lineno, UNPRINTABLE)
        if isinstance(constant.value, float) and not math.isfinite(constant.value):
            yield problem_in(passage, constant.lineno, NO_SUCH_NUMBER)


def _comment_problem(passage: Passage, at: int) -> Problem:
    """Return that Jinja would leave out a part of a passage without a word."""
    line = passage.source.count("\n", 0, at) + 1
    found = "".join(passage.source[at:].partition("\n")[0].partition("#}")[:2])[:LONGEST_SHOWN]
    return problem_in(passage, line, COMMENT.format(found=found), found)


def _parse(passage: Passage, environment: SentenceEnvironment) -> nodes.Template | Problem:
    """Return what a passage is made of, or why it cannot be told."""
    if len(passage.source) > LONGEST_SOURCE:
        return problem_in(passage, 1, TOO_LONG.format(limit=LONGEST_SECTION))
    try:
        return environment.parse(source_of(passage))
    except TemplateSyntaxError as error:
        reason = reason_in_chinese(error, passage.source, error.lineno)
        return problem_in(passage, error.lineno, BAD_TEMPLATE.format(reason=reason))
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        return problem_in(passage, 1, UNENDING)


def _unknown_names(tree: nodes.Template, passage: Passage, vocabulary: Mapping[str, Any]) -> Iterator[Problem]:
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")} | {"loop"}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in vocabulary and name.name not in own:
            yield _unknown_name(passage, name.lineno, name.name, vocabulary)


def _unknown_attributes(tree: nodes.Template, passage: Passage, vocabulary: Mapping[str, Any]) -> Iterator[Problem]:
    for attribute in tree.find_all(nodes.Getattr):
        container = _look_up(attribute.node, vocabulary)
        if isinstance(container, Figure):
            yield _unknown_name(passage, attribute.lineno, attribute.attr, ())
        elif isinstance(container, dict) and attribute.attr not in container:
            of_last_year = isinstance(attribute.node, nodes.Name) and attribute.node.name == LAST_YEAR
            message = UNKNOWN_LAST_YEAR if of_last_year else UNKNOWN_NAME
            yield _unknown_name(passage, attribute.lineno, attribute.attr, container.keys(), message)


def _unknown_filters(tree: nodes.Template, passage: Passage, environment: SentenceEnvironment) -> Iterator[Problem]:
    for filter_ in tree.find_all(nodes.Filter):
        if filter_.name not in environment.filters:
            yield _unknown_filter(passage, filter_.lineno, filter_.name)


def _look_up(node: nodes.Node, vocabulary: Mapping[str, Any]) -> Any:
    if isinstance(node, nodes.Name):
        return vocabulary.get(node.name)
    if isinstance(node, nodes.Getattr):
        container = _look_up(node.node, vocabulary)
        return container.get(node.attr) if isinstance(container, dict) else None
    return None


def source_of(passage: Passage) -> str:
    """Return a passage in which a line of tags only leaves no blank line behind; rows keep their numbers.

    Jinja's own trim_blocks would also join a paragraph that ends in a tag to the next one.
    """
    return TAGS_ALONE.sub(r"\1{#\n#}", passage.source)


def problem_in(passage: Passage, line: int, message: str, found: str = "") -> Problem:
    """Return what is wrong on a line of a passage, with its row in the file."""
    return Problem(message, passage.file, passage.first_row + line - 1, found=found)


def _unknown_name(passage: Passage, line: int, name: str, known: Iterable[str], message: str = UNKNOWN_NAME) -> Problem:
    words = message.format(name=name, suggestion=wording.suggestion(name, known) or SEE_NAMES)
    return problem_in(passage, line, words, found=name)


def _unknown_filter(passage: Passage, line: int, name: str) -> Problem:
    message = UNKNOWN_FILTER.format(
        name=name, suggestion=wording.suggestion(name, WORDINGS), known=wording.join_words(WORDINGS)
    )
    return problem_in(passage, line, message, found=name)
