"""Find plain words that a text must hold for a pattern to fit: to look for them is a hundred times as fast.

Most patterns of the office's language have such words (办结, 复议, 信息处理费), and most sentences have none of them.
Without it every pattern would be tried on every sentence, and find the same
(tests/prose/claims/test_literal_prefilter.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Words = frozenset[str]

# Nothing is known: a pattern has to be tried.
UNKNOWN: Words = frozenset()

KINDS = "dDwWsSbBAZ"
CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?P<rest>,\d*)?\})[?+]?")
GROUP = re.compile(r"\((?:\?(?::|>|P<\w+>|m:))?(?!\?)")
LOOKAROUND = re.compile(r"\(\?(?:<?[=!])")


@dataclass(frozen=True)
class Sought:
    """A pattern, and the words one of which a text must hold for it."""

    pattern: re.Pattern[str]

    @cached_property
    def words(self) -> Words:
        return needed_words(self.pattern.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if may_hold(text, self.words) else None


def may_hold(text: str, words: Words) -> bool:
    """Whether a text holds one of some words, or nobody can tell which."""
    for word in words:
        if word in text:
            return True
    return not words


def needed_words(pattern: str) -> Words:
    """Return words one of which every text holds that a pattern fits; none where that cannot be told."""
    reader = _Reader(pattern)
    try:
        words = reader.alternatives()
    except _UnknownSyntaxError:
        return UNKNOWN
    return words if reader.at == len(pattern) else UNKNOWN


class _UnknownSyntaxError(Exception):
    """Something in a regular expression that is not understood here."""


class _Reader:
    """Reads a regular expression as far as its plain words go."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> Words:
        """Read up to the end of a group: one of the words of every branch; none where one branch needs none."""
        branches = [self._branch()]
        while self._next("|"):
            branches.append(self._branch())
        return frozenset().union(*branches) if all(branches) else UNKNOWN

    def _branch(self) -> Words:
        """Read one branch; of everything it needs, the longest words say most."""
        found = [words for words in self._parts() if words]
        return max(found, key=lambda words: min(map(len, words)), default=UNKNOWN)

    def _parts(self) -> Iterator[Words]:
        run = ""
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            literal, words = self._atom()
            optional, repeated = self._quantifier()
            run += "" if optional else literal
            if optional or repeated or not literal:
                yield frozenset([run]) if run else UNKNOWN
                yield UNKNOWN if optional else words
                run = ""
        yield frozenset([run]) if run else UNKNOWN

    def _atom(self) -> tuple[str, Words]:
        """Read what stands at one place: a character that is meant literally, or the words of a group."""
        for opening in (LOOKAROUND, GROUP):
            if match := opening.match(self.pattern, self.at):
                self.at = match.end()
                words = self.alternatives()
                if not self._next(")"):
                    raise _UnknownSyntaxError
                return "", words if opening is GROUP else UNKNOWN
        if match := CLASS.match(self.pattern, self.at):
            self.at = match.end()
            return "", UNKNOWN
        character, self.at = self.pattern[self.at], self.at + 1
        if character == "\\":
            character, self.at = self.pattern[self.at], self.at + 1
            if character.isalnum() and character not in KINDS:
                raise _UnknownSyntaxError
            return ("" if character in KINDS else character), UNKNOWN
        if character in "([":
            raise _UnknownSyntaxError
        return ("" if character in ".^$" else character), UNKNOWN

    def _quantifier(self) -> tuple[bool, bool]:
        """Read how often something stands there: perhaps never, perhaps several times."""
        match = QUANTIFIER.match(self.pattern, self.at)
        if match is None:
            return False, False
        self.at = match.end()
        least = match["least"]
        return match.group()[0] in "*?" or (least is not None and not int(least or 0)), True

    def _next(self, character: str) -> bool:
        found = self.pattern.startswith(character, self.at)
        self.at += found
        return found
