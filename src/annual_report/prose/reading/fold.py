"""Fold a passage: one form for every character, and where each of them stood, so that quotes are as printed."""

from __future__ import annotations

from typing import NamedTuple

FOLDED = str.maketrans("０１２３４５６７８９％﹪．(),;:!?", "0123456789%%.（），；：！？")
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
    places = tuple(
        place
        for place, character in enumerate(printed)
        if not (character in DROPPED or character.isspace())
        or (character == "\n" and printed[place + 1 : place + 2] == "\n")
    )
    return Folded("".join(map(printed.__getitem__, places)).translate(FOLDED), printed, places)
