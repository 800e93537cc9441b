"""Which texts of many are alike: for each text the one most like it.

Likeness is the share of the characters of two texts that stand in the longest sequence they have in common, as X-08
measures it between two years. To measure every pair of 5,000 texts would take an hour. How many characters two texts
have in common, in any order, bounds it from above and is one product of matrices; so only the few pairs that may be
alike are measured, by rapidfuzz. (MinHash would be as fast, but estimates, and needs a library more.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

# Below it nobody would speak of copying, and nothing is measured.
FLOOR = 0.7
# How many texts that share the most characters with one are measured.
MOST_MEASURED = 8
# How many rows of the product are worked out at once.
ROWS = 500

Matrix = NDArray[np.float32]


class Likeness(NamedTuple):
    """The text most like another one, by its number, and how much, from 0 to 1."""

    other: int
    share: float


def most_alike(texts: Sequence[str]) -> list[Likeness | None]:
    """Return for each text the one most like it; None where none is as like as FLOOR, or it is empty."""
    first = {text: number for number, text in reversed([*enumerate(texts)])}
    distinct = [text for text in first if text]
    found = dict(zip(distinct, _nearest(distinct), strict=True))
    twins = {text: number for number, text in enumerate(texts) if number != first[text]}
    return [_likeness(number, text, first, twins, distinct, found) for number, text in enumerate(texts)]


def _likeness(
    number: int,
    text: str,
    first: dict[str, int],
    twins: dict[str, int],
    distinct: Sequence[str],
    found: dict[str, Likeness | None],
) -> Likeness | None:
    """Return what is most like a text: its twin, or what is most like all its twins."""
    if text in twins and text:
        return Likeness(first[text] if number != first[text] else twins[text], 1.0)
    near = found.get(text)
    return Likeness(first[distinct[near.other]], near.share) if near else None


def _nearest(texts: Sequence[str]) -> Iterator[Likeness | None]:
    """Yield for each of different texts the one most like it."""
    for number, candidates in enumerate(_candidates(texts)):
        best: Likeness | None = None
        for other, bound in candidates:
            if best and bound <= best.share:
                break
            share = Indel.normalized_similarity(texts[number], texts[other], score_cutoff=FLOOR)
            best = max(best, Likeness(other, share), key=lambda each: each.share) if best else Likeness(other, share)
        yield best if best and best.share else None


def _candidates(texts: Sequence[str]) -> Iterator[list[tuple[int, float]]]:
    """Yield for each text those that may be as like as FLOOR, the likeliest first, with the bound of each."""
    if not texts:
        return
    bounds = _bounds(texts)
    np.fill_diagonal(bounds, 0)
    yield from map(_highest, bounds)


def _bounds(texts: Sequence[str]) -> Matrix:
    """Return for every two texts how alike they are at most: the one half of the table is the other, turned."""
    bags, lengths = _bags(texts), np.array([len(text) for text in texts], dtype=np.float32)
    bounds = np.empty((len(texts), len(texts)), dtype=np.float32)
    for begin in range(0, len(texts), ROWS):
        rows, rest = slice(begin, begin + ROWS), slice(begin, None)
        bounds[rows, rest] = 2 * (bags[rows] @ bags[rest].T) / (lengths[rows, None] + lengths[None, rest])
        bounds[rest, rows] = bounds[rows, rest].T
    return bounds


def _highest(bounds: Any) -> list[tuple[int, float]]:
    most = min(MOST_MEASURED, len(bounds))
    positions = np.argpartition(-bounds, most - 1)[:most]
    ordered = sorted(((int(each), float(bounds[each])) for each in positions), key=lambda each: (-each[1], each[0]))
    return [each for each in ordered if each[1] >= FLOOR]


def _bags(texts: Sequence[str]) -> Matrix:
    """Return a row per text that says which characters it has, the second 的 apart from the first: the product of two
    rows counts the characters in common."""
    known: dict[tuple[str, int], int] = {}
    rows, columns = list[int](), list[int]()
    for row, text in enumerate(texts):
        seen: dict[str, int] = {}
        for character in text:
            seen[character] = seen.get(character, 0) + 1
            rows.append(row)
            columns.append(known.setdefault((character, seen[character]), len(known)))
    bags = np.zeros((len(texts), len(known)), dtype=np.float32)
    bags[rows, columns] = 1
    return bags
