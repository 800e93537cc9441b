"""What was read of a document: every figure with its place, every gap with its reason, every deviation said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annual_report.filing.imports.document import Origin, Remark
from annual_report.filing.imports.printed_figures import OTHER_WORDS, write
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.form.forms import Form
from annual_report.form.tables import Cell

DERIVED = (
    "各格的数字连在一起，只有一种切分说得通（表三、表四：各项之和等于总计），据此切开；"
    "原件这一行若漏了一个数，或者合计印错，算术看不出来，请对照原件"
)
BLANK = "原件这一格是空的"
MARKED = "原件这一格是「{mark}」"
TRACKED_CHANGE = "这一格有修订痕迹，取修订后的内容"
TO_ASK = "请问原单位；没有就填 0"
TO_LOOK = "请对照原件，把数字填进 {file}"


class ReadFigure(NamedTuple):
    """A figure that was read: what is written for it, as it is printed, and where; `derived` where digits were cut."""

    address: str
    text: str
    printed: str
    origin: Origin
    derived: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """A figure that was not read: why, what stands there, what it may be, and what a person should do."""

    address: str
    reason: str
    advice: str
    found: str = ""
    origin: Origin | None = None
    candidates: tuple[str, ...] = ()


class FoundHeading(NamedTuple):
    """The heading of a section as it is printed, and where it, or a text without one, stands."""

    printed: str
    origin: Origin


@dataclass
class Transcript:
    """What was read of a document; `refused` holds, by table, why no figure of it may be trusted.

    `absent` are the lines of which not even the label was found, by table; `prose` is what the sections say, `headings`
    under what.
    """

    form: Form
    figures: dict[str, ReadFigure] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    prose: dict[str, str] = field(default_factory=dict)
    headings: dict[str, FoundHeading] = field(default_factory=dict)
    absent: dict[str, list[str]] = field(default_factory=dict)
    agency: str = ""
    year: int | None = None

    def say(self, message: str, origin: Origin | None = None) -> None:
        """Add what was met on the way, once."""
        remark = Remark(message, origin)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def put(self, cell: Cell, token: PrintedToken) -> None:
        """Write the figure of a cell from what stands there, or say why it cannot be read."""
        address = str(cell.address)
        if cell.address.table in self.refused:
            return
        if token.kind == "blank":
            self.gaps[address] = Gap(address, BLANK, TO_ASK, "", token.origin)
            return
        written = write(token.text, cell.kind, cell.unit)
        if token.kind == "odd" or written.refusal:
            self.gaps[address] = _odd(cell, token, written.refusal, self.form)
            return
        is_derived = "derived" in token.notes
        notes = (written.remark, TRACKED_CHANGE if "tracked" in token.notes else "", DERIVED if is_derived else "")
        remarks = tuple(filter(None, notes))
        self.figures[address] = ReadFigure(address, written.text, token.text, token.origin, is_derived, remarks)

    def miss(self, cells: Iterable[Cell], reason: str, found: str = "", origin: Origin | None = None) -> None:
        """Leave figures blank for one reason."""
        for cell in cells:
            address, file = str(cell.address), self.form.table(cell.address.table).file
            if self.refused.get(cell.address.table, reason) != reason:
                continue
            self.figures.pop(address, None)
            self.gaps[address] = Gap(address, reason, TO_LOOK.format(file=file), found, origin)

    def suggest(self, cells: Iterable[Cell], candidates: Iterable[str]) -> None:
        """Add what the figures of a row may be; a person chooses."""
        for cell in cells:
            self.gaps[str(cell.address)] = replace(self.gaps[str(cell.address)], candidates=tuple(candidates))

    def refuse(self, table: str, reason: str, origin: Origin | None = None) -> None:
        """Trust no figure of a table; the first reason counts."""
        if table not in self.refused:
            self.refused[table] = reason
            self.miss([*self.form.table(table).cells], reason, origin=origin)


def _odd(cell: Cell, token: PrintedToken, reason: str, form: Form) -> Gap:
    number = "".join(each for each in token.text if each.isdigit())
    file = form.table(cell.address.table).file
    reason = reason or OTHER_WORDS.format(found=token.text)
    candidates = (token.text,) if not number else ()
    return Gap(str(cell.address), reason, TO_LOOK.format(file=file), token.text, token.origin, candidates)
