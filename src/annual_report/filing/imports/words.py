"""The words of a document as one text without its figures, in which labels are found across lines and cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annual_report.filing.imports.glyphs import glyphs_of
from annual_report.filing.imports.tokens import PrintedToken, Tokens


@dataclass(frozen=True)
class Words:
    """`text` is what is compared; a character of it has the same number in `printed`, `owners` and `places`.

    `owners` are numbers of tokens, `places` say where in the text of its token a character stands.
    """

    tokens: Sequence[PrintedToken]
    text: str
    printed: str
    owners: tuple[int, ...]
    places: tuple[int, ...]

    @cached_property
    def first_of(self) -> dict[int, int]:
        """The number of the first character of every token that has any."""
        return {owner: number for number, owner in reversed([*enumerate(self.owners)])}

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Where each line of running text begins and ends."""
        found: dict[int, tuple[int, int]] = {}
        for number, owner in enumerate(self.owners):
            line = self.tokens[owner].line
            found[line] = (found.get(line, (number, 0))[0], number + 1)
        return [span for line, span in found.items() if line >= 0]

    def characters_of(self, owner: int, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the characters of a token that stand between two others."""
        place = self.first_of.get(owner, end)
        while place < end and self.owners[place] == owner:
            if place >= start:
                yield place
            place += 1

    def token_at(self, number: int) -> PrintedToken:
        return self.tokens[self.owners[number]]

    def page_at(self, number: int) -> int:
        return self.token_at(number).origin.page


def words_of(found: Tokens) -> Words:
    """Join the words of all tokens."""
    rows = [
        (compared, printed, owner, place)
        for owner, token in enumerate(found.tokens)
        if token.kind == "words"
        for compared, printed, place in glyphs_of(token.text)
    ]
    text, shown, owners, places = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Words(found.tokens, "".join(text), "".join(shown), tuple(owners), tuple(places))


def occurrences(text: str, wanted: str) -> Iterable[int]:
    """Yield where a text stands in another, without overlaps."""
    place = text.find(wanted)
    while wanted and place >= 0:
        yield place
        place = text.find(wanted, place + len(wanted))
