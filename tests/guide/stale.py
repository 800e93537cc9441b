"""What of the guide is stale: the places of a page whose step prints something else today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from guide.page import MARK

# What differs from run to run, and from machine to machine: seconds and sizes.
PASSING = re.compile(r"[\d.]+(?=\s*(?:秒|份/秒|KB|MB))")


class Place(NamedTuple):
    """Where a page is stale: the line on which what stands there begins, the step, and what it prints today."""

    line: int
    step: str
    stands: tuple[str, ...]
    today: tuple[str, ...]

    def told(self, page: str) -> str:
        """Return it as one reads it: page:line, then the lines that stand there and those that belong there."""
        lines = (*(f"  - {line}" for line in self.stands), *(f"  + {line}" for line in self.today))
        return "\n".join((f"{page}:{self.line} {self.step}", *lines))


def stale_places(text: str, shown: Mapping[str, str]) -> list[Place]:
    """Return where a page says something else than some of its steps show; seconds and sizes may differ."""
    found = {each["step"]: each for each in MARK.finditer(text)}
    return [place for step in shown if step in found for place in _places(text, found[step], shown[step])]


def _places(text: str, found: re.Match[str], today: str) -> Iterator[Place]:
    first = text.count("\n", 0, found.start("shown")) + 1
    old, new = found["shown"].splitlines(), today.splitlines()
    masked_old, masked_new = (PASSING.sub("#", block).splitlines() for block in (found["shown"], today))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, masked_old, masked_new, False).get_opcodes():
        if kind != "equal" and not _breaks_alike(masked_old[start:end], masked_new[new_start:new_end]):
            yield Place(first + start, found["step"], tuple(old[start:end]), tuple(new[new_start:new_end]))


def _breaks_alike(lines: Sequence[str], others: Sequence[str]) -> bool:
    """Whether lines differ only in where they are broken, around a number that differs from run to run."""
    joined, other = ("".join("".join(each).split()) for each in (lines, others))
    return joined == other and "#" in joined
