"""A draft: the report in spite of what does not hold, and what does not hold at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from annual_report.document import literal_markdown
from annual_report.review.check_list import Item, check_list
from annual_report.review.problem_words import place_of, proposal
from annual_report.rules.finding import SEVERITIES

HEADING = "## 附：尚未解决的问题（草稿，不得发布）"
NONE = "没有尚未解决的问题。"
PROBLEM = "{number}. 〔{severity}〕{message}{place}{suggestion}"
SUGGESTION = "{word}：{words}"


def with_appendix(notebook: NotebookNode, findings: Mapping[str, Any]) -> NotebookNode:
    """Return a notebook with one more section: every open problem, its place and the likeliest correction."""
    problems = [_problem(item) for item in check_list(findings).items]
    cells = [
        new_markdown_cell(HEADING, id="draft-heading"),
        new_markdown_cell("\n".join(problems) or NONE, id="draft-problems"),
    ]
    return NotebookNode({**notebook, "cells": [*notebook.cells, *cells]})


def _problem(item: Item) -> str:
    place = f"（{place_of(item.cell)}）" if item.cell else ""
    suggestion = SUGGESTION.format(word=item.advice, words=proposal(item.explanations[0])) if item.explanations else ""
    words = (SEVERITIES[item.severity], *map(_as_text, (item.leading["message"], place, suggestion)))
    return PROBLEM.format(
        number=item.number, **dict(zip(("severity", "message", "place", "suggestion"), words, strict=True))
    )


def _as_text(words: str) -> str:
    return literal_markdown.escaped(" ".join(words.split()))
