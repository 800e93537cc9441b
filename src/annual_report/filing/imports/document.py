"""What every format turns into: pages of lines and grids, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annual_report.errors import InputError, Problem

# A number cell that was changed with tracked changes; and those that may hold more than one number, or none: with more
# than one paragraph, with raised or lowered characters (the mark of a note), with struck out ones; and one with a
# formula that nothing has calculated.
TRACKED = "tracked"
PARAGRAPHS, RAISED, STRUCK, UNCOUNTED = "paragraphs", "raised", "struck", "uncounted"
DOUBTFUL = {PARAGRAPHS, RAISED, STRUCK, UNCOUNTED}

ON_PAGE, IN_TABLE = "第{page}页", "第{table}个表"


class Origin(NamedTuple):
    """Where a thing stands in a document, counted from 1; in running text the table is 0 and the row is the line."""

    page: int
    table: int
    row: int
    column: int

    def __str__(self) -> str:
        if not self.table:
            return f"第{self.page}页第{self.row}行"
        return f"第{self.page}页第{self.table}个表第{self.row}行第{self.column}格"


class SourceCell(NamedTuple):
    """A real cell of a table: its text nodes joined without a separator, white space at the edges stripped."""

    text: str
    origin: Origin
    rows: int = 1
    columns: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of running text."""

    text: str
    origin: Origin
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its real cells in the order of the document, spans not expanded; `number` counts tables from 1."""

    rows: tuple[tuple[SourceCell, ...], ...]
    number: int


Block = Line | Grid


@dataclass(frozen=True)
class SourcePage:
    """A page; `pictured` where it is a picture without text. What has no pages is one page."""

    number: int
    blocks: tuple[Block, ...]
    pictured: bool = False


class Remark(NamedTuple):
    """What was met on the way and is said aloud: an encoding, a payload unwrapped, a heading by its key words."""

    message: str
    origin: Origin | None = None


@dataclass(frozen=True)
class SourceDocument:
    """A document as the reader sees it, whatever its format was; `kind` names that format."""

    pages: tuple[SourcePage, ...]
    kind: str
    remarks: tuple[Remark, ...] = ()


class Refused(InputError):  # noqa: N818  (what happened to a document, not to us)
    """Nothing of the document may be trusted: why, in Chinese, and where; nothing is written."""

    def __init__(self, reason: str, page: int = 0, table: int = 0) -> None:
        self.reason, self.page, self.table = reason, page, table
        place = (ON_PAGE.format(page=page) if page else "") + (IN_TABLE.format(table=table) if table else "")
        super().__init__([Problem(f"{place}：{reason}" if place else reason)])

    def __reduce__(self) -> tuple[type[Refused], tuple[str, int, int]]:  # type: ignore[override]
        return type(self), (self.reason, self.page, self.table)
