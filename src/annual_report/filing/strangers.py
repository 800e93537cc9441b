"""Recognise a file that is not what its name promises, by its first bytes and words, so that the message can say so."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress

WORKBOOK, OLD_WORKBOOK = "Excel/WPS 工作簿", "旧版 Excel/WPS 工作簿（.xls、.et）"
WORD, OLD_WORD = "Word/WPS 文档", "旧版 Word/WPS 文档（.doc、.wps）"
OPEN_DOCUMENT = "OpenDocument 文件"
WEB_PAGE, OFFICE, ARCHIVE, PICTURE = "网页（HTML）", "旧版 Office 文件，如 Excel/WPS 工作簿", "压缩包", "图片"
RTF, PDF, DATABASE, JSON, SHORTCUT = "RTF 文档", "PDF", "数据库", "JSON", "网址快捷方式"
DOCUMENTS = (WORD, OLD_WORD, RTF)
POINTER, CONFLICT = "Git LFS 的指针", "没有解决冲突的 Git 合并结果"

# What begins a file of a kind; the first that fits.
SIGNATURES = (
    (b"%PDF", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"SQLite format", DATABASE),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

# The parts of a zipped office document, and the streams of an old one.
PARTS = (("xl/", WORKBOOK), ("word/", WORD), ("ppt/", "演示文稿"), ("content.xml", OPEN_DOCUMENT))
STREAMS = (("Workbook", OLD_WORKBOOK), ("Book", OLD_WORKBOOK), ("WordDocument", OLD_WORD))

# How a text begins that is no table and no prose.
OPENINGS = (
    (r"<!doctype html|<(?:html|head|body|meta|table|div|style|script)\b", WEB_PAGE),
    (r"<\?xml", "XML 文件（如 Excel 2003 XML 表格）"),
    (r"MIME-Version:", "网页存档（MHTML）"),
    (r"version https://git-lfs", POINTER),
    (r"<<<<<<< ", CONFLICT),
    (r"\[InternetShortcut\]", SHORTCUT),
)

# How a file is saved as what it should be.
COPY_TEXT = "把文字复制到记事本，「另存为」选编码 UTF-8"
COPY_TABLE = "把表格复制到 Excel/WPS 表格，「另存为」选 CSV UTF-8"
SAVE_AS = {".csv": "「另存为」选 CSV UTF-8", ".md": COPY_TEXT, ".yaml": COPY_TEXT}

# What to do with a file of a kind; nearly all can be opened and saved anew.
OPEN_AND_SAVE = "请打开它，{save_as}"
REPLACE = "请换成填好的 {name}"
ADVICE = {
    **dict.fromkeys((PDF, PICTURE, DATABASE, JSON, SHORTCUT), REPLACE),
    ARCHIVE: "请解压，把里面的 {name} 放到这里",
    POINTER: "文件本身没有下载，请运行 git lfs pull",
    CONFLICT: "请解决冲突，删去 <<<<<<<、=======、>>>>>>> 这些行",
}

# What a text was read as, and written in.
DAMAGES = (
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("gb18030", "utf-8"),
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
)

GARBLED = "文字已经成了乱码（保存时选错了编码）：请从原来的文件重新「另存为」UTF-8"
BIG5 = "文字读不出来，多半是繁体 Big5 编码，不是 UTF-8：请打开后「另存为」UTF-8"


def kind_of_bytes(data: bytes) -> str:
    """Return what a file is that is no text; nothing where its bytes do not tell."""
    if data.startswith(ZIP):
        return _kind_of_archive(data)
    if data.startswith(OLE):
        found = (kind for name, kind in STREAMS if "\0".join(name).encode() in data)
        return next(found, OFFICE)
    return next((kind for start, kind in SIGNATURES if data.startswith(start)), "")


def kind_of_text(text: str) -> str:
    """Return what a text is that is neither a table nor prose nor YAML; nothing where it may be."""
    start = text.lstrip("\ufeff \t\r\n")[:200]
    for opening, kind in OPENINGS:
        if re.match(opening, start, re.IGNORECASE):
            return kind
    return JSON if start.startswith(("{", "[")) and _is_json(text) else ""


def advice_for(kind: str, name: str) -> str:
    """Return what to do with a file of a kind that lies there under the name of another."""
    suffix = name[name.rfind(".") :]
    save_as = COPY_TABLE if suffix == ".csv" and kind in DOCUMENTS else SAVE_AS.get(suffix, COPY_TEXT)
    return ADVICE.get(kind, OPEN_AND_SAVE).format(name=name, save_as=save_as)


def is_utf16(data: bytes) -> bool:
    """Whether a file is UTF-16 without a mark: every other byte of its first line feeds and commas is zero."""
    for encoding in ("utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text and any(each in text for each in "\n,\t"):
                return True
    return False


def damage_of(text: str, official: Iterable[str]) -> str:
    """Return what became of a text in which nothing official can be read: its words are read again in other encodings.

    Nothing where none of them gives official words.
    """
    for read_as, written_in in DAMAGES:
        again = text.encode(read_as, "ignore").decode(written_in, "ignore")
        if any(label in again for label in official):
            return GARBLED
    return BIG5 if is_big5(text) else ""


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return f"{WORKBOOK}或{ARCHIVE}"
    return next((kind for part, kind in PARTS if any(name.startswith(part) for name in names)), ARCHIVE)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def is_big5(text: str) -> bool:
    """Whether a text that was read as GB18030 holds characters no simplified Chinese has, and is sound in Big5."""
    try:
        text.encode("gb18030").decode("big5")
    except UnicodeError:
        return False
    try:
        text.encode("gb2312")
    except UnicodeError:
        return True
    return False
