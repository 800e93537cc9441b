"""The documents that are meant by a name, and what lies in a folder beside them and is none."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from annual_report.errors import InputError, Problem
from annual_report.filing.imports.strangers import is_picture

NO_FILE = "没有写文件：请写 FILE=年报文件 或 FILE=文件夹"
NOT_THERE = "没有「{file}」这个文件：请检查 FILE"
NO_DOCUMENT = "「{name}」不能导入，这是{kind}：请检查 FILE"
NO_FILES = "「{file}」这个文件夹里没有可以导入的文件"

LEFT_BEHIND, OF_A_PAGE, PICTURE = "系统或办公软件留下的临时文件", "网页存盘时的附件", "图片，不做文字识别"
PAGE_TO_FILL_IN = "填报表的网页，填的内容在它「保存全部」得到的 zip 里"
# What systems and office programs leave in folders; names that begin with a dot are nobody's business.
NAMES_LEFT_BEHIND = ("~$*", "Thumbs.db", "ehthumbs.db", "desktop.ini", "~*.tmp", "*.tmp", "*.crdownload", "*.part")
# Browsers save 年报.html with a folder 年报_files beside it.
FOLDERS_OF_A_PAGE, PAGES = ("_files", ".files"), (".html", ".htm")
# How the title of the page to fill in ends, not far from its beginning.
END_OF_TITLE = "年 填报表</title>".encode()
BEGINNING = 4096


class FilesFound(NamedTuple):
    """The documents that are meant, and what lies beside them and is none: names by what they are."""

    documents: tuple[Path, ...]
    others: dict[str, list[str]]


def find_documents(file: str) -> FilesFound:
    """Return the document of this name, or those in the folder. Raises InputError where there is none."""
    if not file:
        raise InputError([Problem(NO_FILE)])
    path = Path(file)
    if not path.exists():
        raise InputError([Problem(NOT_THERE.format(file=file), found=file)])
    if not path.is_dir():
        _require_document(path)
        return FilesFound((path,), {})
    documents, others = [], dict[str, list[str]]()
    for each in sorted(each for each in path.rglob("*") if _is_visible_file(each, path)):
        kind, name = _kind_of_other(each, path)
        if not kind:
            documents.append(each)
        elif name not in others.setdefault(kind, []):
            others[kind].append(name)
    if not documents:
        raise InputError([Problem(NO_FILES.format(file=file), found=file)])
    return FilesFound(tuple(documents), others)


def _require_document(path: Path) -> None:
    """Raise InputError for what an office program leaves beside a file that is open, and for the page to fill in."""
    kind = LEFT_BEHIND if _is_left_behind(path) else PAGE_TO_FILL_IN if _is_page_to_fill_in(path) else ""
    if kind:
        raise InputError([Problem(NO_DOCUMENT.format(name=path.name, kind=kind), found=path.name)])


def _is_left_behind(path: Path) -> bool:
    return any(fnmatch(path.name.lower(), pattern.lower()) for pattern in NAMES_LEFT_BEHIND)


def _is_visible_file(path: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not is_hidden and not path.is_dir()


def _kind_of_other(path: Path, folder: Path) -> tuple[str, str]:
    """Return what a file is that is no document, and by which name it is told of; nothing for a document."""
    if _is_left_behind(path):
        return LEFT_BEHIND, path.name
    for above in path.parents:
        if above == folder:
            break
        page = next((above.name.removesuffix(end) for end in FOLDERS_OF_A_PAGE if above.name.endswith(end)), "")
        if page and any((above.parent / f"{page}{suffix}").is_file() for suffix in PAGES):
            return OF_A_PAGE, f"{above.name}/"
    if _is_page_to_fill_in(path):
        return PAGE_TO_FILL_IN, path.name
    return (PICTURE, path.name) if is_picture(_beginning(path)) else ("", "")


def _is_page_to_fill_in(path: Path) -> bool:
    return path.suffix.lower() in PAGES and END_OF_TITLE in _beginning(path)


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        return b""  # a pipe would wait for somebody to write
    try:
        with path.open("rb") as file:
            return file.read(BEGINNING)
    except OSError:
        return b""  # whoever reads it says why it cannot be
