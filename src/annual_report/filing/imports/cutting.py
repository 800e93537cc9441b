"""Digits whose cells have run together, cut where the row's own rule leaves exactly one way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# A longer run of digits has too many cuts to try, and is left to a person.
LONGEST = 26
# So many candidates are shown.
MOST = 6

Cut = tuple[str, ...]


def cuts_of_row(digits: str, count: int) -> list[Cut]:
    """Return every cut of a row whose last figure is the sum of the others, those of rows with blank cells included."""
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST:
        return []
    return [cut for parts in range(count, 1, -1) for cut in _cuts(digits, parts) if _adds_up(cut)]


def cuts_of_groups(digits: str, groups: int, size: int) -> list[Cut]:
    """Return every cut into groups, each ending in the sum of its others."""
    if not groups:
        return [] if digits else [()]
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST + groups * size:
        return []
    found: list[Cut] = []
    for end in range(size, min(len(digits) - (groups - 1) * size, LONGEST) + 1):
        first = [cut for cut in _cuts(digits[:end], size) if _adds_up(cut)]
        if first:
            found += [one + more for one, more in product(first, cuts_of_groups(digits[end:], groups - 1, size))]
    return found


def plain_cuts(digits: str, count: int) -> list[Cut]:
    """Return every cut where no rule binds the figures of a row, fewer figures (blank cells) included."""
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST:
        return []
    return [cut for parts in range(count, 0, -1) for cut in _cuts(digits, parts)]


def _adds_up(cut: Cut) -> bool:
    *parts, total = map(int, cut)
    return sum(parts) == total


def _cuts(digits: str, parts: int) -> Iterator[Cut]:
    """Yield every cut into figures without a leading zero."""
    if parts == 1:
        if digits == "0" or (digits and digits[0] != "0"):
            yield (digits,)
        return
    longest = 1 if digits.startswith("0") else len(digits) - parts + 1
    for end in range(1, longest + 1):
        yield from ((digits[:end], *rest) for rest in _cuts(digits[end:], parts - 1))
