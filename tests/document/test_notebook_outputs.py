"""What readers see of a notebook, as text: every row of a table, without tags, and nothing that is hidden."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from annual_report.document.notebook_outputs import texts_of


def test_texts_are_those_that_readers_see() -> None:
    page = new_output("display_data", data={"text/html": "<td>1380013</td><td>8000</td>", "text/plain": "…"})
    ours = new_output("display_data", data={"own/type": "…", "text/plain": "已判断"})
    printed = new_output("stream", name="stdout", text="三")
    cells = [
        new_markdown_cell("一"),
        new_code_cell("x", outputs=[page, ours, printed]),
        new_code_cell("x", outputs=[printed], metadata={"tags": ["remove-cell"]}),
    ]
    assert [*texts_of(new_notebook(cells=cells), but={"own/type"})] == [
        (1, "一"),
        (2, "\n1380013\n\n8000\n"),
        (2, "三"),
    ]
