"""narrative.md with placeholders for typed numbers: byte for byte as it was but for them, and read again as a proof."""

from __future__ import annotations

import tempfile
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from annual_report.errors import InputError
from annual_report.filing.figures import without_marks
from annual_report.filing.read_narrative import read_narrative
from annual_report.filing.report import Passage, Report
from annual_report.paths import NARRATIVE_FILE
from annual_report.prose.binding import Binding, bind, is_own, with_bindings
from annual_report.prose.compose import compose


class TypedNumber(NamedTuple):
    """A typed number of narrative.md: where it stands, and the placeholder for it; empty where it stays typed."""

    row: int
    column: int
    words: str
    placeholder: str = ""


@dataclass(frozen=True)
class BoundNarrative:
    """What narrative.md holds, what it should hold, and every typed number in it, in reading order."""

    file: Path
    before: bytes
    after: bytes
    numbers: tuple[TypedNumber, ...]


def bind_narrative(report: Report, folder: Path) -> BoundNarrative:
    """Bind the typed numbers of the narrative.md in a folder.

    All stay typed where its prose would not stay the same to the character; so do those of a line with characters that
    nobody sees, which are not read.
    """
    file, prose = folder / NARRATIVE_FILE, bind(report)
    before = file.read_bytes()
    read, lines = _rows(report), _Lines.of(before)
    bindings = [each for each in prose.bindings if lines.words(row := _place(each, report)[0]) == read[row]]
    bound = _rows(replace(report, narrative=with_bindings(report, bindings)))
    after = lines.with_words({row: words for row, words in bound.items() if words != read[row]})
    if lines.with_words({}) != before or not _says_the_same(after, report):
        bindings, after = [], before
    numbers = [TypedNumber(place.row, place.col, each.text) for each in prose.left for place in [each.place()]]
    for each in prose.bindings:
        numbers.append(TypedNumber(*_place(each, report), each.words, each.placeholder if each in bindings else ""))
    return BoundNarrative(file, before, after, tuple(sorted(numbers)))


class _Lines(NamedTuple):
    """The lines of a file with their ends, and how they become its bytes again."""

    lines: list[str]
    encoding: str
    mark: bytes

    @classmethod
    def of(cls, content: bytes) -> _Lines:
        mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        text = content.removeprefix(mark)
        try:
            return cls(text.decode("utf-8").splitlines(keepends=True), "utf-8", mark)
        except UnicodeDecodeError:
            return cls(text.decode("gb18030").splitlines(keepends=True), "gb18030", mark)

    def words(self, row: int) -> str:
        """Return a line without its end; nothing where there is no such line."""
        return next(iter(self.lines[row - 1].splitlines()), "") if row <= len(self.lines) else ""

    def with_words(self, changed: Mapping[int, str]) -> bytes:
        """Return the file with other words on some lines."""
        lines = (
            changed[row] + line[len(self.words(row)) :] if row in changed else line
            for row, line in enumerate(self.lines, 1)
        )
        return self.mark + "".join(lines).encode(self.encoding)


def _rows(report: Report) -> dict[int, str]:
    """Return the lines of a report's own prose as they were read, by their row."""
    own = (passage for passage in report.narrative.values() if is_own(passage, report))
    return {row: line for each in own for row, line in enumerate(each.source.split("\n"), each.first_row)}


def _place(binding: Binding, report: Report) -> tuple[int, int]:
    """Return the row and the column in the file, counted from 1, at which a typed number stands."""
    passage: Passage = report.narrative[binding.section]
    before = passage.source[: binding.start]
    return passage.first_row + before.count("\n"), len(before) - before.rfind("\n")


def _says_the_same(content: bytes, report: Report) -> bool:
    """Whether a file, read anew, says what a report says."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, NARRATIVE_FILE)
        file.write_bytes(content)
        try:
            passages, _ = read_narrative(file, report.form)
            anew = replace(report, narrative=passages)
            return _said(anew) == _said(report)
        except InputError:
            return False


def _said(report: Report) -> dict[str, str]:
    return {code: without_marks(text) for code, text in compose(report).sections.items()}
