"""The parts of a document: headings, paragraphs, lists, tables and figures, independent of any format.

Texts are plain: whatever an input held is shown as it stands, never interpreted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
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
class Heading:
    """A heading; level 1 are the official sections, level 2 and more what is inside them."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body. `lead` are the first runs that serve as a level-2 heading: （一）主动公开。"""

    runs: tuple[Run, ...]
    lead: tuple[Run, ...] = ()


@dataclass(frozen=True)
class ListItem:
    """One item of a list: the depth counts from 0, `mark` is • or 1. as it is printed."""

    runs: tuple[Run, ...]
    depth: int
    mark: str


@dataclass(frozen=True)
class TableCell:
    """One cell as printed. `role` is note, column (a head above), line (a head beside) or value.

    `runs` are its text in its styles, where it has any.
    """

    text: str
    role: str
    colspan: int = 1
    rowspan: int = 1
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its merged cells: row by row, each cell where it begins.

    `widths` are relative, one for each of the columns of the grid; `head_rows` are repeated on every page.
    """

    caption: str
    widths: tuple[int, ...]
    head_rows: int
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture with its caption; `kind` is png, jpeg or svg. `said` is what it shows, for those who cannot see it."""

    data: bytes
    kind: str
    caption: str = ""
    said: str = ""


Block = Title | Heading | Paragraph | ListItem | Table | Picture


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
