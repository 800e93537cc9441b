"""The clauses of a text, found by what stands in them."""

from __future__ import annotations

import re
from bisect import bisect_left

# Where a clause ends that says of which year a date is.
CLAUSE_END = re.compile(r"[，。；：！？\n]")

# No clause of a published report comes near it. Whatever looks at a date looks at the whole clause before it: a text
# without an end must not cost the square of its length.
LONGEST_CLAUSE = 600


class Clauses:
    """The clauses of a text, found by what stands in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [-1, *(match.start() for match in CLAUSE_END.finditer(text)), len(text)]

    def around(self, match: re.Match[str]) -> str:
        """Return the clause in which a match begins."""
        number = bisect_left(self.ends, match.start())
        return self.text[self.ends[number - 1] + 1 : self.ends[number]][-LONGEST_CLAUSE:]
