"""Every way a run can end badly: who is at fault decides the class, the class decides the exit code."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

# What stands in the way of a file and is for whoever typed its name to mend; and what says that there is no room.
NOT_ACCESSIBLE = (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

# What the shell reports for a program that an interruption, or a reader that has gone, ended.
STOPPED, READER_GONE = 130, 141

# Why the system refuses a file, as far as its user can do something about it.
REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EISDIR: "这里是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTEMPTY: "文件夹里还有别的文件",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件大小受限",
    errno.EBUSY: "正在使用",
    errno.ETXTBSY: "正在使用",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ESTALE: "网络盘断开了",
    errno.ENOMEM: "内存不够",
}

# What Windows says of a file that another program holds, as Excel does while it shows one (ERROR_SHARING_VIOLATION,
# ERROR_LOCK_VIOLATION); its errno alone would be a lack of rights.
HELD = (32, 33)
HELD_BY_ANOTHER = "正被别的程序打开，如 Excel、WPS：请先在那里关闭"

CANNOT_OPEN = "打不开或写不进去（{reason}）：请检查权限和路径"
CANNOT_WRITE = "{file}  写不下（{reason}）：磁盘满了，或者文件大小受限；请腾出空间后重试"
UNFORESEEN = "程序内部出错（{kind}）：{reason}。请把这句话告诉维护人员；设 ANNUAL_REPORT_DEBUG=1 可看详情"


class AnnualReportError(Exception):
    """Base of all errors a user may see; in a notebook it shows its message and no traceback."""

    exit_code = 3

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class LedgerError(AnnualReportError):
    """The ledger does not hold: at least one critical finding."""

    exit_code = 1


class InputError(AnnualReportError):
    """The input cannot be read or the command is wrong; carries every problem of the run, not only the first."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class RuleError(AnnualReportError):
    """A rule, a suite or the engine itself failed: never a pass, never the agency's mistake."""

    exit_code = 3


class EngineError(AnnualReportError):
    """What executed the notebook did not come to its end: too slow, too large, killed, or gone by itself."""

    exit_code = 3


class CellError(EngineError):
    """A cell of the notebook raised, though what was filed had been read and judged: so the notebook is at fault."""

    def __init__(self, kind: str, words: str) -> None:
        self.kind, self.words = kind, words
        super().__init__(kind, words)

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


# How a person finds a place in a file: by row and column where a spreadsheet shows it.
SPOT, LINE = "第{row}行{column}列", "第{row}行"
SHEETS = (".csv", ".tsv")


class Position(NamedTuple):
    """Where something stands; row and column count from 1. An editor opens it as it is written: file:row:column.

    In a workbook it is the cell of a sheet, as every program names it: 填报表.xlsx 表三!C14.
    """

    file: str
    row: int | None = None
    column: int | None = None
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return " ".join(filter(None, (self.file, self.cell)))
        return ":".join(str(part) for part in self[:3] if part)

    @property
    def spot(self) -> str:
        """Where in its file it stands, as a spreadsheet shows it (第14行B列); in prose the line is enough."""
        if self.sheet or not self.row:
            return self.cell
        if self.column and self.file.lower().endswith(SHEETS):
            return SPOT.format(row=self.row, column=column_letters(self.column))
        return LINE.format(row=self.row)

    @property
    def named(self) -> str:
        """What a person opens, and where she looks there: applications.csv 第14行B列."""
        return " ".join(filter(None, (self.file.rpartition("/")[2], self.spot)))

    @property
    def cell(self) -> str:
        """The cell of a workbook: 表三!C14, or as much of it as is known."""
        return "!".join(filter(None, (self.sheet, f"{column_letters(self.column or 0)}{self.row or ''}")))


def column_letters(column: int) -> str:
    """Return how a spreadsheet names a column that counts from 1: A, B, … Z, AA.

    openpyxl can say it, too, but takes a tenth of a second to import.
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be read: where it is (row and column count from 1), what stands there, what to do.

    `file` is empty where the command itself is at fault.
    """

    message: str
    file: str = ""
    row: int | None = None
    column: int | None = None
    found: str = ""
    sheet: str = ""

    @property
    def position(self) -> Position:
        return Position(self.file, self.row, self.column, self.sheet)

    def __str__(self) -> str:
        return f"{self.position}  {self.message}" if any(self.position) else self.message


def error_for_user(error: BaseException) -> AnnualReportError:
    """Return an error as a user is told of it, of the class of who is at fault."""
    if isinstance(error, AnnualReportError):
        return error
    if isinstance(error, NOT_ACCESSIBLE) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return InputError([Problem(CANNOT_OPEN.format(reason=reason_of(error)), file=str(error.filename or ""))])
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return EngineError(CANNOT_WRITE.format(file=error.filename or "", reason=reason_of(error)).strip())
    return AnnualReportError(UNFORESEEN.format(kind=type(error).__name__, reason=error))


def reason_of(error: BaseException) -> str:
    """Return why the system refused a file, in the words of its user; in the system's own where we have none."""
    if getattr(error, "winerror", None) in HELD:
        return HELD_BY_ANOTHER
    number = error.errno if isinstance(error, OSError) else None
    return REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)
