"""Official labels found in the words of a table, and the cells that stand behind each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.labels import Anchor, Mark, anchor, marks_of
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.words import Words

__all__ = ["Anchor", "Stretch", "anchor", "runs_between"]

# What digits that stand glued to words may consist of.
GLUED = re.compile(r"[-+0-9.,０-９－−＋．元万]")


@dataclass
class Stretch:
    """What stands between one label and the next: whose label (None for unknown words), as printed, and the cells."""

    anchor: Anchor | None
    occurrence: int = -1
    printed: str = ""
    cells: list[PrintedToken] = field(default_factory=list)
    first: int = 0
    origin: Origin | None = None
    in_cells: bool = False
    lines: set[int] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)


def runs_between(words: Words, start: int, end: int, anchors: Sequence[Anchor]) -> list[Stretch]:
    """Cut what stands between two characters into runs, one for every label found and every piece of other words."""
    marks = marks_of(words, start, end, anchors)
    runs = [Stretch(None, first=start)]
    first = words.owners[start] if start < len(words.owners) else len(words.tokens)
    last = words.owners[end] + 1 if end < len(words.owners) else len(words.tokens)
    for number in range(first, last):
        if words.tokens[number].kind == "words":
            for place in words.characters_of(number, start, end):
                _add_character(runs, marks.get(place - start), words, place)
        else:
            runs[-1].cells.append(words.tokens[number])
    return [run for run in runs if run.printed or run.cells]


def _add_character(runs: list[Stretch], mark: Mark | str | None, words: Words, place: int) -> None:
    current, printed = runs[-1], words.printed[place]
    if mark == "inside":
        return
    if isinstance(mark, Mark):
        if current.anchor is not mark.anchor or current.occurrence != mark.occurrence:
            current = _begin(runs, mark, words, place)
        current.printed += printed
        _own(current, words, place)
        current.lines.add(words.token_at(place).line)
    elif current.anchor and GLUED.fullmatch(printed):
        token = words.token_at(place)
        start = token.start + words.places[place]
        current.cells.append(
            PrintedToken("odd", printed, token.origin, line=token.line, start=start, row=token.row, notes=("glued",))
        )
    elif current.anchor or current.cells:
        current = _begin(runs, None, words, place)
        current.printed += printed
        _own(current, words, place)
    else:
        current.printed += printed
        _own(current, words, place)


def _own(run: Stretch, words: Words, place: int) -> None:
    """Keep of which tokens the words of a run are, and whether any of them is a cell."""
    owner = words.owners[place]
    run.in_cells = run.in_cells or words.token_at(place).separator != "blanks"
    if not run.owners or run.owners[-1] != owner:
        run.owners.append(owner)


def _begin(runs: list[Stretch], mark: Mark | None, words: Words, place: int) -> Stretch:
    token = words.token_at(place)
    in_cells = token.separator != "blanks"
    anchor, occurrence = (mark.anchor, mark.occurrence) if mark else (None, -1)
    runs.append(Stretch(anchor, occurrence, first=place, origin=token.origin, in_cells=in_cells))
    return runs[-1]
