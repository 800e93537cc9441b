"""What a form holds beside what is filed already: which file changes, what differs, what only the folder has."""

from __future__ import annotations

from dataclasses import dataclass

from annual_report.errors import Position


@dataclass(frozen=True)
class OtherText:
    """Something that is filed otherwise than the workbook has it: what it is, where, both texts; `place` in the
    workbook."""

    label: str
    position: Position
    here: str
    there: str
    place: str = ""


@dataclass(frozen=True)
class Merged:
    """A file as it would be written: `is_new` where that is another than is there, `loses` where something is lost."""

    file: str
    text: str
    is_new: bool
    differences: tuple[OtherText, ...] = ()
    kept: tuple[str, ...] = ()
    loses: bool = False
