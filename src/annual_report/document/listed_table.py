"""A table that lists things, row by row under its heads, for every format; a cell may lead somewhere."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from annual_report.document import literal_markdown
from annual_report.document.rendered import Rendered
from annual_report.filing.figures import Number
from annual_report.wording import on_one_line, plain

Shown = str | Number | None


@dataclass(frozen=True)
class ListedTable:
    """Heads, with how wide each column is, and rows; `links` holds by column where its cells lead, row by row.

    `remark` is what to know to read it, and what is said instead where there are no rows.
    """

    name: str
    headings: Mapping[str, int]
    rows: Sequence[Sequence[Shown]]
    remark: str = ""
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def rendered(self) -> Rendered:
        """Return the table for every format; where there are no rows, its remark alone."""
        remark = self.remark
        if not self.rows:
            return _paragraph(remark)
        texts = [[*self.headings], *([_text(value) for value in row] for row in self.rows)]
        below = _paragraph(remark) if remark else Rendered("", "", "")
        return Rendered(
            f"{self._as_html()}\n{below.html}",
            f"{literal_markdown.table(self._as_markdown())}\n\n{below.markdown}",
            "\n".join(["\t".join(row) for row in texts] + ([remark] if remark else [])),
        )

    def _as_html(self) -> str:
        whole = sum(self.headings.values())
        columns = "".join(f'<col style="width: {width * 100 / whole:.1f}%">' for width in self.headings.values())
        heads = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in self.headings)
        cells = ([_html_of(*cell) for cell in row] for row in self._cells())
        body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
        columns = f"<colgroup>{columns}</colgroup>"
        return f"<table>\n{columns}\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _as_markdown(self) -> list[list[str]]:
        return [[*self.headings], *([_markdown_of(*cell) for cell in row] for row in self._cells())]

    def _cells(self) -> Iterator[list[tuple[str, str]]]:
        """Yield the text of every cell and where it leads, row by row."""
        for number, row in enumerate(self.rows):
            named = zip(self.headings, row, strict=True)
            yield [(_text(value), self.links[name][number] if name in self.links else "") for name, value in named]


def _html_of(text: str, link: str) -> str:
    shown = html.escape(text)
    return f'<a href="{html.escape(quote(link))}">{shown}</a>' if link else shown


def _markdown_of(text: str, link: str) -> str:
    shown = literal_markdown.escape_markup(text)
    return f"[{shown}]({quote(link)})" if link else shown


def _paragraph(words: str) -> Rendered:
    marked = literal_markdown.paragraph(literal_markdown.escape_markup(words))
    return Rendered(f"<p>{html.escape(words)}</p>", f"{marked}\n\n", words)


def _text(value: Shown) -> str:
    return "" if value is None else on_one_line(value) if isinstance(value, str) else plain(value)
