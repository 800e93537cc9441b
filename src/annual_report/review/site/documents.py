"""Pages of what the project has in docs/: the rules, what each figure is, the guide. Pictures travel inside."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import mistune

from annual_report import paths

# By the page of the site; what is not there, as in a project that was laid out without docs/, has no page.
DOCUMENTS = {"rules.html": "docs/rules.md", "cells.html": "docs/cells.md", "guide.html": "docs/指南.md"}

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# What GitHub leaves out of the name of a heading, which links in the documents go by.
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
# A wide table is moved under the finger, and by the keys.
TABLE = '<div class="wide" role="group" tabindex="0" aria-label="{label}"><table>'


@dataclass(frozen=True)
class SiteDocument:
    """A document as a page: its file in the site, its title, and its body."""

    page: str
    title: str
    body: str


def document_pages(project: Path = paths.PROJECT) -> list[SiteDocument]:
    """Return the documents of a project as bodies of pages; links to what is no page of the site are words."""
    there = {page: project / name for page, name in DOCUMENTS.items() if (project / name).is_file()}
    return [_document(page, file) for page, file in there.items()]


def _document(page: str, file: Path) -> SiteDocument:
    text = file.read_text(encoding="utf-8")
    found = TITLE.search(text)
    body = mistune.create_markdown(renderer=_SiteMarkdown(file.parent), plugins=["table"])(text)
    return SiteDocument(page, found[1] if found else file.stem, str(body))


class _SiteMarkdown(mistune.HTMLRenderer):
    """Markdown as it stands in a site: headings that can be linked to, pictures inside, no link that leads out."""

    def __init__(self, folder: Path) -> None:
        super().__init__(escape=False)
        self.folder, self.headings, self.last = folder, Counter[str](), ""

    def heading(self, text: str, level: int, **attrs: object) -> str:
        self.last = re.sub("<[^>]+>", "", text)
        anchor = NOT_IN_ANCHORS.sub("", self.last).strip().lower().replace(" ", "-")
        self.headings[anchor] += 1
        again = f"-{self.headings[anchor] - 1}" if self.headings[anchor] > 1 else ""
        return f'<h{level} id="{mistune.escape(anchor)}{again}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        pages = {Path(name).name: page for page, name in DOCUMENTS.items()}
        file, mark, anchor = unquote(url).partition("#")
        page = pages.get(file) if file else ""
        return text if page is None else f'<a href="{page}{mistune.escape(mark + anchor)}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        file = self.folder / unquote(url)
        if file.suffix != ".png" or not file.is_file():
            return mistune.escape(text)
        inside = base64.b64encode(file.read_bytes()).decode()
        return f'<img alt="{mistune.escape(text)}" src="data:image/png;base64,{inside}">'

    def block_code(self, code: str, info: str | None = None) -> str:
        return f'<pre tabindex="0"><code>{mistune.escape(code)}</code></pre>\n'

    def table(self, text: str) -> str:
        """Return a table in what can be moved."""
        return TABLE.format(label=mistune.escape(self.last)) + f"\n{text}</table></div>\n"
