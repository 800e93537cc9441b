"""Web pages: recognised by what they hold, and read as they are shown."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from annual_report.filing.imports.document import Grid, Line, Refused
from annual_report.filing.imports.markup import MOST_PARTS, read_markup, recognise
from published import invented, page_of

REPORT = invented("2021", 2)
PAGE = page_of(REPORT)


@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        PAGE.encode("utf-16"),
        b"\xef\xbb\xbf  <!-- saved -->\n<HTML>",
        b"<?xml version='1.0'?><html/>",
        b"<p>1",
        "# 年报\n<table><tr><td>1".encode(),
        b"From: <Saved by Blink>\nSubject: x\nContent-Type: multipart/related;\n",
    ],
)
def test_pages_are_recognised(content: bytes) -> None:
    assert recognise(content)


@pytest.mark.parametrize("content", [b"", b"{}", "规章 3 < 5".encode(), b"| <b> |"])
def test_text_is_none(content: bytes) -> None:
    assert not recognise(content)


def test_page_has_a_title_lines_and_numbered_tables() -> None:
    (page,) = read_markup(PAGE.encode()).pages
    assert page.blocks[0] == Line(REPORT.title, page.blocks[0].origin)  # type: ignore[union-attr]
    assert [block.number for block in page.blocks if isinstance(block, Grid)] == [1, 2, 3]
    assert [block.origin.row for block in page.blocks if isinstance(block, Line)] == [*range(1, 12)]


def test_title_that_the_article_lacks_is_told_first() -> None:
    page = PAGE.replace(f"<p>{REPORT.title}</p>", "")
    (first, *_) = read_markup(page.encode()).pages[0].blocks
    assert isinstance(first, Line)
    assert (first.text, first.heading) == (REPORT.title, True)


def test_saved_archive_gives_its_page_and_says_so() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message.set_content(PAGE.replace("<meta charset=utf-8>", ""), subtype="html", charset="gb18030")
    message.make_related()
    read = read_markup(message.as_bytes())
    assert [page.blocks for page in read.pages] == [page.blocks for page in read_markup(PAGE.encode()).pages]
    assert [remark.message for remark in read.remarks] == [
        "从网页存档（MHTML）里取出网页",
        "文件编码不是 UTF-8，按 GB18030（GBK、GB2312） 读取",
    ]


def test_archive_without_a_page_is_refused() -> None:
    with pytest.raises(Refused, match="没有网页"):
        read_markup(
            b"From: x\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: image/png\n\nx\n--a--\n"
        )


def test_archive_of_more_parts_than_a_page_has_is_refused_unread() -> None:
    with pytest.raises(Refused, match="部分太多"):
        read_markup(b"From: x\nContent-Type: multipart/related; boundary=a\n" + b"\n--a\n" * (MOST_PARTS + 1))


def test_text_with_tables_in_markup_keeps_its_lines() -> None:
    read = read_markup("# 年报\n一、总体情况\n<table><tr>\n<td>规章<td>3</table>\n五、问题".encode())
    *_, last = read.pages[0].blocks
    assert [block.text for block in read.pages[0].blocks if isinstance(block, Line)] == [
        "# 年报",
        "一、总体情况",
        "五、问题",
    ]
    assert isinstance(last, Line)


def test_tables_that_are_too_large_together_are_refused() -> None:
    table = "<table>" + "<tr>" + "<td>1" * 300 + "</table>"
    with pytest.raises(Refused, match="表格太大"):
        read_markup((table * 300).encode())


def test_page_that_only_a_script_fills_is_refused() -> None:
    with pytest.raises(Refused, match="由脚本显示"):
        read_markup(b"<html><div id=app></div><script>render()</script>")
