"""The sentences of a section, each with the paragraph it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

PARAGRAPH = re.compile(r"[^\n]+")
SENTENCE = re.compile(r"[^。！？]+[。！？]?")

# No sentence of a published report comes near it (the longest known has 357 characters). Whatever looks at a number
# looks at the whole sentence before it: a text without a full stop must not cost the square of its length.
LONGEST_SENTENCE = 600

# Where a sentence that is too long is cut, the best place first.
BREAKS = "；;，,、"


# Where a clause ends that says of which year a date is.
CLAUSE_END = re.compile(r"[，。；：！？\n]")


class Sentence(NamedTuple):
    """Where a sentence stands in its section, and its paragraph, whose first words often say what it is about."""

    start: int
    end: int
    words: str
    paragraph: str


def sentences_of(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in reading order, one that is longer than any sentence in parts."""
    for paragraph in PARAGRAPH.finditer(text):
        for sentence in SENTENCE.finditer(paragraph.group()):
            at = paragraph.start() + sentence.start()
            for part in _parts(sentence.group()):
                yield Sentence(at, at + len(part), part, paragraph.group())
                at += len(part)


class Clauses:
    """The clauses of a text, found by what stands in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [-1, *(match.start() for match in CLAUSE_END.finditer(text)), len(text)]

    def around(self, match: re.Match[str]) -> str:
        """Return the clause in which a match begins."""
        number = bisect_left(self.ends, match.start())
        return self.text[self.ends[number - 1] + 1 : self.ends[number]][-LONGEST_SENTENCE:]


def _parts(sentence: str) -> Iterator[str]:
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        end = _break(sentence, start)
        yield sentence[start:end]
        start = end
    yield sentence[start:]


def _break(sentence: str, start: int) -> int:
    """Return where the part that starts there ends: behind the last of the best breaks, else anywhere."""
    latest = start + LONGEST_SENTENCE
    found = (sentence.rfind(mark, start + 1, latest) + 1 for mark in BREAKS)
    return next((end for end in found if end > start), latest)
