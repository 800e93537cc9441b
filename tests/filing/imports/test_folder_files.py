"""What in a folder is a document, and what is only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.imports.folder_files import find_documents


def test_what_is_no_document_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "年报.html").write_text("x")
    (tmp_path / "年报_files").mkdir()
    for name in ("Thumbs.db", "~$年报.docx", ".hidden", "年报_files/a.js", "年报_files/b.css"):
        (tmp_path / name).write_text("x")
    (tmp_path / "公章.jpg").write_bytes(b"\xff\xd8\xff")
    found = find_documents(str(tmp_path))
    assert [each.name for each in found.documents] == ["年报.html"]
    assert [*found.others.values()] == [["Thumbs.db", "~$年报.docx"], ["公章.jpg"], ["年报_files/"]]


def test_the_page_to_fill_in_and_a_lock_are_no_documents(tmp_path: Path) -> None:
    page, lock = tmp_path / "填报表.html", tmp_path / "~$填报表.xlsx"
    page.write_text("<!doctype html><title>某局2024年 填报表</title>", encoding="utf-8")
    lock.write_text("x")
    for file, words in ((page, "「保存全部」得到的 zip"), (lock, "临时文件")):
        with pytest.raises(InputError, match=words):
            find_documents(str(file))
    with pytest.raises(InputError, match="没有可以导入的文件"):
        find_documents(str(tmp_path))


def test_what_is_not_there_is_asked_for(tmp_path: Path) -> None:
    for name, words in (("", "FILE"), (str(tmp_path / "没有.txt"), "没有"), (str(tmp_path), "没有可以导入的文件")):
        with pytest.raises(InputError, match=words):
            find_documents(name)
