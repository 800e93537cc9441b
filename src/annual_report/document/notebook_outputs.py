"""The cells of an executed notebook that its readers see, in every format."""

from __future__ import annotations

from collections.abc import Iterator

from nbformat import NotebookNode

from annual_report.document import literal_markdown

HIDDEN_TAGS = {"remove-cell", "parameters", "injected-parameters"}

UNTITLED = "政府信息公开工作年度报告"


def visible_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the cells that are shown."""
    for cell in notebook.cells:
        if HIDDEN_TAGS.isdisjoint(cell.metadata.get("tags", [])):
            yield cell


def title_of(notebook: NotebookNode) -> str:
    """Return the words of the title: the first level-1 heading among the outputs and the Markdown cells."""
    for cell in notebook.cells:
        texts = [output.get("data", {}).get("text/markdown", "") for output in cell.get("outputs", [])]
        for text in [*texts, cell.source if cell.cell_type == "markdown" else ""]:
            if text.startswith("# "):
                return literal_markdown.unescape_markup(text.splitlines()[0].removeprefix("# ").strip())
    return UNTITLED
