"""The cells of an executed notebook that its readers see, in every format."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from nbformat import NotebookNode

from annual_report.document import literal_markdown

# The cell that papermill adds.
INJECTED = "injected-parameters"
HIDDEN_TAGS = {"remove-cell", "parameters", INJECTED}

# What is shown with tags in it, which are no part of what is read.
MARKED_TYPES = ("text/html", "image/svg+xml")
TAG = re.compile(r"<[^>]*>")

UNTITLED = "政府信息公开工作年度报告"


def visible_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the cells that are shown."""
    for cell in notebook.cells:
        if HIDDEN_TAGS.isdisjoint(cell.metadata.get("tags", [])):
            yield cell


def texts_of(notebook: NotebookNode, but: Container[str]) -> Iterator[tuple[int, str]]:
    """Yield the texts that readers see, but for what is shown as one of some types, with the number of their cell.

    The cell that papermill adds is not counted: an analyst does not see it.
    """
    written = (cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", []))
    for number, cell in enumerate(written, 1):
        if not HIDDEN_TAGS.isdisjoint(cell.metadata.get("tags", [])):
            continue
        yield from [(number, cell.source)] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            if not any(kind in but for kind in output.get("data", {})):
                yield number, _text_of(output)


def _text_of(output: NotebookNode) -> str:
    """Return the text of an output: a page or a picture without its tags, since a page tells all rows of a table."""
    data = output.get("data", {})
    marked = next((data[kind] for kind in MARKED_TYPES if kind in data), "")
    plain = output.get("text", "") or data.get("text/markdown", "") or data.get("text/plain", "")
    return TAG.sub("\n", marked) if marked else plain


def title_of(notebook: NotebookNode) -> str:
    """Return the words of the title: the first level-1 heading among the outputs and the Markdown cells."""
    for cell in notebook.cells:
        texts = [output.get("data", {}).get("text/markdown", "") for output in cell.get("outputs", [])]
        for text in [*texts, cell.source if cell.cell_type == "markdown" else ""]:
            if text.startswith("# "):
                return literal_markdown.unescape_markup(text.splitlines()[0].removeprefix("# ").strip())
    return UNTITLED
