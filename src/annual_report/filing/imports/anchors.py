"""Official labels found in the words of a table, and the cells that stand behind each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.glyphs import compared, known_labels
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.weaving import pieces_of_groups
from annual_report.filing.imports.words import Words, occurrences

# What digits that stand glued to words may consist of.
GLUED = re.compile(r"[-+0-9.,０-９－−＋．元万]")
# A group label that is set one or two characters a line, its pieces between the rows that it groups.
LONGEST_PIECE = 3


@dataclass(frozen=True)
class Anchor:
    """A label to be found: a line of the form, or (`group`) what is only printed above or beside lines."""

    code: str
    label: str
    wordings: tuple[str, ...]
    group: bool = False
    level: int = 0


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


@dataclass(frozen=True)
class Mark:
    """Which anchor owns a character, and by which occurrence of its label."""

    anchor: Anchor
    occurrence: int


def anchor(code: str, label: str, group: bool = False, level: int = 0) -> Anchor:
    """Return the anchor of an official label with every known wording of it, the official one first."""
    others = known_labels().by_official.get(label, ())
    return Anchor(code, label, tuple(dict.fromkeys(map(compared, (label, *others)))), group, level)


def runs_between(words: Words, start: int, end: int, anchors: Sequence[Anchor]) -> list[Stretch]:
    """Cut what stands between two characters into runs, one for every label found and every piece of other words."""
    marks = _marks(words.text[start:end], _pieces(words, start, end, anchors), anchors)
    runs = [Stretch(None, first=start)]
    first = words.owners[start] if start < len(words.owners) else len(words.tokens)
    last = words.owners[end] + 1 if end < len(words.owners) else len(words.tokens)
    for number in range(first, last):
        if words.tokens[number].kind == "words":
            for place in _characters(words, number, start, end):
                _add_character(runs, marks.get(place - start), words, place)
        else:
            runs[-1].cells.append(words.tokens[number])
    return [run for run in runs if run.printed or run.cells]


def _characters(words: Words, number: int, start: int, end: int) -> Iterator[int]:
    place = words.first_of.get(number, end)
    while start <= place < end and words.owners[place] == number:
        yield place
        place += 1
    # The region may begin in the middle of a token.
    if words.first_of.get(number, end) < start:
        yield from (each for each in range(start, end) if words.owners[each] == number)


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


def _pieces(words: Words, start: int, end: int, anchors: Sequence[Anchor]) -> set[int]:
    """Return the characters of group labels that are set in pieces between those of lines."""
    lines = [each for each in anchors if not each.group]
    text = words.text[start:end]
    if not lines or all(any(wording in text for wording in line.wordings) for line in lines):
        return _scattered(words, start, end, anchors)
    first = min((place for place in map(text.find, lines[0].wordings) if place >= 0), default=-1)
    if first < 0:
        return set()
    owners = sorted({*words.owners[start + first : end]})
    places = [[*_characters(words, owner, start + first, end)] for owner in owners]
    strands = [tuple(each.wordings[0] for each in anchors if each.group and each.level == level) for level in (0, 1)]
    pieces = ["".join(words.text[place] for place in piece) for piece in places]
    found = pieces_of_groups(pieces, [line.wordings for line in lines], [strand for strand in strands if strand])
    return {place - start for number in found for place in places[number]}


def _scattered(words: Words, start: int, end: int, anchors: Iterable[Anchor]) -> set[int]:
    """Return the characters of group labels that are set one or two a line, all rows being found without them."""
    owners = sorted({*words.owners[start:end]})
    found: set[int] = set()
    for group in (each for each in anchors if each.group):
        glyphs = {*group.wordings[0]}
        short = [
            [*_characters(words, owner, start, end)]
            for owner in owners
            if 0 < len(words.tokens[owner].text) <= LONGEST_PIECE
        ]
        places = [place for piece in short for place in piece if {words.text[each] for each in piece} <= glyphs]
        if "".join(words.text[place] for place in places) in group.wordings:
            found |= {place - start for place in places}
    return found


def _marks(text: str, pieces: set[int], anchors: Sequence[Anchor]) -> dict[int, Mark | str]:
    """Return which anchor owns each character; a group label inside the label of a line is in the way of it."""
    marks: dict[int, Mark | str] = dict.fromkeys(pieces, "inside")
    groups = [*_found(text, [*range(len(text))], [each for each in anchors if each.group], {*pieces})]
    inside = {place for _, places in groups for place in places} | pieces
    rest = [place for place in range(len(text)) if place not in inside]
    for mark, places in _found(
        "".join(text[place] for place in rest), rest, [a for a in anchors if not a.group], set()
    ):
        marks |= dict.fromkeys(places, mark)
        between = set(range(places[0], places[-1])) - {*places}
        marks |= dict.fromkeys(between, "inside")
    for mark, places in groups:
        if marks.get(places[0]) != "inside":
            marks |= dict.fromkeys(places, mark)
    return marks


def _found(
    text: str, places: Sequence[int], anchors: Iterable[Anchor], taken: set[int]
) -> Iterator[tuple[Mark, list[int]]]:
    """Yield every label found, the longest wordings first, each character for one label only."""
    wordings = sorted(
        ((wording, each) for each in anchors for wording in each.wordings), key=lambda pair: -len(pair[0])
    )
    for wording, each in wordings:
        for start in occurrences(text, wording):
            found = [*range(start, start + len(wording))]
            if taken.isdisjoint(found):
                taken |= {*found}
                yield Mark(each, start), [places[place] for place in found]
