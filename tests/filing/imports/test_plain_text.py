"""A text becomes lines and pages; whatever separates cells is left to the reader."""

from __future__ import annotations

from annual_report.filing.imports.document import Line
from annual_report.filing.imports.plain_text import read


def test_a_form_feed_ends_a_page_and_a_counted_page_loses_its_number() -> None:
    document = read("甲\n12\n1\f乙\n2\f".encode())
    assert [[line.text for line in page.blocks if isinstance(line, Line)] for page in document.pages] == [
        ["甲", "12"],
        ["乙"],
    ]


def test_a_number_that_counts_no_pages_stays() -> None:
    document = read("甲\n12\f乙\n2".encode())
    assert [len(page.blocks) for page in document.pages] == [2, 2]


def test_a_heading_of_markdown_is_a_heading() -> None:
    (line,) = read("## 一、总体情况".encode("gb18030")).pages[0].blocks
    assert isinstance(line, Line)
    assert (line.text, line.heading) == ("一、总体情况", True)
