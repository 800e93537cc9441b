"""A sheet: one CSV file as clerks save it, read into rows of text that know where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.model.characters import refuse_private, standard

LARGEST_FILE = 1_000_000  # bytes; the largest official table takes about 4 KB
MOST_LINES = 3_000
MOST_COLUMNS = 100
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .xls
UTF16 = (b"\xff\xfe", b"\xfe\xff")

# Control characters, and the noncharacters that mark bound figures inside the program.
RESERVED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")

NO_FILE = "缺少文件：请补上（可从别的年份复制一份再改；新的一年用 make new 生成）"
NOT_A_FILE = "这不是文件：请放一个同名的文件"
TOO_LARGE = "文件有 {size} 字节，超过上限 {limit} 字节：请确认放对了文件"
TOO_MANY_LINES = "文件有 {count} 行，超过上限 {limit} 行：请确认放对了文件"
TOO_MANY_COLUMNS = "表头有 {count} 列，超过上限 {limit} 列：请确认放对了文件"
EMPTY = "文件是空的：请重新填写并保存"
WORKBOOK = "这是 Excel/WPS 工作簿，不是 CSV：请用「另存为」选 CSV UTF-8"
UTF_16 = "文件是 UTF-16（Excel 的「Unicode 文本」）：请用「另存为」选 CSV UTF-8"
BINARY = "文件里有二进制内容，不是文本：请用「另存为」选 CSV UTF-8"
UNKNOWN_ENCODING = "既不是 UTF-8 也不是 GB18030：请用「另存为」选 CSV UTF-8"
BAD_QUOTES = "引号不成对，从这一行起读不下去：请检查英文双引号"
OTHER_DELIMITER = "列与列之间不是逗号也不是制表符：请用「另存为」选 CSV UTF-8（逗号分隔）"
UNREADABLE = "文件打不开（{reason}）：请检查权限，或关闭正在使用它的程序"
RESERVED_CHARACTER = "有不可见的特殊字符（U+{code:04X}）：请删除后重新输入"


@dataclass(frozen=True)
class Row:
    """One row of a sheet; `number` counts from 1 in the file as it is stored."""

    number: int
    values: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        """Return the text in a column that counts from 1; a short row is blank at its end."""
        return self.values[column - 1] if column <= len(self.values) else ""

    @property
    def is_blank(self) -> bool:
        return not any(value.strip() for value in self.values)


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its header, the rows that hold something, and how it was encoded."""

    file: str
    encoding: str
    header: Row
    rows: tuple[Row, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8 (with or without BOM) or GB18030, split by commas or tabs.

    Raises InputError for anything else.
    """
    (text, encoding), file = read_text(path), paths.shown(path)
    rows = tuple(row for row in _rows(text, file) if not row.is_blank)
    if not rows:
        raise _refused(path, EMPTY)
    if len(rows[0].values) == 1 and re.search("[;；，]", rows[0].values[0]):
        raise _refused(path, OTHER_DELIMITER)
    if len(rows[0].values) > MOST_COLUMNS:
        raise _refused(path, TOO_MANY_COLUMNS.format(count=len(rows[0].values), limit=MOST_COLUMNS))
    return Sheet(file, encoding, rows[0], rows[1:])


def read_text(path: Path) -> tuple[str, str]:
    """Read a text file and name its encoding. Raises InputError where it is missing, too large or no text."""
    data = _read_bytes(path)
    if data.startswith(WORKBOOKS):
        raise _refused(path, WORKBOOK)
    if data.startswith(UTF16):
        raise _refused(path, UTF_16)
    if b"\0" in data:
        raise _refused(path, BINARY)
    text, encoding = _decode(data, path)
    if not text.strip():
        raise _refused(path, EMPTY)
    # Each line that does not fit is a problem with a suggestion of its own: of a file that is no report, one is enough.
    count = len(text.rstrip().splitlines())
    if count > MOST_LINES:
        raise _refused(path, TOO_MANY_LINES.format(count=count, limit=MOST_LINES))
    return text, encoding


def _read_bytes(path: Path) -> bytes:
    if not path.exists():
        raise _refused(path, NO_FILE)
    if not path.is_file():
        raise _refused(path, NOT_A_FILE)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise _refused(path, TOO_LARGE.format(size=size, limit=LARGEST_FILE))
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, UNREADABLE.format(reason=error.strerror)) from error


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    for encoding, name in (("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")):
        try:
            text = standard(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        _refuse_reserved_characters(text, path)
        refuse_private(text, path)
        return text, "UTF-8 BOM" if data.startswith(b"\xef\xbb\xbf") else name
    raise _refused(path, UNKNOWN_ENCODING)


def _refuse_reserved_characters(text: str, path: Path) -> None:
    """Raise InputError for the first character that no input may hold."""
    found = RESERVED.search(text)
    if found:
        message = RESERVED_CHARACTER.format(code=ord(found.group()))
        first, number = text.rfind("\n", 0, found.start()) + 1, text.count("\n", 0, found.start()) + 1
        line = text[first:].partition("\n")[0]
        raise InputError([Problem(message, paths.shown(path), number, found=line[:40])])


def _rows(text: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 1
    try:
        for values in reader:
            yield Row(number, tuple(values))
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Problem(BAD_QUOTES, file, number)]) from error


def delimiter_of(text: str) -> str:
    """Return what separates the columns of a sheet: a comma or a tab."""
    first_line = text.lstrip().splitlines()[0]
    return "\t" if first_line.count("\t") > first_line.count(",") else ","


def _refused(path: Path, message: str) -> InputError:
    return InputError([Problem(message, paths.shown(path))])
