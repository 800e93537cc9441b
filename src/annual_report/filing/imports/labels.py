"""Where official labels stand in the words of a table, whole, broken, or with pieces of others between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annual_report.filing.imports.glyphs import compared, known_labels
from annual_report.filing.imports.weaving import pieces_of_groups
from annual_report.filing.imports.words import Words, occurrences

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


@dataclass(frozen=True)
class Mark:
    """Which anchor owns a character, and by which occurrence of its label."""

    anchor: Anchor
    occurrence: int


def anchor(code: str, label: str, group: bool = False, level: int = 0) -> Anchor:
    """Return the anchor of an official label with every known wording of it, the official one first."""
    return _anchor(code, label, tuple(known_labels().by_official.get(label, ())), group, level)


# A form has some eighty labels, each asked for again and again.
@lru_cache(maxsize=1024)
def _anchor(code: str, label: str, others: tuple[str, ...], group: bool, level: int) -> Anchor:
    return Anchor(code, label, tuple(dict.fromkeys(map(compared, (label, *others)))), group, level)


def marks_of(words: Words, start: int, end: int, anchors: Sequence[Anchor]) -> dict[int, Mark | str]:
    """Return which label owns each character between two, counted from the first; `inside` is in the way of one."""
    return _marks(words.text[start:end], _pieces(words, start, end, anchors), anchors)


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
    places = [[*words.characters_of(owner, start + first, end)] for owner in owners]
    strands = [tuple(each.wordings[0] for each in anchors if each.group and each.level == level) for level in (0, 1)]
    pieces = ["".join(words.text[place] for place in piece) for piece in places]
    found = pieces_of_groups(pieces, [line.wordings for line in lines], [strand for strand in strands if strand])
    return {place - start for number in found for place in places[number]}


def _scattered(words: Words, start: int, end: int, anchors: Iterable[Anchor]) -> set[int]:
    """Return the characters of group labels that are set one or two a line, all rows being found without them."""
    owners = sorted({*words.owners[start:end]})
    short = [
        [*words.characters_of(owner, start, end)]
        for owner in owners
        if 0 < len(words.tokens[owner].text) <= LONGEST_PIECE
    ]
    found: set[int] = set()
    for group in (each for each in anchors if each.group):
        glyphs = {*group.wordings[0]}
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
