"""The words behind 未 or 无: the noun that is denied, and what only describes it."""

from __future__ import annotations

from collections.abc import Iterable

from annual_report.prose.reading.measures import ROUTES
from annual_report.prose.reading.nouns import Piece, Token
from annual_report.prose.reading.state import State

NOUNS = frozenset({"object", "text", "outcome", "result", "act"})


class Denial:
    """The words behind the first 未 or 无: what is denied, and what only describes it."""

    def __init__(self, piece: Piece, state: State) -> None:
        start = next(place for place, token in enumerate(piece.words) if token.kind == "none")
        self.word = piece.words[start]
        self.said = piece.words[start:]
        self.noun, self.describing = _parted(piece.words[start + 1 :], state)
        self.objects = [token.value for token in self.noun if token.kind == "object"]
        self.outcomes = [token.value for token in self.noun if token.kind == "outcome"]
        self.acts = [token.value for token in self.said if token.kind == "act"]
        self.routes = routes_in(self.objects)
        self.narrowed = any(map(_narrows, self.describing))


def routes_in(objects: Iterable[str]) -> list[str]:
    """Return every kind of cases that is named; 行政争议 is of both."""
    both = {"cases": ("review", "litigation")}
    return list(dict.fromkeys(route for each in objects for route in both.get(each, (each,)) if route in ROUTES))


def _parted(words: list[Token], state: State) -> tuple[list[Token], list[Token]]:
    """Return the noun behind the last 的 that has one behind it, and what stands before that."""
    places = [place for place, token in enumerate(words) if state.in_group(token, "describing")]
    describing: list[Token] = []
    for place in reversed(places):
        describing = words[:place]
        if any(token.kind in NOUNS for token in words[place + 1 :]):
            return words[place + 1 :], describing
    return words, []


def _narrows(token: Token) -> bool:
    minds = token.kind == "mind" and token.value != "subset"
    return token.unknown or minds or token.kind == "result" or (token.kind, token.value) == ("object", "other")
