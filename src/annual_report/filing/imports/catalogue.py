"""The formats there are: every module of this room that reads one declares it, by what its files begin with or hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from annual_report.errors import InputError, Problem
from annual_report.filing.imports.confined import confined
from annual_report.filing.imports.document import Block, Grid, Line, Refused, SourceCell, SourceDocument
from annual_report.filing.imports.packages import unpacked_size
from annual_report.filing.imports.strangers import refuse_stranger

# No published report comes near; what is larger is refused unread.
LARGEST_FILE = 50_000_000

# What is larger, or becomes so when it is unpacked, is read in a process of its own, within bounds; and a PDF, which
# may say anything in a few bytes. A page of a portal has two hundred kilobytes. To begin a process takes longer than to
# read a small workbook.
SMALL, PDF, BEGINNING = 1_000_000, b"%PDF-", 1024

# A long report has fifty thousand characters.
MOST_CHARACTERS = 500_000

TOO_LARGE = "文件有 {size} MB，超过 {limit} MB：年报没有这么大，请核对是不是选错了文件"
NO_FILE = "这不是普通的文件（是管道、设备或文件夹），不读：请把年报存成文件"
TOO_LONG = "文件里有 {count} 个字，超过 {limit} 个：年报没有这么长，请核对是不是选错了文件"
TOO_DEEP = "这个文件（{kind}）里一层套一层，没有尽头，不读：请核对文件"
NOT_INSTALLED = "读「{kind}」还缺软件包 {package}：请安装 annual-report[import]"
UNKNOWN = "认不出这个文件的格式：能读的有 {kinds}；旧的 .doc 请另存为 .docx"

Recognise = Callable[[bytes], bool]
Read = Callable[[bytes], SourceDocument]


@dataclass(frozen=True)
class Format:
    """A format: its name for people, whether some content is of it, and how that is read; low ranks are asked first.

    Ranks: 1 what a signature tells (PDF, zip) · 5 payloads · 6 mark-up · 9 plain text, which takes what is left.
    """

    kind: str
    rank: int
    recognises: Recognise
    read: Read


FORMATS: dict[str, Format] = {}


def declare(kind: str, rank: int, recognises: Recognise) -> Callable[[Read], Read]:
    """Let a function read the documents of a format; it raises Refused where nothing of one may be trusted."""

    def declared(read: Read) -> Read:
        FORMATS[kind] = Format(kind, rank, recognises, read)
        return read

    return declared


def read_content(content: bytes) -> SourceDocument:
    """Read a document by what it is, not by its name. Raises Refused."""
    if len(content) > LARGEST_FILE:
        raise Refused(TOO_LARGE.format(size=len(content) // 10**6, limit=LARGEST_FILE // 10**6))
    return confined(_read, content) if _may_take_long(content) else _read(content)


def _may_take_long(content: bytes) -> bool:
    return len(content) > SMALL or PDF in content[:BEGINNING] or unpacked_size(content) > SMALL


def _read(content: bytes) -> SourceDocument:
    refuse_stranger(content)
    for each in sorted(FORMATS.values(), key=lambda each: (each.rank, each.kind)):
        if each.recognises(content):
            return _bounded(_read_with(each, content))
    raise Refused(UNKNOWN.format(kinds="、".join(sorted(FORMATS))))


def _read_with(form: Format, content: bytes) -> SourceDocument:
    try:
        return form.read(content)
    except RecursionError as error:
        raise Refused(TOO_DEEP.format(kind=form.kind)) from error
    except ModuleNotFoundError as error:
        raise InputError([Problem(NOT_INSTALLED.format(kind=form.kind, package=error.name))]) from error


def _bounded(document: SourceDocument) -> SourceDocument:
    count = sum(len(cell.text) for page in document.pages for block in page.blocks for cell in _texts(block))
    if count > MOST_CHARACTERS:
        raise Refused(TOO_LONG.format(count=count, limit=MOST_CHARACTERS))
    return document


def _texts(block: Block) -> Iterable[Line | SourceCell]:
    return (cell for row in block.rows for cell in row) if isinstance(block, Grid) else (block,)


def read_file(path: Path) -> SourceDocument:
    """Read a document from a file. Raises Refused."""
    if not path.is_file():
        raise Refused(NO_FILE)
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(TOO_LARGE.format(size=path.stat().st_size // 10**6, limit=LARGEST_FILE // 10**6))
    return read_content(path.read_bytes())
