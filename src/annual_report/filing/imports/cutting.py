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


def hides_a_blank(cut: Cut) -> bool:
    """Whether fewer figures keep the rule of a row, too: then a blank cell, which leaves no trace, may be lost.

    They must be as plain: of two ways to read zeros, the one that needs more figures beside them is far-fetched.
    """
    digits, filled = "".join(cut), _filled(cut)
    return any(_filled(other) <= filled for parts in range(2, len(cut)) for other in cuts_of_row(digits, parts))


def cuts_of_groups(digits: str, sizes: tuple[int, ...]) -> list[Cut]:
    """Return every cut into groups of so many figures, each ending in the sum of its others."""
    if not sizes:
        return [] if digits else [()]
    size, *rest = sizes
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST + sum(sizes):
        return []
    found: list[Cut] = []
    for end in range(size, min(len(digits) - sum(rest), LONGEST) + 1):
        first = cuts_of_row(digits[:end], size)
        if first:
            found += [one + more for one, more in product(first, cuts_of_groups(digits[end:], tuple(rest)))]
    return found


def groups_hide_a_blank(cut: Cut, sizes: tuple[int, ...]) -> bool:
    """Whether the groups are as plain with fewer figures in one of them, where blank cells may have been lost."""
    digits, filled = "".join(cut), _filled(cut)
    shorter = [
        (*sizes[:place], parts, *sizes[place + 1 :]) for place, size in enumerate(sizes) for parts in range(2, size)
    ]
    return any(_filled(other) <= filled for each in shorter for other in cuts_of_groups(digits, each))


def plain_cuts(digits: str, count: int) -> list[Cut]:
    """Return every cut where no rule binds the figures of a row, fewer figures (blank cells) included."""
    if not digits.isdecimal() or not digits.isascii() or len(digits) > LONGEST:
        return []
    return [cut for parts in range(count, 0, -1) for cut in _cuts(digits, parts)]


def keeps_apart(cut: Cut, pieces: Sequence[str]) -> bool:
    """Whether a cut goes through every gap between pieces: a gap may be missing, but none is inside a figure."""
    ends = {*accumulate(map(len, cut))}
    return ends >= {*accumulate(map(len, pieces))}


def _filled(cut: Cut) -> int:
    return sum(figure != "0" for figure in cut)


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
