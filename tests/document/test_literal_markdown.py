"""Text as Markdown is the same text again, for every reader of Markdown."""

from __future__ import annotations

import mistune
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbconvert.filters.markdown import markdown2html

from annual_report.document import literal_markdown

READERS = {
    "nbconvert": markdown2html,
    "commonmark": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
    "mistune": mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url", "task_lists", "math"]),
}

# Words of one line without blanks at their ends or in a row, as they are read.
lines = st.text(st.sampled_from("甲乙。（）“ \u3000ab15http:/w.cnl" + "".join(map(chr, range(0x21, 0x7F))))).map(
    lambda text: " ".join(text.split())
)


def read_by(reader: str, text: str) -> BeautifulSoup:
    return BeautifulSoup(str(READERS[reader](text)), "html.parser")


@pytest.mark.parametrize("reader", READERS)
@given(line=lines)
@example(line="- [ ] 甲")
@example(line="&lt;b&gt; &#35;")
@example(line="1) x")
@example(line="---")
def test_a_paragraph_is_the_same_again(reader: str, line: str) -> None:
    page = read_by(reader, literal_markdown.paragraph(literal_markdown.escape_markup(line)))
    assert page.get_text().strip() == line.strip()
    assert {element.name for element in page.find_all(True)} <= {"p"}


@pytest.mark.parametrize("reader", READERS)
@given(before=lines, words=lines, after=lines)
@example(before="汉", words="（一）", after="汉")
@example(before="", words="1. x", after="")
def test_bold_words_are_the_same_again(reader: str, before: str, words: str, after: str) -> None:
    source = (
        literal_markdown.escape_markup(before) + literal_markdown.bold(words) + literal_markdown.escape_markup(after)
    )
    page = read_by(reader, literal_markdown.paragraph(source.strip()))
    assert page.get_text().strip() == (before + words + after).strip()


@pytest.mark.parametrize("reader", READERS)
@given(cells=st.lists(lines, min_size=4, max_size=4))
def test_cells_are_the_same_again(reader: str, cells: list[str]) -> None:
    escaped = [literal_markdown.escape_markup(cell) for cell in cells]
    page = read_by(reader, literal_markdown.table([escaped[:2], escaped[2:]]))
    assert [cell.get_text() for cell in page.find_all(["th", "td"])] == cells
