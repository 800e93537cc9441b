"""A report says the same in every encoding that portals, Word and notepads use; and which it was is said aloud."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.encodings import decode

TEXT = "云泽市人民政府2024年政府信息公开工作年度报告\n一、总体情况\n全年公布规章3件、行政规范性文件12件。\n"
TRADITIONAL = "雲澤市人民政府2024年政府信息公開工作年度報告\n一、總體情況\n全年公佈規章3件、行政規範性文件12件。\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("utf-32", "UTF-32"),
        ("gb18030", "GB18030（GBK、GB2312）"),
    ],
)
def test_text_is_the_same_in_every_encoding(encoding: str, said: str) -> None:
    text, remarks = decode(TEXT.encode(encoding))
    assert text == TEXT
    assert [remark.message for remark in remarks] == ([f"文件编码不是 UTF-8，按 {said} 读取"] if said else [])


def test_traditional_text_is_read_as_big5_where_simplified_words_would_make_no_sense() -> None:
    text, (remark,) = decode(TRADITIONAL.encode("big5"))
    assert text == TRADITIONAL
    assert remark.message == "文件编码不是 UTF-8，按 Big5（繁体） 读取"


def test_traditional_text_in_gb18030_is_not_taken_for_big5() -> None:
    assert decode(TRADITIONAL.encode("gb18030")).text == TRADITIONAL


def test_page_is_read_as_it_says_unless_that_does_not_fit() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>' + TEXT
    assert decode(page.encode("gbk")).text == page
    assert decode(page.encode("utf-8")) == (page, ())
    assert TEXT in decode(page.replace("gb2312", "big5").encode("gbk")).text


def test_characters_that_gb18030_got_in_2022_are_read_by_that_standard() -> None:
    assert decode(b"\xfe\x59\xb9\xe6\xd5\xc2").text == "\u9fb4规章"


def test_broken_bytes_are_told_and_close_no_figure_up() -> None:
    text, (remark,) = decode(TEXT.encode().replace(b"12", b"1\xff2"))
    assert "1\ufffd2件" in text
    assert remark.message == "有 1 个字读不出来（编码损坏），这些地方的数字不取"
    assert "3\ufffd件" in decode(TEXT.replace("3件", "3\x01件").encode()).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"1" * 10_000_001, "文字有 10 MB"),
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        (bytes(range(1, 128)) * 9, "这是二进制文件"),
        (b"\x93\x00\x81" * 99, "这是二进制文件"),
        (b"\xff\x81\xfe" * 99, "文字编码认不出来"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        decode(content)


def test_radicals_of_a_text_layer_are_the_characters_they_look_like() -> None:
    assert decode("⼈⺠政府⾏政许可⻓".encode()).text == "人民政府行政许可长"
