"""A file that is something else than its name says is called what it is, with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from filed import APPLICATIONS, problems_of

OPEN = "请打开它，「另存为」选 CSV UTF-8"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(part: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(part, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (zipped("xl/workbook.xml"), "Excel/WPS 工作簿", OPEN),
        (zipped("word/document.xml"), "Word/WPS 文档", "请打开它，把表格复制到 Excel/WPS 表格"),
        (zipped("applications.csv"), "压缩包", "请解压，把里面的 applications.csv 放到这里"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版 Excel/WPS 工作簿", OPEN),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word/WPS 文档", "请打开它，把表格复制到"),
        (b"%PDF-1.7\n%\xe2\xe3\n\0", "PDF", "请换成填好的 applications.csv"),
        (b"\x89PNG\r\n\x1a\n\0", "图片", "请换成填好的"),
        (b"{\\rtf1\\ansi x}", "RTF 文档", "请打开它"),
        (b"\n<!DOCTYPE html>\n<html></html>", "网页（HTML）", OPEN),
        (b"\xef\xbb\xbf<table><tr><td>1,2</td></tr></table>", "网页（HTML）", OPEN),
        (b'<?xml version="1.0"?><Workbook/>', "XML 文件", OPEN),
        ('[{"项目": "一"}]'.encode(), "JSON", "请换成填好的"),
        (b"<<<<<<< HEAD\n0,1\n=======\n", "没有解决冲突的 Git 合并结果", "请解决冲突"),
        (b"version https://git-lfs.github.com/spec/v1\noid x\n", "Git LFS 的指针", "文件本身没有下载"),
    ],
)
def test_stranger_is_named_with_what_to_do(params: Path, folder: Path, data: bytes, kind: str, advice: str) -> None:
    (folder / APPLICATIONS).write_bytes(data)
    (problem,) = problems_of(params)
    assert problem.message.startswith(f"这里放的是「{kind}")
    assert f"，不是 CSV：{advice}" in problem.message


def test_document_in_the_place_of_the_prose_is_to_be_copied_as_text(params: Path, folder: Path) -> None:
    (folder / "narrative.md").write_bytes(zipped("word/document.xml"))
    (problem,) = problems_of(params)
    assert problem.message == (
        "这里放的是「Word/WPS 文档」，不是纯文本：请打开它，把文字复制到记事本，「另存为」选编码 UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_told_with_and_without_a_mark(params: Path, folder: Path, encoding: str) -> None:
    text = (folder / APPLICATIONS).read_text(encoding="utf-8")
    (folder / APPLICATIONS).write_bytes(text.encode(encoding))
    (problem,) = problems_of(params)
    assert problem.message.startswith("文件是 UTF-16 或 UTF-32 编码")


@pytest.mark.parametrize("delimiter", [";", "；", "|", "，", "、"])
def test_another_delimiter_is_named(params: Path, folder: Path, delimiter: str) -> None:
    text = (folder / "review_litigation.csv").read_text(encoding="utf-8")
    (folder / "review_litigation.csv").write_text(text.replace(",", delimiter), encoding="utf-8")
    (problem,) = problems_of(params)
    assert problem.message.startswith(f"列与列之间是「{delimiter}」")


def test_json_is_yaml_too(params: Path) -> None:
    agency = params / "luolong" / "agency.yaml"
    agency.write_text('{"name": "甲局", "nmae": "乙"}', encoding="utf-8")
    (problem,) = problems_of(params)
    assert "没有「nmae」这一项" in problem.message
