"""Digits whose cells have run together, cut where the row's own rule leaves exactly one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, product

# A longer run of digits has too many cuts to try, and is left to a person.
LONGEST = 28
# A figure that no rule binds is no longer than this.
LONGEST_FIGURE = 8
# So many candidates are shown.
MOST = 6

Cut = tuple[str, ...]


@cache
def cuts_of_row(digits: str, count: int) -> tuple[Cut, ...]:
    """Return every cut of a row whose last figure is the sum of the others; none where there are too many digits."""
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST:
        return ()
    return tuple(_adding_up(digits, count))


def cuts_of_groups(digits: str, groups: int, size: int) -> list[Cut]:
    """Return every cut into groups, each ending in the sum of its others."""
    if not groups:
        return [] if digits else [()]
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST + groups * size:
        return []
    found: list[Cut] = []
    for end in range(size, min(len(digits) - (groups - 1) * size, LONGEST) + 1):
        first = [*_adding_up(digits[:end], size)]
        if first:
            found += [one + more for one, more in product(first, cuts_of_groups(digits[end:], groups - 1, size))]
    return found


def plain_cuts(digits: str, count: int) -> list[Cut]:
    """Return every cut where no rule binds the figures of a row, fewer figures (blank cells) included."""
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST:
        return []
    return [cut for parts in range(count, 0, -1) for cut in _cuts(digits, parts)]


def keeps_apart(cut: Cut, pieces: Sequence[str]) -> bool:
    """Whether a cut goes through every gap between pieces: a gap may be missing, but none is inside a figure."""
    ends = {*accumulate(map(len, cut))}
    return ends >= {*accumulate(map(len, pieces))}


def _adding_up(digits: str, parts: int) -> Iterator[Cut]:
    """Yield every cut of which the last figure is the sum of the others; it is at most one digit longer than they."""
    for start in range(parts - 1, len(digits)):
        if len(digits) - start > start - parts + 3:
            continue
        total = digits[start:]
        if total == "0" or total[0] != "0":
            yield from ((*cut, total) for cut in _cuts(digits[:start], parts - 1, int(total)))


def _cuts(digits: str, parts: int, total: int | None = None) -> Iterator[Cut]:
    """Yield every cut into figures without a leading zero; with a total, those that add up to it."""
    if parts == 1:
        if (digits == "0" or (digits and digits[0] != "0")) and total in (None, int(digits)):
            yield (digits,)
        return
    longest = 1 if digits.startswith("0") else len(digits) - parts + 1
    for end in range(1, longest + 1):
        left = None if total is None else total - int(digits[:end])
        if left is not None and left < 0:
            return
        # What is left cannot be cut into figures so short that they do not exceed their sum.
        if left is None or len(digits) - end <= (parts - 1) * len(str(left)):
            yield from ((digits[:end], *rest) for rest in _cuts(digits[end:], parts - 1, left))
