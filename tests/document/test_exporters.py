"""Exporters work on their own, and carry what an analyst adds to the notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from annual_report.build.verbs import Outcome
from annual_report.document.blocks import Paragraph, Picture, PrintedTable
from annual_report.document.literal_markdown import escape_markup
from annual_report.document.markdown import text_of
from annual_report.document.notebook_outputs import title_of
from annual_report.document.read_notebook import read_document
from printing import export

AS_GITHUB = MarkdownIt("commonmark").render
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def exported(tmp_path: Path, *cells: nbformat.NotebookNode) -> tuple[str, str]:
    export(new_notebook(cells=list(cells)), tmp_path, ["html", "md"])
    return (tmp_path / "report.html").read_text("utf-8"), (tmp_path / "report.md").read_text("utf-8")


def shows(tags: list[str] | None = None, **data: str) -> nbformat.NotebookNode:
    output = new_output("execute_result", data={key.replace("_", "/"): value for key, value in data.items()})
    return new_code_cell("secret_code()", outputs=[output], metadata={"tags": tags or []})


def test_code_and_cells_for_analysts_are_left_out(tmp_path: Path) -> None:
    hidden = [shows([tag], text_plain="for analysts") for tag in ("remove-cell", "parameters", "injected-parameters")]
    for text in exported(tmp_path, *hidden, shows(text_plain="kept")):
        assert "kept" in text
        assert "for analysts" not in text
        assert "secret_code" not in text


def test_cells_an_analyst_adds_come_through(tmp_path: Path) -> None:
    frame = shows(text_html="<table><tr><td>甲</td></tr></table>", text_plain="甲")
    image = shows(image_png=PIXEL, text_plain="<Figure>")
    prose = new_markdown_cell("**重点**\n\n- 一\n- 二")
    html, markdown = exported(tmp_path, frame, image, prose)
    assert "<td>甲</td>" in html
    assert f"data:image/png;base64,{PIXEL}" in html
    assert "<strong>重点</strong>" in html
    assert "<li>二</li>" in html
    assert "- 二" in markdown
    assert PIXEL in markdown


@pytest.mark.parametrize(
    "image",
    ["![甲](http://a.cn/x.png)", "![甲][x]\n\n[x]: http://a.cn/x.png", '<img alt="甲" SRC=//a.cn/x>', "![甲](x.png)"],
)
def test_no_image_of_an_analyst_is_loaded_by_the_page(tmp_path: Path, image: str) -> None:
    html, text = exported(tmp_path, new_markdown_cell(f"见{image}"), shows(text_html="<p>1 &lt;img src=x&gt;</p>"))
    for page in (BeautifulSoup(html, "html.parser").main, BeautifulSoup(str(AS_GITHUB(text)), "html.parser")):
        assert page
        assert not page.select("img")
        assert [each.get_text() for each in page.find_all("p")] == ["见甲", "1 <img src=x>"]


def test_pictures_attached_to_a_cell_travel_with_the_text(tmp_path: Path) -> None:
    cell = new_markdown_cell("![甲](attachment:a%20b.png)", attachments={"a b.png": {"image/png": PIXEL}})
    html, text = exported(tmp_path, cell)
    assert f'<img alt="甲" src="data:image/png;base64,{PIXEL}' in html
    assert text.strip() == f"![甲](data:image/png;base64,{PIXEL})"
    html, text = exported(tmp_path, new_markdown_cell("![甲](attachment:b.png)"))
    assert "<p>甲</p>" in html
    assert text.strip() == "[甲](b.png)"


def test_every_format_shows_all_that_a_cell_shows(tmp_path: Path) -> None:
    printed = new_output("stream", name="stdout", text="印一\n印二\n")
    page = new_output("display_data", data={"text/html": "<p>文</p><table><tr><td>1</td></tr></table>后<!-- -->来"})
    photo = new_output("display_data", data={"image/jpeg": "/9j/"}, metadata={"image/jpeg": {"alt": "照片"}})
    html, text = exported(tmp_path, new_code_cell("x", outputs=[printed, page, photo]))
    for shown in (html, text):
        assert all(words in shown for words in ("印一", "印二", "文", "<td>1</td>", "后", "来", "照片", "/9j/"))
    read = read_document(new_notebook(cells=[new_code_cell("x", outputs=[printed, page, photo])]))
    assert [type(block) for block in read.blocks] == [Paragraph, Paragraph, PrintedTable, Paragraph, Picture]
    assert [text_of(block.runs) for block in read.blocks if isinstance(block, Paragraph)] == [
        *("印一\n印二", "文", "后来")
    ]


def test_the_title_is_that_of_the_heading() -> None:
    words = "甲*乙*_局_ &lt;b> \\* 年度报告"
    heading = shows(text_html=f"<h1>{escape(words)}</h1>", text_markdown=f"# {escape_markup(words)}\n\n")
    assert title_of(new_notebook(cells=[heading])) == words
    assert title_of(new_notebook(cells=[new_markdown_cell("# 甲 &amp; 乙")])) == "甲 & 乙"


def test_javascript_output_is_dropped(tmp_path: Path) -> None:
    cell = new_code_cell("x", outputs=[new_output("display_data", data={"application/javascript": "alert(1)"})])
    with pytest.warns(UserWarning, match="not able to be represented"):
        texts = exported(tmp_path, cell)
    assert "alert" not in "".join(texts)


def test_nbconvert_alone_gives_the_same_page(built: Callable[[str], Outcome], tmp_path: Path) -> None:
    place = built("luolong").request.place
    command = ["nbconvert", "--to", "annual-report-html", "--output-dir", str(tmp_path), str(place / "report.ipynb")]
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    assert (tmp_path / "report.html").read_bytes() == (place / "report.html").read_bytes()


def test_tables_travel_in_the_executed_notebook_as_html_text_and_data(built: Callable[[str], Outcome]) -> None:
    notebook = json.loads((built("luolong").request.place / "report.ipynb").read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "applications")
    assert set(cell["outputs"][0]["data"]) == {
        *("text/html", "text/markdown", "text/plain", "application/vnd.annual-report.table+json")
    }
