"""Show the title and the prose of a report, every bound figure marked with the cells it comes from."""

from __future__ import annotations

import html
import re
from typing import Protocol

from annual_report.document import literal_markdown
from annual_report.document.rendered import Rendered
from annual_report.document.typed_text import (
    TYPED_MIME,
    Line,
    TypedBlock,
    TypedParagraph,
    TypedWords,
    as_data,
    in_styles,
    read_typed,
)
from annual_report.filing.figures import without_marks
from annual_report.filing.report import Report
from annual_report.prose.compose import compose

# JupyterLab makes formulas of what stands between dollars or behind backslashes; a page of its own does not.
FORMULA = re.compile(r"[$\\]+")
NO_FORMULA = r'<span class="mathjax_ignore">\g<0></span>'


class Titled(Protocol):
    """What has a title: a report, or what is said of several."""

    @property
    def title(self) -> str:
        """The whole title."""

    @property
    def title_parts(self) -> tuple[str, ...]:
        """The title in the parts between which a long one may be broken."""


def title(report: Titled) -> Rendered:
    """Return the title of a report, or of what is said of several."""
    parts = "".join(f"<span>{html.escape(part)}</span>" for part in report.title_parts)
    return Rendered(f"<h1>{parts}</h1>", f"# {literal_markdown.escape_markup(report.title)}\n\n", report.title)


def narrate(report: Report, section: str) -> Rendered:
    """Return the prose of one section, by its code in the form; nothing where the agency wrote none.

    Raises KeyError for a code that the form does not know as prose.
    """
    known = {each.code for each in report.form.sections if each.is_prose}
    if section not in known:
        raise KeyError(section)
    marked = compose(report).sections.get(section, "").strip()
    blocks = read_typed(marked)
    return Rendered(
        html="".join(f"{_as_html(block)}\n" for block in blocks),
        markdown="\n\n".join(map(_as_markdown, blocks)) + "\n",
        plain=without_marks(marked),
        data={TYPED_MIME: as_data(blocks)} if blocks else {},
    )


def _as_html(block: TypedBlock) -> str:
    if isinstance(block, TypedParagraph):
        return f"<p>{_html_of(block.words)}</p>"
    head, *others = block.rows
    heads = "".join(f'<th scope="col">{_html_of(cell)}</th>' if cell else "<td></td>" for cell in head)
    rows = "\n".join(f"<tr>{''.join(f'<td>{_html_of(cell)}</td>' for cell in row)}</tr>" for row in others)
    return f"<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _html_of(line: Line) -> str:
    texts = ((bold, "".join(map(_word, words))) for bold, words in in_styles(line))
    return "".join(f"<strong>{text}</strong>" if bold else text for bold, text in texts)


def _word(words: TypedWords) -> str:
    text = FORMULA.sub(NO_FORMULA, html.escape(words.text))
    cells = html.escape(" ".join(words.sources))
    return f'<span class="figure" data-cell="{cells}">{text}</span>' if cells else text


def _as_markdown(block: TypedBlock) -> str:
    if isinstance(block, TypedParagraph):
        return literal_markdown.paragraph(_markdown_of(block.words))
    return literal_markdown.table([[_markdown_of(cell) for cell in row] for row in block.rows])


def _markdown_of(line: Line) -> str:
    texts = ((bold, "".join(word.text for word in words)) for bold, words in in_styles(line))
    return "".join(
        literal_markdown.bold(text) if bold else literal_markdown.escape_markup(text) for bold, text in texts
    )
