"""Show the title and the prose of a report, every bound figure marked with the cells it comes from."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import unquote

import mistune

from annual_report.model.figures import END, MARKED, MIDDLE, START, unmarked
from annual_report.model.prose import compose
from annual_report.model.rendered import Rendered
from annual_report.model.report import Report

NUMBERED = re.compile(rf"{START}(\d+){MIDDLE}([^{END}]*){END}")

# A link or an image in Markdown.
LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\n]*)\)")

# The title is the page's h1 and the official sections are its h2.
HIGHEST_HEADING = 3


def title(report: Report) -> Rendered:
    """Return the official title of a report."""
    parts = "".join(f"<span>{html.escape(part)}</span>" for part in report.title_parts)
    return Rendered(f"<h1>{parts}</h1>", f"# {_escaped(report.title)}\n\n", report.title)


def narrate(report: Report, section: str) -> Rendered:
    """Return the prose of one section, by its code in the form; nothing where the agency wrote none.

    Raises KeyError for a code that the form does not know as prose.
    """
    known = {each.code for each in report.form.sections if each.is_prose}
    if section not in known:
        raise KeyError(section)
    marked = compose(report).sections.get(section, "").strip()
    text = unmarked(marked)
    return Rendered(html=_as_html(marked), markdown=f"{_escaped(text)}\n", plain=text)


class _Renderer(mistune.HTMLRenderer):
    """Agency text: markup is shown as typed, headings stay below the section's own, addresses are text, not links."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        level = min(6, max(level + 1, HIGHEST_HEADING))
        return f"<h{level}>{text}</h{level}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = unquote(url)
        return text if address in text else f"{text}（{mistune.escape(address)}）"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def _as_html(marked: str) -> str:
    """Turn Markdown into HTML; inside it the figures are numbered, so that no address is taken for markup."""
    sources: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        sources.append(match.group(1))
        return f"{START}{len(sources) - 1}{MIDDLE}{match.group(2)}{END}"

    def bound(match: re.Match[str]) -> str:
        cells = html.escape(sources[int(match.group(1))], quote=True)
        return f'<span class="figure" data-cell="{cells}">{match.group(2)}</span>'

    markdown = mistune.create_markdown(renderer=_Renderer())
    return NUMBERED.sub(bound, str(markdown(MARKED.sub(numbered, marked))))


def _escaped(text: str) -> str:
    """Return Markdown in which agency text can neither open a tag nor link to, load or run anything."""
    return LINK.sub(r"\1（\2）", text.replace("<", "&lt;"))
