"""Make a draft of a report that does not hold: the open problems stand at its end."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from annual_report.document import literal_markdown
from annual_report.review.check_list import Task, check_list_of
from annual_report.review.problem_words import proposal
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.findings import Findings

HEADING = "## 附：尚未解决的问题（草稿，不得发布）"
NONE = "没有尚未解决的问题。"
PROBLEM = "{number}. 〔{severity}〕{message}{place}{suggestion}"
SUGGESTION = "{word}：{words}"


def with_appendix(notebook: NotebookNode, findings: Findings) -> NotebookNode:
    """Return a notebook with one more section: every open problem, its place and the likeliest correction."""
    problems = [_say_task(task) for task in check_list_of(findings).tasks]
    cells = [
        new_markdown_cell(HEADING, id="draft-heading"),
        new_markdown_cell("\n".join(problems) or NONE, id="draft-problems"),
    ]
    return NotebookNode({**notebook, "cells": [*notebook.cells, *cells]})


def _say_task(task: Task) -> str:
    place = f"（{task.place.position.named}）" if task.place else ""
    words = SUGGESTION.format(word=task.advice_word, words=proposal(task.explanations[0])) if task.explanations else ""
    return PROBLEM.format(
        number=task.number,
        severity=SEVERITIES[task.severity],
        message=_as_text(task.leading.message),
        place=_as_text(place),
        suggestion=_as_text(words),
    )


def _as_text(words: str) -> str:
    return literal_markdown.escape_markup(" ".join(words.split()))
