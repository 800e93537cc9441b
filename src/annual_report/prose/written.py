"""Where the printed words of a section stand in what its agency wrote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from annual_report.filing.figures import MARKED
from annual_report.filing.report import Passage

# How many characters before a number tell it from an equal one elsewhere: the most that are found are taken.
CONTEXTS = (16, 8, 4, 2, 0)
BREAK = re.compile(r"[\n]")


class Bound(NamedTuple):
    """Where a figure stands in a printed section, and what it is bound to: addresses of cells, or figures.<name>."""

    start: int
    end: int
    sources: tuple[str, ...]


class PrintedSection:
    """A section as a reader sees it: its words, the figures in it that are bound, and its places in the file."""

    def __init__(self, composed: str, passage: Passage) -> None:
        self.passage = passage
        self.text, self._filled_in = _unmark(composed)
        self.bound = [each for each in self._filled_in if each.sources]
        self._starts = [each.start for each in self._filled_in]

    def sources(self, start: int, end: int) -> tuple[str, ...]:
        """Return what the figures between two places are bound to."""
        found = (source for each in self.bound if each.start < end and start < each.end for source in each.sources)
        return tuple(dict.fromkeys(found))

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return the row and the column in the file of what is printed between two places.

        Of a figure that was filled in, those of its placeholder.
        """
        filled = self._filled_in_at(start)
        if filled is not None:
            return self._found(filled.start, filled.start)
        following = bisect_right(self._starts, start)
        limit = self._starts[following] if following < len(self._starts) else len(self.text)
        return self._found(start, min(end, limit))

    def _found(self, start: int, end: int) -> tuple[int, int]:
        before = self._typed_before(start)
        for size in CONTEXTS:
            context = before[-size:] if size else ""
            words = context + self.text[start:end]
            found = self._occurrence(words, end) if words.strip() else -1
            if found >= 0:
                return self._position(found + len(context))
        return self.passage.first_row, 1

    def _typed_before(self, start: int) -> str:
        """Return the last words before a place that were typed, back to the last filled-in figure."""
        number = bisect_right(self._starts, start - 1) - 1
        last = self._filled_in[number].end if number >= 0 else 0
        return BREAK.split(self.text[max(last, start - CONTEXTS[0]) : start])[-1]

    def _occurrence(self, words: str, end: int) -> int:
        """Return where words stand in the source, the how manieth time they are printed; -1 where they do not."""
        times, found = self.text.count(words, 0, end), -1
        for _ in range(max(1, times)):
            following = self.passage.source.find(words, found + 1)
            if following < 0:
                break
            found = following
        return found

    def _position(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at) - 1
        return self.passage.first_row + line, at - self._lines[line] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.passage.source))]

    def _filled_in_at(self, start: int) -> Bound | None:
        number = bisect_right(self._starts, start) - 1
        each = self._filled_in[number] if number >= 0 else None
        return each if each and each.start <= start < each.end else None


def _unmark(marked: str) -> tuple[str, Sequence[Bound]]:
    """Return the words a reader sees, and where in them each figure stands that was filled in."""
    words: list[str] = []
    filled, size, at = [], 0, 0
    for match in MARKED.finditer(marked):
        words += [marked[at : match.start()], match.group(2)]
        size += match.start() - at
        filled.append(Bound(size, size + len(match.group(2)), tuple(match.group(1).split())))
        size, at = size + len(match.group(2)), match.end()
    return "".join([*words, marked[at:]]), filled
