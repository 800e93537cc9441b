"""What a reader sees of a typed text in each format: its paragraphs and cells, in order.

White space in a row is one blank, as in a browser; a PDF, whose lines break anywhere, is compared without any.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import mistune
import pypdf
from bs4 import BeautifulSoup
from docx import Document
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import OUTPUTS, When
from annual_report.build.outputs.write import write_outputs, writer_of
from annual_report.build.outputs.writers import Material
from annual_report.document.typefaces import CHARACTERS
from annual_report.engine.run import Run
from annual_report.filing.report import Passage, Report
from annual_report.steps.narrate import narrate

EXPORTERS = {each.format: writer_of(each) for each in OUTPUTS if each.format}

MARKDOWN = {
    "md read by mistune": mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"]),
    "md read by CommonMark": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
}
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—$")

# Braces are the reader's business, and a soft hyphen is seen only where a line ends.
CHINESE = "".join(sorted(set(CHARACTERS.read_text(encoding="utf-8")) - set("{}｛｝\xad\n")))
MARKS = [
    *("**", "*", "|", "甲|乙\n-|-\n", "| 甲 |\n|---|\n", "\n\n", "\n", "    ", "\t", "　　", "  "),
    *("- ", "5. ", "2024) ", "# ", "---", "===", "> ", "`", "~~", "_", "[甲](乙)", "![", "]: http://a.cn/x.png"),
    *("<b>", "&nbsp;", "&#35;", "\\", "$x$", "@", "=", "//", "/*", "fi", '"', "...", "--"),
    *("（一）主动公开。", "图1 ", "。", "汉"),
]
texts = st.lists(st.sampled_from(MARKS) | st.text(st.sampled_from(CHINESE), max_size=5), max_size=15).map("".join)


def export(notebook: NotebookNode, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write a notebook in some formats as a report is written; return the files."""
    material = Material(Outcome(Request("", 2024, Run(folder, folder))), notebook=notebook)
    return write_outputs(folder, material, When.PRINTED, formats=formats)[-len(formats) :]


def seen_in_formats(report: Report, text: str) -> dict[str, list[str]]:
    """Return what a reader sees of the prose of a section, by format; of a PDF in one piece."""
    notebook = _notebook(replace(report, narrative={"other": Passage("other", text, "narrative.md", 1)}))
    made = {name: exporter().from_notebook_node(notebook)[0] for name, exporter in EXPORTERS.items()}
    return {
        "html": _in_page(made["html"]),
        "fragment": _in_page(made["fragment"]),
        **{name: _in_page(str(render(made["md"]))) for name, render in MARKDOWN.items()},
        "docx": list(filter(None, map(squashed, _in_word(made["docx"])))),
        "pdf": ["".join("".join(_in_pdf(made["pdf"])).split())],
    }


def squashed(text: str) -> str:
    """Return a text in which white space is one blank, and none at its ends."""
    return " ".join(text.split())


def _notebook(report: Report) -> NotebookNode:
    output = new_output("execute_result", data=narrate(report, "other")._repr_mimebundle_())
    return new_notebook(cells=[new_code_cell("x", outputs=[output])])


def _in_page(page: str) -> list[str]:
    found = BeautifulSoup(page, "html.parser").find_all(["p", "th", "td", "li", "pre", "h1", "h2", "h3"])
    return [words for each in found if (words := squashed(each.get_text()))]


def _in_word(file: bytes) -> Iterator[str]:
    for paragraph in Document(io.BytesIO(file)).element.body.iter("{*}p"):
        yield "".join(each.text or "" for each in paragraph.iter("{*}t"))


def _in_pdf(file: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(file)).pages:
        yield PAGE_NUMBER.sub("", page.extract_text().strip())
