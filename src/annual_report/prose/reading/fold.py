"""Fold a passage: one form for every character, and where each of them stood, so that quotes are as printed."""

from __future__ import annotations

from typing import NamedTuple

FOLDED = dict(zip("０１２３４５６７８９％﹪．(),;:!?", "0123456789%%.（），；：！？", strict=True))
# Quotation marks and the stars of Markdown say nothing about numbers.
DROPPED = frozenset("“”‘’*＊「」")


class Folded(NamedTuple):
    """A text in one form, with the text it was made from and the place of every character there."""

    text: str
    printed: str
    places: tuple[int, ...]

    def quote(self, start: int, end: int) -> str:
        """Return what is printed between two places of the folded text."""
        first, last = self.printed_span(start, end)
        return self.printed[first:last].strip()

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the printed text stands what lies between two places of the folded one."""
        return (self.places[start], self.places[end - 1] + 1) if end > start else (0, 0)


def fold(printed: str) -> Folded:
    """Return a text with digits and marks in one form, without blanks and soft breaks; an empty line stays a break."""
    characters, places = [], []
    for place, character in enumerate(printed):
        if character == "\n" and printed[place + 1 : place + 2] == "\n":
            characters.append("\n")
        elif character.isspace() or character in DROPPED:
            continue
        else:
            characters.append(FOLDED.get(character, character))
        places.append(place)
    return Folded("".join(characters), printed, tuple(places))
