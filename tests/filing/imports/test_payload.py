"""Pages inside JSON and scripts: the one article with tables of a report is taken, once unescaped; two are refused."""

from __future__ import annotations

import html
import json

import pytest

from annual_report.filing.imports.document import Grid, Line, Refused
from annual_report.filing.imports.markup import read_markup
from annual_report.filing.imports.payload import read_payload, recognise
from published import invented, page_of

BODY = page_of(invented("2021", 3)).partition("<body>")[2].partition("</body>")[0]
BLOCKS = read_markup(f"<html>{BODY}".encode()).pages[0].blocks
ESCAPED = json.dumps(BODY).replace("<", "\\u003c")
SLASHED = json.dumps(BODY).replace("/", "\\/")

PAYLOADS = {
    "a string of data": json.dumps({"data": {"content": BODY, "hits": 1024}}),
    "characters as they are": json.dumps({"content": BODY, "copy": BODY}, ensure_ascii=False),
    "several articles, one with tables": json.dumps(
        [{"content": ""}, {"content": "<table><tr><td>1"}, {"content": BODY}]
    ),
    "a script": f"//字典项\nlet menu = [{{'id': \"4\"}}]\n\nlet content = {json.dumps(BODY, ensure_ascii=False)};",
    "the state of a page": f'window.STATE={{"page":{{"id":"7","docContent":{SLASHED}}}}};',
    "an answer wrapped in a call": f'callback({{"code":0,"content":{SLASHED}}})',
    "single quotes": "var page = '" + BODY.replace('"', '\\"').replace("\n", "\\n").replace("'", "\\'") + "'",
    "a template": f"const page = `{BODY}`",
    "brackets escaped": f"callback({{content: {ESCAPED}}})",
    "brackets escaped for a page": json.dumps({"content": html.escape(BODY)}),
    "a page of nothing but scripts": f"<!DOCTYPE html><html><div id=app></div><script>let a={ESCAPED}</script></html>",
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_article_is_read_as_if_it_were_a_page(payload: str) -> None:
    content = payload.encode()
    assert recognise(content)
    read = read_payload(content)
    assert read.pages[0].blocks == BLOCKS
    assert "里，只读这一篇" in read.remarks[-1].message


def test_title_beside_the_article_is_its_title() -> None:
    (first, *_) = read_payload(json.dumps({"title": "乙县2023年年报", "content": BODY}).encode()).pages[0].blocks
    assert isinstance(first, Line)
    assert first.text == "乙县2023年年报"


def test_two_articles_with_tables_are_refused_by_name() -> None:
    other = page_of(invented("2021", 4))
    with pytest.raises(Refused, match="2 篇带年报表格的文章（other、content）"):
        read_payload(json.dumps({"content": BODY, "other": other}).encode())


def test_payload_without_an_article_is_refused() -> None:
    with pytest.raises(Refused, match="没有一篇"):
        read_payload(json.dumps({"content": "<table><tr><td>周一"}).encode())


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "<table><tr><td>1",
        "规章 3",
        '| <table> | "a" |',
        f'<html><script>x="{ESCAPED}"</script><table>',
        "[" * 9999,
    ],
)
def test_what_holds_no_table_in_a_string_is_no_payload(content: str) -> None:
    assert not recognise(content.encode())


def test_data_nested_without_end_is_no_report() -> None:
    with pytest.raises(Refused):
        read_payload(("[" * 99_999 + '"<table>"' + "]" * 99_999).encode())


def test_characters_that_are_written_as_numbers_are_what_they_mean() -> None:
    script = r'x = "\u003ctable\x3e\u{3c}tr><td>\u884c\u653f\u89c4范性文件<\/td><td>3\t<\/td><td>\z"'
    (table,) = read_payload(script.encode()).pages[0].blocks
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.rows[0]] == ["行政规范性文件", "3", "z"]
