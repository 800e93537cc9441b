"""What a check tells other systems: JUnit for test dashboards, SARIF for code hosts, remarks for GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annual_report.errors import InputError, Problem
from annual_report.review.annotations.checked import Checked
from annual_report.review.annotations.github import github
from annual_report.review.annotations.junit import junit
from annual_report.review.annotations.sarif import sarif
from annual_report.wording import join_words, suggestion

# By name: the file it is written to (None: it is printed) and what makes it.
REPORTS: dict[str, tuple[str | None, Callable[[Iterable[Checked]], str]]] = {
    "junit": ("check.junit.xml", junit),
    "sarif": ("check.sarif", sarif),
    "github": (None, github),
}

UNKNOWN_REPORT = "没有「{name}」这种检查报告{suggestion}（可用：{known}）"


def parse_reports(words: str) -> list[str]:
    """Read names separated by commas or blanks. Raises InputError for an unknown one, with a suggestion."""
    names = list(dict.fromkeys(words.replace(",", " ").replace("，", " ").split()))
    unknown = [name for name in names if name not in REPORTS]
    if unknown:
        raise InputError([Problem(_refusal(name), found=name) for name in unknown])
    return names


def _refusal(name: str) -> str:
    known = list(REPORTS)
    return UNKNOWN_REPORT.format(name=name, suggestion=suggestion(name, known), known=join_words(known))
