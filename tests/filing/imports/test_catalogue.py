"""Formats: chosen by what a document holds, and nothing unknown is guessed."""

from __future__ import annotations

import io
import os
import pickle
import sys
import zipfile
from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.imports.catalogue import (
    FORMATS,
    LARGEST_FILE,
    MOST_CHARACTERS,
    SMALL,
    Format,
    declare,
    read_content,
    read_file,
)
from annual_report.filing.imports.document import Line, Origin, Refused, SourceDocument, SourcePage


def package_of(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(size))
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*FORMATS,):
        monkeypatch.delitem(FORMATS, name)
    monkeypatch.setitem(FORMATS, "any", Format("any", 9, bool, lambda _: SourceDocument((), "any")))


def test_the_first_format_that_recognises_a_document_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    declare("marked", 1, lambda content: content.startswith(b"%M"))(lambda _: SourceDocument((), "marked"))
    assert [read_content(each).kind for each in (b"%M1", b"text")] == ["marked", "any"]


def test_what_no_format_recognises_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(FORMATS, "any")
    with pytest.raises(Refused, match="认不出"):
        read_content(b"text")


def test_what_is_too_large_is_refused_unread() -> None:
    with pytest.raises(Refused, match="没有这么大"):
        read_content(bytes(LARGEST_FILE + 1))


@pytest.mark.parametrize("content", [b"%PDF-1.7", package_of(SMALL + 1), b"1" * (SMALL + 1)])
def test_what_is_large_or_becomes_so_is_read_in_a_process_of_its_own(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annual_report.filing.imports.catalogue.refuse_stranger", bool)
    monkeypatch.setitem(FORMATS, "any", Format("any", 9, bool, lambda _: SourceDocument((), str(os.getpid()))))
    assert read_content(content).kind != str(os.getpid()) == read_content(b"text").kind


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "年报.pdf")
    with pytest.raises(Refused, match="不是普通的文件"):
        read_file(tmp_path / "年报.pdf")


def test_what_says_too_much_is_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    page = SourcePage(1, (Line("1" * (MOST_CHARACTERS + 1), Origin(1, 0, 1, 1)),))
    monkeypatch.setitem(FORMATS, "any", Format("any", 9, bool, lambda _: SourceDocument((page,), "any")))
    with pytest.raises(Refused, match="没有这么长"):
        read_content(b"1")


def test_what_goes_into_itself_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(content: bytes) -> SourceDocument:
        return read(content)

    monkeypatch.setitem(FORMATS, "any", Format("any", 9, bool, read))
    with pytest.raises(Refused, match="一层套一层"):
        read_content(b"1")


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: bytes) -> SourceDocument:
        import pdfplumber

        return SourceDocument((), pdfplumber.__name__)

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    monkeypatch.setitem(FORMATS, "any", Format("PDF", 9, bool, read))
    with pytest.raises(InputError, match=r"读「PDF」还缺软件包 pdfplumber：请安装 annual-report\[import\]"):
        read_content(b"1")


def test_a_refusal_says_where_and_survives_another_process() -> None:
    refused = Refused("没有文字", page=4, table=2)
    assert str(refused) == str(pickle.loads(pickle.dumps(refused))) == "第4页第2个表：没有文字"
