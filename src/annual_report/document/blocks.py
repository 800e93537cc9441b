"""The parts of a document: headings, paragraphs, lists, tables and figures, independent of any format.

Texts are plain: whatever an input held is shown as it stands, never interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annual_report.filing.figures import Number
from annual_report.filing.report import Entry

# What a cell of a table is: a remark, a head above figures, a head beside them, a figure.
NOTE, COLUMN, LINE, VALUE = "note", "column", "line", "value"


@dataclass(frozen=True)
class TextRun:
    """Some words of a paragraph in one style; `link` is where they lead, empty for none."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Title:
    """The title of the report, in the parts between which it may be broken."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class SectionHeading:
    """A heading; level 1 are the official sections, level 2 and more what is inside them."""

    level: int
    runs: tuple[TextRun, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body. `lead` are the first runs that serve as a level-2 heading: （一）主动公开。"""

    runs: tuple[TextRun, ...]
    lead: tuple[TextRun, ...] = ()


@dataclass(frozen=True)
class ListItem:
    """One item of a list: the depth counts from 0, `mark` is • or 1. as it is printed."""

    runs: tuple[TextRun, ...]
    depth: int
    mark: str


@dataclass(frozen=True)
class TableCell:
    """One cell as printed. `role` is note, column (a head above), line (a head beside) or value.

    `runs` are its text in its styles, where it has any. In an official table `id` names a head; `address` names a
    figure, `heads` are the ids of the heads that it stands under and beside, and `entry` is what was filed.
    """

    text: str
    role: str
    colspan: int = 1
    rowspan: int = 1
    runs: tuple[TextRun, ...] = ()
    id: str = ""
    address: str = ""
    heads: tuple[str, ...] = ()
    entry: Entry | None = None

    @property
    def value(self) -> Number | None:
        """The value of the figure; None where it is missing, or where there is none."""
        return self.entry.value if self.entry else None


@dataclass(frozen=True, eq=False)
class PlacedCell:
    """A cell, and the row and the column of its table in which it begins, counted from 0."""

    row: int
    column: int
    cell: TableCell


@dataclass(frozen=True)
class PrintedTable:
    """A table with its merged cells, official or not: row by row, each cell where it begins.

    `widths` are relative, one for each of its columns; `head_rows` are repeated on every page. `code` says which of the
    official tables it is.
    """

    caption: str
    widths: tuple[int, ...]
    head_rows: int
    rows: tuple[tuple[TableCell, ...], ...]
    code: str = ""

    @cached_property
    def placed(self) -> tuple[PlacedCell, ...]:
        """Every cell with its place, in reading order."""
        return tuple(place(self.rows))

    @property
    def addresses(self) -> list[str]:
        """The addresses of the figures in it."""
        return [cell.address for row in self.rows for cell in row if cell.address]

    def width_share(self, column: int) -> str:
        """Return the width of a column in per cent."""
        return f"{self.widths[column] * 100 / sum(self.widths):.2f}%"

    def flattened(self) -> list[list[str]]:
        """Return the texts without merged cells: each where its cell begins, and the rest of the cell is blank."""
        texts = [[""] * len(self.widths) for _ in self.rows]
        for each in self.placed:
            texts[each.row][each.column] = each.cell.text
        return texts


def place(rows: Sequence[Sequence[TableCell]]) -> Iterator[PlacedCell]:
    """Yield every cell of some rows with its place, in reading order."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while any((row, column + right) in taken for right in range(cell.colspan)):
                column += 1
            yield PlacedCell(row, column, cell)
            taken |= {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}


@dataclass(frozen=True)
class Picture:
    """A picture with its caption; `kind` is png, jpeg or svg. `said` is what it shows, for those who cannot see it.

    One that `leads` stays on the page of what follows it: a chart on that of its table.
    """

    data: bytes
    kind: str
    caption: str = ""
    said: str = ""
    leads: bool = False


Block = Title | SectionHeading | Paragraph | ListItem | PrintedTable | Picture


# How the templates name the kinds of blocks.
KINDS: dict[type[Block], str] = {
    Title: "title",
    SectionHeading: "heading",
    Paragraph: "paragraph",
    ListItem: "item",
    PrintedTable: "table",
    Picture: "picture",
}


@dataclass(frozen=True)
class Document:
    """The whole report. `properties` are what is known of it (单位, 年份, the manifest's signature …), by name."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether every page has to say that this must not be published."""
        return bool(dict(self.properties).get("draft"))
