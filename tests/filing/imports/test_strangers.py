"""Files that are no report: each is refused with one sentence that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from annual_report.filing.imports import read_document
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.strangers import refuse_stranger

OLE = b"\xd0\xcf\x11\xe0" + bytes(500)


def archive_of(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "1")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n", "文件是空的"),
        (OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        (OLE + "Workbook".encode("utf-16-le"), "另存为 .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        (OLE, "旧版 Office 文件"),
        (b"{\\rtf1 ", "另存为 .docx"),
        (b"Rar!\x1a\x07", "请解压"),
        (b"7z\xbc\xaf\x27\x1c", "请解压"),
        (archive_of("2024年报.docx"), "请解压"),
        (archive_of("content.xml"), "OpenDocument"),
        (archive_of("ppt/presentation.xml"), "演示文稿"),
        (b"\x89PNG\r\n", "这是图片"),
        (b"\xff\xd8\xff\xe0", "这是图片"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "这是图片"),
        (b"BM\x00\x00", "这是图片"),
        (b"SQLite format 3\0", "数据库"),
    ],
)
def test_stranger_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        refuse_stranger(content)
    assert len(refused.value.problems) == 1
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"%PDF-1.7", archive_of("word/document.xml"), archive_of("xl/workbook.xml"), b"a"])
def test_what_some_format_reads_is_no_stranger(content: bytes) -> None:
    refuse_stranger(content)


def test_files_are_told_by_what_they_hold_whatever_their_names(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "年报.docx"
    file.write_text("<html><p>一、总体情况", encoding="utf-8")
    assert read_document(file).kind == "网页（.html .htm .mhtml）"
