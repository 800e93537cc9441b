"""A sheet: one CSV file as clerks save it, read into rows of text that know where they stand."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem, reason_of
from annual_report.filing.characters import PRIVATE, as_seen, by_standard_of_2022, refuse_private
from annual_report.filing.inputs import LARGEST_REGISTER, largest, open_input
from annual_report.filing.neighbours import explain_missing
from annual_report.filing.strangers import (
    BIG5,
    COPY_TEXT,
    SAVE_AS,
    advice_for,
    is_big5,
    is_utf16,
    kind_of_bytes,
    kind_of_text,
)

MOST_LINES, MOST_LINES_OF_REGISTER = 3_000, 300_000
MOST_COLUMNS = 100
UTF16 = (b"\xff\xfe", b"\xfe\xff")

# Excel's own line above a sheet, which says what separates its columns.
DECLARED = re.compile(r'"?sep=(?P<delimiter>[^\r\n])"?[,;\t]*(?=[\r\n])', re.IGNORECASE)
OTHER_DELIMITERS = ";；|｜，、"

# Control characters, and the noncharacters that mark bound figures inside the program.
RESERVED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")

TOO_LARGE = "文件有 {size} 字节，超过上限 {limit} 字节：请确认放对了文件"
TOO_MANY_LINES = "文件有 {count} 行，超过上限 {limit} 行：请确认放对了文件"
TOO_MANY_COLUMNS = "表头有 {count} 列，超过上限 {limit} 列：请确认放对了文件"
EMPTY = "文件是空的：请重新填写并保存"
STRANGER = "这里放的是「{kind}」，不是{wanted}：{advice}"
UTF_16 = "文件是 UTF-16 或 UTF-32 编码（Excel 的「Unicode 文本」就是）：请打开它，{save_as}"
BINARY = "文件里有二进制内容，不是文本：请打开原来的文件，{save_as}"
UNKNOWN_ENCODING = "既不是 UTF-8 也不是 GB18030：请打开它，{save_as}"
BAD_QUOTES = "引号不成对，从这一行起读不下去：请检查英文双引号"
OTHER_DELIMITER = "列与列之间是「{found}」，不是逗号也不是制表符：请用「另存为」选 CSV UTF-8（逗号分隔）"
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
    """A CSV file: its header, the rows that hold something, how it was encoded, and what was left out of it."""

    file: str
    encoding: str
    header: Row
    rows: tuple[Row, ...]
    remark: str = ""


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8 (with or without BOM) or GB18030, split by commas or tabs.

    Raises InputError for anything else.
    """
    (text, encoding), file = read_text(path), paths.stored_name(path)
    rows = tuple(row for row in _rows(text, file) if not row.is_blank)
    if not rows:
        raise _refusal(path, EMPTY)
    other = _other_delimiter(text, rows)
    if other:
        raise _refusal(path, OTHER_DELIMITER.format(found=other))
    if len(rows[0].values) > MOST_COLUMNS:
        raise _refusal(path, TOO_MANY_COLUMNS.format(count=len(rows[0].values), limit=MOST_COLUMNS))
    return Sheet(file, encoding, rows[0], rows[1:])


def read_text(path: Path) -> tuple[str, str]:
    """Read a text file and name its encoding; in prose and names only what is seen is read.

    Raises InputError where it is missing, too large or no text.
    """
    data = _read_bytes(path)
    kind = kind_of_bytes(data)
    if kind:
        raise _stranger(path, kind)
    if data.startswith(UTF16) or (b"\0" in data and is_utf16(data)):
        raise _refusal_to_save_anew(path, UTF_16)
    if b"\0" in data:
        raise _refusal_to_save_anew(path, BINARY)
    text, encoding = _decode(data, path)
    if not text.strip():
        raise _refusal(path, EMPTY)
    kind = kind_of_text(text)
    if kind and (kind, path.suffix) != ("JSON", ".yaml"):
        raise _stranger(path, kind)
    # Each line that does not fit is a problem with a suggestion of its own: of a file that is no report, one is enough.
    count = len(text.rstrip().splitlines())
    limit = MOST_LINES_OF_REGISTER if largest(path) == LARGEST_REGISTER else MOST_LINES
    if count > limit:
        raise _refusal(path, TOO_MANY_LINES.format(count=count, limit=limit))
    return text if path.suffix == ".csv" else as_seen(text), encoding


def _read_bytes(path: Path) -> bytes:
    try:
        with open_input(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest(path):
                raise _refusal(path, TOO_LARGE.format(size=size, limit=largest(path)))
            return file.read()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _refusal(path, explain_missing(path)) from error
    except OSError as error:
        raise _refusal(path, UNREADABLE.format(reason=reason_of(error))) from error


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    for encoding, name in (("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")):
        try:
            decoded = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = by_standard_of_2022(decoded, encoding)
        if encoding == "gb18030" and PRIVATE.search(text) and is_big5(decoded):
            raise _refusal(path, BIG5)
        _refuse_reserved_characters(text, path)
        refuse_private(text, path)
        return text, "UTF-8 BOM" if data.startswith(b"\xef\xbb\xbf") else name
    raise _refusal_to_save_anew(path, UNKNOWN_ENCODING)


def _refuse_reserved_characters(text: str, path: Path) -> None:
    """Raise InputError for the first character that no input may hold."""
    found = RESERVED.search(text)
    if found:
        message = RESERVED_CHARACTER.format(code=ord(found.group()))
        first, number = text.rfind("\n", 0, found.start()) + 1, text.count("\n", 0, found.start()) + 1
        line = text[first:].partition("\n")[0]
        raise InputError([Problem(message, paths.stored_name(path), number, found=line[:40])])


def _rows(text: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 1
    try:
        for values in reader:
            if number > 1 or not DECLARED.match(text):
                yield Row(number, tuple(values))
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Problem(BAD_QUOTES, file, number)]) from error


def delimiter_of(text: str) -> str:
    """Return what separates the columns of a sheet: a comma or a tab."""
    declared = DECLARED.match(text)
    if declared:
        return "\t" if declared["delimiter"] == "\t" else ","
    at = re.search("[,\t]", text.lstrip())
    line = text.lstrip()[text.lstrip().rfind("\n", 0, at.start()) + 1 :].splitlines()[0] if at else ""
    return "\t" if line.count("\t") > line.count(",") else ","


def _other_delimiter(text: str, rows: Sequence[Row]) -> str:
    """Return what else stands between the columns of a sheet whose rows are of one piece."""
    declared = DECLARED.match(text)
    if declared and declared["delimiter"] not in ",\t":
        return declared["delimiter"]
    whole = [row.values[0] for row in rows if len(row.values) == 1]
    often = [delimiter for delimiter in OTHER_DELIMITERS if sum(delimiter in text for text in whole) * 2 > len(rows)]
    return often[0] if often else ""


def _stranger(path: Path, kind: str) -> InputError:
    wanted = " CSV" if path.suffix == ".csv" else "纯文本"
    return _refusal(path, STRANGER.format(kind=kind, wanted=wanted, advice=advice_for(kind, path.name)))


def _refusal_to_save_anew(path: Path, message: str) -> InputError:
    return _refusal(path, message.format(save_as=SAVE_AS.get(path.suffix, COPY_TEXT)))


def _refusal(path: Path, message: str) -> InputError:
    return InputError([Problem(message, paths.stored_name(path))])
