"""Read an executed notebook as a document: what its cells show, in reading order, without its code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from lxml import html
from nbformat import NotebookNode

from annual_report.document.blocks import (
    COLUMN,
    VALUE,
    Block,
    Document,
    Paragraph,
    Picture,
    SectionHeading,
    TableCell,
    TextRun,
    Title,
)
from annual_report.document.chart.bundle import SVG, blocks_of_chart
from annual_report.document.chart.charts import CHART_MIME
from annual_report.document.descriptions import description_of
from annual_report.document.frames import blocks_in
from annual_report.document.free_table import table_of
from annual_report.document.markdown import MarkdownText, picture_of, text_of, with_lead
from annual_report.document.notebook_outputs import title_of, visible_cells
from annual_report.document.official_table import TABLE_MIME, read_bundle
from annual_report.document.typed_text import TYPED_MIME

LANGUAGE = "zh-CN"

# What a document knows of itself is in the metadata of its notebook under this name.
ABOUT = "annual_report"

# The words right below a picture that are its caption: 图1 …, 图：….
CAPTION = re.compile(r"图\s*[0-9０-９一二三四五六七八九十]+(?![0-9])[^。]*|图[：:].*")
LONGEST_CAPTION = 80

# The title is the h1 of the page, so the prose of a section begins at the level below the section's heading.
HIGHEST_IN_SECTION = 2


def read_document(notebook: NotebookNode) -> Document:
    """Return what an executed notebook shows."""
    blocks = (block for cell in visible_cells(notebook) for block in _blocks_of(cell))
    about = notebook.metadata.get(ABOUT, {})
    properties = tuple((str(key), str(about[key])) for key in sorted(about) if isinstance(about[key], str | int))
    return Document(title_of(notebook), LANGUAGE, tuple(_with_captions(blocks)), properties)


def _blocks_of(cell: NotebookNode) -> Iterator[Block]:
    if cell.cell_type == "markdown":
        yield from _markdown_cell(cell.source, cell.get("attachments", {}))
    for output in cell.get("outputs", []):
        if output.get("name") == "stdout":
            yield from _plain(output.text)
        said = description_of(output)
        blocks = _output(output.get("data", {}))
        yield from (replace(each, said=each.said or said) if isinstance(each, Picture) else each for each in blocks)


def _markdown_cell(text: str, attachments: Mapping[str, Mapping[str, str]]) -> Iterator[Block]:
    """Yield the blocks of a Markdown cell; its # is the title, its ## a section."""
    for block in MarkdownText(text, lambda level: level - 1, attachments).blocks():
        yield Title((text_of(block.runs),)) if isinstance(block, SectionHeading) and block.level == 0 else block


def _output(data: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the blocks of one output, from the richest form in which it travels."""
    page = _text(data.get("text/html", ""))
    pictures = [mime for mime in ("image/svg+xml", "image/png", "image/jpeg") if mime in data]
    if TABLE_MIME in data:
        yield read_bundle(data[TABLE_MIME])
    elif TYPED_MIME in data:
        yield from map(_typed_block, data[TYPED_MIME]["blocks"])
    elif CHART_MIME in data and SVG in data:
        yield from blocks_of_chart(data[CHART_MIME], _text(data[SVG]))
    elif "text/markdown" in data:
        yield from _prose(_text(data["text/markdown"]), page)
    elif pictures:
        picture = picture_of(pictures[0], data[pictures[0]])
        yield from [picture] if picture else []
    else:
        yield from list(blocks_in(page)) or _plain(_text(data.get("text/plain", "")))


def _prose(text: str, page: str) -> Iterator[Block]:
    """Yield the title, which has its page beside it, or the Markdown an analyst displays."""
    if page.startswith("<h1>"):
        yield Title(_title_parts(page))
    elif page or not text.strip():
        yield from MarkdownText(text, lambda level: max(level, HIGHEST_IN_SECTION), {}).blocks()
    else:
        yield from _markdown_cell(text, {})


def _title_parts(page: str) -> tuple[str, ...]:
    """Return the parts of a title as its page marks them."""
    heading = html.fragment_fromstring(page)
    return tuple(str(part.text_content()) for part in heading.iter("span")) or (str(heading.text_content()),)


def _typed_block(block: Mapping[str, Any]) -> Block:
    """Return what an agency typed, as it was read when the notebook ran."""
    if block["kind"] == "paragraph":
        return with_lead(_runs(block["words"]))
    head, *others = [[_runs(cell) for cell in row] for row in block["rows"]]
    return table_of([[_cell(runs, COLUMN) for runs in head], *([_cell(runs) for runs in row] for row in others)], 1)


def _runs(words: Sequence[Mapping[str, Any]]) -> tuple[TextRun, ...]:
    """Return words as runs; neighbours in the same style are one."""
    styles = groupby(words, key=lambda each: each["bold"])
    return tuple(TextRun("".join(each["text"] for each in some), bold=bold) for bold, some in styles)


def _cell(runs: tuple[TextRun, ...], role: str = VALUE) -> TableCell:
    return TableCell(text_of(runs), role, runs=runs)


def _plain(text: str) -> Iterator[Block]:
    if text.strip():
        yield Paragraph((TextRun(text.strip("\n"), code=True),))


def _text(data: str | list[str]) -> str:
    """Return a text as a notebook stores it, in one piece or by lines."""
    return data if isinstance(data, str) else "".join(data)


def _with_captions(blocks: Iterator[Block]) -> Iterator[Block]:
    """Give a picture the words right below it as its caption, where they are one."""
    picture: Picture | None = None
    for block in blocks:
        if picture:
            words = _caption(block)
            yield replace(picture, caption=words or picture.caption)
            picture = None
            if words:
                continue
        if isinstance(block, Picture):
            picture = block
        else:
            yield block
    if picture:
        yield picture


def _caption(block: Block) -> str:
    words = text_of(block.runs).strip() if isinstance(block, Paragraph) else ""
    return words if len(words) <= LONGEST_CAPTION and CAPTION.fullmatch(words) else ""
