"""Official labels found in the words of a table, and the cells that stand behind each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.labels import Anchor, Mark, anchor, marks_of
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.words import Words

__all__ = ["Anchor", "Stretch", "anchor", "runs_between"]

# What digits that stand glued to words may consist of.
GLUED = "-+0123456789.,０１２３４５６７８９－−＋．元万"


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
        if words.tokens[number].kind != "words":
            runs[-1].cells.append(words.tokens[number])
            continue
        characters = words.characters_of(number, start, end)
        for mark, places in groupby(characters, key=lambda place: marks.get(place - start)):
            _add_words(runs, mark, words, [*places])
    return [run for run in runs if run.printed or run.cells]


def _add_words(runs: list[Stretch], mark: Mark | str | None, words: Words, places: list[int]) -> None:
    """Add characters of one token that stand side by side, all of one label or of none."""
    current = runs[-1]
    if mark == "inside":
        return
    if isinstance(mark, Mark):
        if current.anchor is not mark.anchor or current.occurrence != mark.occurrence:
            _begin(runs, mark, words, places[0])
        runs[-1].lines.add(words.token_at(places[0]).line)
    elif current.anchor:
        glued = len(places) - len(_printed(words, places).lstrip(GLUED))
        current.cells += [_glued(words, place) for place in places[:glued]]
        places = places[glued:]
        if places:
            _begin(runs, None, words, places[0])
    elif current.cells:
        _begin(runs, None, words, places[0])
    if places:
        _own(runs[-1], words, places)


def _printed(words: Words, places: list[int]) -> str:
    return words.printed[places[0] : places[-1] + 1]


def _glued(words: Words, place: int) -> PrintedToken:
    """Return a character that stands glued to the words of a label, as a cell of its own."""
    token, printed = words.token_at(place), words.printed[place]
    start = token.start + words.places[place]
    return PrintedToken("odd", printed, token.origin, line=token.line, start=start, row=token.row, notes=("glued",))


def _own(run: Stretch, words: Words, places: list[int]) -> None:
    """Add words to a run; keep of which tokens they are, and whether any of them is a cell."""
    run.printed += _printed(words, places)
    owner = words.owners[places[0]]
    run.in_cells = run.in_cells or words.tokens[owner].separator != "blanks"
    if not run.owners or run.owners[-1] != owner:
        run.owners.append(owner)


def _begin(runs: list[Stretch], mark: Mark | None, words: Words, place: int) -> None:
    token = words.token_at(place)
    in_cells = token.separator != "blanks"
    anchor, occurrence = (mark.anchor, mark.occurrence) if mark else (None, -1)
    runs.append(Stretch(anchor, occurrence, first=place, origin=token.origin, in_cells=in_cells))
