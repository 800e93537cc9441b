"""The prose: an agency's sentences with the figures filled in, each bound to the cells it comes from."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template, TemplateSyntaxError, UndefinedError

from annual_report import wording
from annual_report.errors import InputError
from annual_report.filing.figures import SentenceError, without_marks
from annual_report.filing.report import Passage, Report
from annual_report.prose.mistakes import BAD_TEMPLATE, LONGEST_SECTION, TOO_LONG, mistakes_in, problem_in, source_of
from annual_report.prose.names import LAST_YEAR, names, names_to_expect
from annual_report.prose.quick import comments, fill_in
from annual_report.prose.sentences import SentenceEnvironment, sentence_environment
from annual_report.prose.template_errors import reason_in_chinese

NO_PREVIOUS = "引用了上年数字，但没有上年的报告：请补上年文件夹，或用 {% if 上年 %} 包起来"
NOT_EVALUATED = "这里算不出来：{reason}"
MISTYPED = "「{found}」像是没有写对的占位符：请用半角双花括号，如 {{{{ 网办率 }}}}"
ENDLESS_NUMBER = "「{found}」有 {count} 位数字，不像一个数：请核对"

BRACES = re.compile(r"[{}｛｝][^。，；\n]{0,20}")
ENDLESS = re.compile(r"\d{41,}")


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
    vocabulary = names_to_expect(report)
    sections = {code: _fill_in(passage, context, vocabulary) for code, passage in report.narrative.items()}
    unusual = {code: report.narrative[code] for code, text in sections.items() if text is None}
    whole = _fill_in_by_jinja(unusual, context, vocabulary)
    return Prose({code: whole[code] if text is None else text for code, text in sections.items()}, report.narrative)


def _fill_in(passage: Passage, context: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> str | None:
    """Return a passage filled in by pieces; None where it is not good, or not good enough, for that."""
    if list(comments(passage.source)):
        return None
    text = fill_in(source_of(passage), context, vocabulary) if len(passage.source) <= LONGEST_SECTION else None
    return text if text is None or (len(text) <= LONGEST_SECTION and not _leftovers(text)) else None


def _fill_in_by_jinja(
    passages: Mapping[str, Passage], context: Mapping[str, Any], vocabulary: Mapping[str, Any]
) -> dict[str, str]:
    """Return passages filled in as Jinja reads them. Raises InputError as compose does."""
    environment = sentence_environment()
    problems = [problem for passage in passages.values() for problem in mistakes_in(passage, environment, vocabulary)]
    sections: dict[str, str] = {}
    for code, passage in () if problems else passages.items():
        try:
            sections[code] = _fill(passage, environment, context)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return sections


def _fill(passage: Passage, environment: SentenceEnvironment, context: Mapping[str, Any]) -> str:
    try:
        code = environment.compile(source_of(passage), filename=passage.file)
        template = Template.from_code(environment, code, environment.make_globals(None))
        text = _render(template, context)
    except Exception as error:  # whatever a sentence does, its author gets a row and a reason
        line = _line_of(error, passage.file)
        raise InputError([problem_in(passage, line, _reason(error, passage, line, context))]) from error
    if len(text) > LONGEST_SECTION:
        raise InputError([problem_in(passage, 1, TOO_LONG.format(limit=LONGEST_SECTION))])
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
    problems = [problem_in(passage, row, leftovers[words], words) for row, words in zip(rows, leftovers, strict=True)]
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
    if isinstance(error, UndefinedError) and not context[LAST_YEAR] and LAST_YEAR in passage.source:
        return NO_PREVIOUS
    return NOT_EVALUATED.format(reason=reason)


def _line_of(error: Exception, file: str) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return frames[-1] or 1 if frames else 1
