"""The prose: an agency's sentences with the figures filled in, each bound to the cells it comes from."""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template, TemplateSyntaxError, UndefinedError, nodes

from annual_report import wording
from annual_report.errors import InputError, Problem
from annual_report.filing.figures import NO_SUCH_NUMBER, Figure, SentenceError, without_marks
from annual_report.filing.report import Ledger, Passage, Report, figure_of
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.prose.grammar import offences
from annual_report.prose.quick import comments, fill_in
from annual_report.prose.sentences import WORDINGS, Names, SentenceEnvironment, sentence_environment
from annual_report.prose.template_errors import reason_in_chinese

TAGS_ALONE = re.compile(r"^[ \t]*((?:\{%(?:[^%\n]|%(?!\}))*%\}[ \t]*)+)\n", re.MULTILINE)

UNKNOWN_NAME = "没有「{name}」这个名称{suggestion}"
UNKNOWN_FILTER = "没有「{name}」这个写法{suggestion}（可用：{known}）"
BAD_TEMPLATE = "占位符写法有误：{reason}"
NO_PREVIOUS = "引用了上年数字，但没有上年的报告：请补上年文件夹，或用 {% if 上年 %} 包起来"
NOT_EVALUATED = "这里算不出来：{reason}"
MISTYPED = "「{found}」像是没有写对的占位符：请用半角双花括号，如 {{{{ 网办率 }}}}"
UNPRINTABLE = "引号里有不可见的字符：请删除"
COMMENT = "不支持 {{# … #}}：「{found}」不会印出来。要印请去掉 {{# 和 #}}，不要就整段删去"
UNENDING = "占位符里的数字或括号太长，读不下去：请拆开写"
TOO_LONG = "这一节太长，超过 {limit} 字"
ENDLESS_NUMBER = "「{found}」有 {count} 位数字，不像一个数：请核对"

LONGEST_SECTION = 30_000
LONGEST_SOURCE = 100_000
LONGEST_SHOWN = 40
BRACES = re.compile(r"[{}｛｝][^。，；\n]{0,20}")
ENDLESS = re.compile(r"\d{41,}")

# Words that mean something else to Jinja.
JINJA_WORDS = frozenset(
    {
        *(
            "and",
            "or",
            "not",
            "if",
            "else",
            "elif",
            "is",
            "in",
            "for",
            "set",
            "self",
            "loop",
            "recursive",
            "block",
            "raw",
        ),
        *("true", "false", "none", "True", "False", "None"),
    }
)


@dataclass(frozen=True)
class Prose:
    """The composed text of each prose section, by code; figures stand between marks (see figures.MARKED)."""

    sections: Mapping[str, str]
    passages: Mapping[str, Passage]


def compose(report: Report) -> Prose:
    """Fill the figures of a report into its prose, once: neither ever changes.

    Raises InputError with every unknown name, each with file, row and a suggestion.
    """
    return report.make_once(_compose)


def _compose(report: Report) -> Prose:
    context = names(report)
    vocabulary = {**context, "上年": _tables(report.form, report.previous or report.ledger)}
    sections = {code: _fill_in(passage, context, vocabulary) for code, passage in report.narrative.items()}
    unusual = {code: report.narrative[code] for code, text in sections.items() if text is None}
    whole = _fill_in_by_jinja(unusual, context, vocabulary)
    return Prose({code: whole[code] if text is None else text for code, text in sections.items()}, report.narrative)


