"""Tokens, and the pieces of sentences that they are cut into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Token(NamedTuple):
    """A word with its meaning in words.yaml (`kind`.`value`), a number, a mark, or unknown text."""

    kind: str
    value: str
    text: str
    start: int
    end: int
    match: re.Match[str] | None = None

    @property
    def unknown(self) -> bool:
        """Whether these are words that could narrow a number, as nobody knows them: 联 in 联办."""
        return self.kind == "text"


@dataclass
class Piece:
    """The words around one number, or around none. `mark` is the separator before it, `segment` lies between two ；.

    `qualified` says that words in a bracket before the number count more or less in: 行政许可（含备案）32件.
    `label_first` tells a bracket that stands between a label and its number: 行政处罚（…）合计64件. `borrowed` are
    labels from outside of the bracket that the number stands in: 土地征收（18件）.
    """

    mark: str
    depth: int
    sentence: int
    segment: int = 0
    place: int = 0
    before: list[Token] = field(default_factory=list)
    number: Token | None = None
    after: list[Token] = field(default_factory=list)
    borrowed: bool = False
    label_first: bool = False
    qualified: bool = False

    @cached_property
    def words(self) -> list[Token]:
        """All words but the number. Asked for only when the piece is complete."""
        return [*self.before, *self.after]

    @cached_property
    def _by_kind(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self.words:
            found.setdefault(token.kind, []).append(token)
        return found

    @cached_property
    def meanings(self) -> set[str]:
        """The meanings of its words, written as scopes.yaml does: act.close."""
        return {f"{token.kind}.{token.value}" for token in self.words}

    @cached_property
    def texts(self) -> frozenset[str]:
        """The words as they are printed."""
        return frozenset(token.text for token in self.words)

    def says(self, kind: str, value: str = "") -> bool:
        """Whether a word of this meaning stands in it."""
        return f"{kind}.{value}" in self.meanings if value else kind in self._by_kind

    def all_of(self, kind: str) -> Sequence[Token]:
        """Return the words of a kind, in reading order."""
        return self._by_kind.get(kind, ())

    def values(self, kind: str) -> list[str]:
        """Return the meanings of the words of a kind, in reading order."""
        return [token.value for token in self.all_of(kind)]

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the folded text."""
        tokens = [*self.before, *([self.number] if self.number else []), *self.after]
        return (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
