"""Plain text and Markdown: lines, and no more; what separates cells there, only the labels tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_report.filing.imports.catalogue import declare
from annual_report.filing.imports.document import Line, Origin, Remark, SourceDocument, SourcePage
from annual_report.filing.imports.encodings import decode
from annual_report.filing.imports.separated_text import separator_of, with_tabs
from annual_report.filing.imports.text_marks import without_marks

HEADING = re.compile(r"#{1,6}\s*(?=\S)")
# A page that a tool has ended, and the number that it may have put there.
PAGE_END = "\f"
SEPARATED = "文字里各格之间是「{separator}」"
LONE_NUMBER = re.compile(r"\s*[0-9]{1,3}\s*")


@declare("文本、Markdown", 9, lambda _: True)
def read(content: bytes) -> SourceDocument:
    """Read a text in whatever encoding it is; a form feed ends a page."""
    text, remarks = decode(content)
    separator = separator_of(text)
    if separator:
        text, remarks = with_tabs(text, separator), (*remarks, Remark(SEPARATED.format(separator=separator)))
    pages = text.removesuffix(PAGE_END).split(PAGE_END) if PAGE_END in text else [text]
    counted = _are_counted([page.rstrip().splitlines() for page in pages])
    return SourceDocument(
        tuple(
            SourcePage(number, tuple(_lines(page.rstrip().splitlines()[: -1 if counted else None], number)))
            for number, page in enumerate(pages, 1)
        ),
        "text",
        remarks,
    )


def _lines(lines: list[str], page: int) -> Iterator[Line]:
    for row, line in enumerate(lines, 1):
        text = without_marks(line)
        yield Line(HEADING.sub("", text, count=1), Origin(page, 0, row, 1), bool(HEADING.match(text)))


def _are_counted(pages: list[list[str]]) -> bool:
    """Whether every page ends in its number: then that is no figure."""
    ends = [lines[-1] if lines else "" for lines in pages]
    if len(pages) < 2 or not all(LONE_NUMBER.fullmatch(end) for end in ends):
        return False
    return len({int(end) - number for number, end in enumerate(ends)}) == 1
