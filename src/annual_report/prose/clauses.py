"""The clauses of a text, found by what stands in them."""

from __future__ import annotations

import re
from bisect import bisect_left

# Where a clause ends that says of which year a date is.
CLAUSE_END = re.compile(r"[，。；：！？\n]")
SENTENCE_END = re.compile(r"[。！？\n]")

# No clause of a published report comes near it. Whatever looks at a date looks at the whole clause before it: a text
# without an end must not cost the square of its length.
LONGEST_CLAUSE = 600


class Clauses:
    """The clauses of a text, or with another end its sentences, found by what stands in them."""

    def __init__(self, text: str, end: re.Pattern[str] = CLAUSE_END) -> None:
        self.text = text
        self.ends = [-1, *(match.start() for match in end.finditer(text)), len(text)]

    def around(self, place: int) -> str:
        """Return the clause that a place lies in."""
        number = bisect_left(self.ends, place)
        return self.text[self.ends[number - 1] + 1 : self.ends[number]][-LONGEST_CLAUSE:]