def _fill_in(passage: Passage, context: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> str | None:
    """Return a passage filled in by pieces; None where it is not good, or not good enough, for that."""
    if list(comments(passage.source)):
        return None
    text = fill_in(_source(passage), context, vocabulary) if len(passage.source) <= LONGEST_SECTION else None
    return text if text is None or (len(text) <= LONGEST_SECTION and not _leftovers(text)) else None


def _fill_in_by_jinja(
    passages: Mapping[str, Passage], context: Mapping[str, Any], vocabulary: Mapping[str, Any]
) -> dict[str, str]:
    """Return passages filled in as Jinja reads them. Raises InputError as compose does."""
    environment = sentence_environment()
    problems = [problem for passage in passages.values() for problem in _wrong_names(passage, environment, vocabulary)]
    sections: dict[str, str] = {}
    for code, passage in () if problems else passages.items():
        try:
            sections[code] = _fill(passage, environment, context)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return sections


def names(report: Report) -> dict[str, Any]:
    """Return everything a sentence may quote, by the name it is quoted with."""
    return {
        **{name: quotation.figure for name, quotation in report.quotations.items()},
        **_tables(report.form, report.ledger),
        "上年": _tables(report.form, report.previous) if report.previous else Names(),
        "year": report.year,
        "单位": report.agency.name,
        "自称": report.agency.self_name,
    }


def reserved_names(form: Form) -> frozenset[str]:
    """Return the names that figures.csv may not use, since they mean something else in a sentence."""
    return frozenset({*JINJA_WORDS, "year", "单位", "自称", "上年", "合计", *(table.name for table in form.tables)})


def _tables(form: Form, ledger: Ledger) -> Names:
    """Return 申请.本年新收.总计 and its like; groups (申请.不予公开.总计) are sums."""
    tables = {table.name: table for table in form.tables}
    return Names(tables, lambda name: _lines(form, ledger, tables[name]))


def _lines(form: Form, ledger: Ledger, table: Table) -> Names:
    lines = form.line_names[table.code]
    return Names(lines, lambda name: _columns(form, ledger, table.code, lines[name]))


def _columns(form: Form, ledger: Ledger, table: str, line: str) -> Names:
    known = ledger.values.keys()
    columns = {column.name: column.code for column in form.columns_of(table, line) if known >= column.cells}
    return Names(columns, lambda name: figure_of(form, ledger, table, line, columns[name]))


def _source(passage: Passage) -> str:
    """Return a passage in which a line of tags only leaves no blank line behind; rows keep their numbers.

    Jinja's own trim_blocks would also join a paragraph that ends in a tag to the next one.
    """
    return TAGS_ALONE.sub(r"\1{#\n#}", passage.source)


def _wrong_names(
    passage: Passage, environment: SentenceEnvironment, vocabulary: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield every name that does not exist, also in branches that this report does not take."""
    hidden = [_comment_problem(passage, at) for at in comments(passage.source)]
    if hidden:
        yield from hidden
        return
    tree = _parse(passage, environment)
    if isinstance(tree, Problem):
        yield tree
        return
    offending = [_problem(passage, row, message) for row, message in offences(tree)]
    if offending:
        yield from offending
        return
    yield from _unknown_names(tree, passage, {**environment.globals, **vocabulary})
    yield from _unknown_attributes(tree, passage, vocabulary)
    yield from _unknown_filters(tree, passage, environment)
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str) and not constant.value.isprintable():
            yield _problem(passage, constant.lineno, UNPRINTABLE)
        if isinstance(constant.value, float) and not math.isfinite(constant.value):
            yield _problem(passage, constant.lineno, NO_SUCH_NUMBER)


def _comment_problem(passage: Passage, at: int) -> Problem:
    """Return that Jinja would leave out a part of a passage without a word."""
    line = passage.source.count("\n", 0, at) + 1
    found = "".join(passage.source[at:].partition("\n")[0].partition("#}")[:2])[:LONGEST_SHOWN]
    return _problem(passage, line, COMMENT.format(found=found), found)


def _parse(passage: Passage, environment: SentenceEnvironment) -> nodes.Template | Problem:
    """Return what a passage is made of, or why it cannot be told."""
    if len(passage.source) > LONGEST_SOURCE:
        return _problem(passage, 1, TOO_LONG.format(limit=LONGEST_SECTION))
    try:
        return environment.parse(_source(passage))
    except TemplateSyntaxError as error:
        reason = reason_in_chinese(error, passage.source, error.lineno)
        return _problem(passage, error.lineno, BAD_TEMPLATE.format(reason=reason))
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        return _problem(passage, 1, UNENDING)


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
            yield _unknown_name(passage, attribute.lineno, attribute.attr, container.keys())


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


def _fill(passage: Passage, environment: SentenceEnvironment, context: Mapping[str, Any]) -> str:
    try:
        code = environment.compile(_source(passage), filename=passage.file)
        template = Template.from_code(environment, code, environment.make_globals(None))
        text = _render(template, context)
    except Exception as error:  # whatever a sentence does, its author gets a row and a reason
        line = _line_of(error, passage.file)
        raise InputError([_problem(passage, line, _reason(error, passage, line, context))]) from error
    if len(text) > LONGEST_SECTION:
        raise InputError([_problem(passage, 1, TOO_LONG.format(limit=LONGEST_SECTION))])
    _refuse_leftovers(text, passage)
    return text


def _render(template: Template, context: Mapping[str, Any]) -> str:
    """Return the text of a template, or as much of it as is enough to refuse it."""
    text = ""
    for piece in template.generate(context):
        text += piece
        if len(text) > LONGEST_SECTION:
            break
    return text


def _refuse_leftovers(text: str, passage: Passage) -> None:
    """Raise InputError where a placeholder was mistyped and would be printed as it stands: ｛｛网办率｝｝, {网办率}."""
    leftovers = _leftovers(text)
    rows = (passage.source[: max(0, passage.source.find(words))].count("\n") + 1 for words in leftovers)
    problems = [_problem(passage, row, leftovers[words], words) for row, words in zip(rows, leftovers, strict=True)]
    if problems:
        raise InputError(problems)


def _leftovers(text: str) -> dict[str, str]:
    """Return the words of a composed text that nobody can have meant to print, and what is wrong with them."""
    text = without_marks(text)
    mistyped = {words: MISTYPED.format(found=words) for words in BRACES.findall(text)}
    endless = (match.group() for match in ENDLESS.finditer(text))
    return mistyped | {
        words: ENDLESS_NUMBER.format(found=wording.excerpt(words), count=len(words)) for words in endless
    }


def _reason(error: Exception, passage: Passage, line: int, context: Mapping[str, Any]) -> str:
    if isinstance(error, SentenceError):
        return str(error)
    reason = reason_in_chinese(error, passage.source, line)
    if isinstance(error, TemplateSyntaxError):
        return BAD_TEMPLATE.format(reason=reason)
    if isinstance(error, UndefinedError) and not context["上年"] and "上年" in passage.source:
        return NO_PREVIOUS
    return NOT_EVALUATED.format(reason=reason)


def _line_of(error: Exception, file: str) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return frames[-1] or 1 if frames else 1


def _unknown_name(passage: Passage, line: int, name: str, known: Iterable[str]) -> Problem:
    return _problem(
        passage, line, UNKNOWN_NAME.format(name=name, suggestion=wording.suggestion(name, known)), found=name
    )


def _unknown_filter(passage: Passage, line: int, name: str) -> Problem:
    message = UNKNOWN_FILTER.format(
        name=name, suggestion=wording.suggestion(name, WORDINGS), known=wording.join_words(WORDINGS)
    )
    return _problem(passage, line, message, found=name)


def _problem(passage: Passage, line: int, message: str, found: str = "") -> Problem:
    return Problem(message, passage.file, passage.first_row + line - 1, found=found)
