"""Mistakes of a spreadsheet, made with a seed: figures one cell too far, lines dropped, doubled and exchanged."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annual_report.rules.finding import Explanation
from annual_report.rules.findings import Findings
from ledgers import COLUMNS, LINES, SIZES, sound_ledger, with_figures

FEWEST, MOST = 2, 23
GAPS = (0, None)
COPIED, EXCHANGED = "照抄", ("互相写反", "对调", "错了一格")

Figures = dict[str, int | None]
Grid = list[list[str]]


class Mistake(NamedTuple):
    """What stands in the cells that a mistake is about, a word that names it, and what it did not lose.

    `turned` is what would stand there, had the figure that was lost at the one end been put into the gap at the other.
    """

    figures: Figures
    word: str
    turned: Figures


class Slipped(NamedTuple):
    """A ledger that held, and the mistake made in it."""

    figures: dict[str, int]
    mistake: Mistake

    @property
    def truth(self) -> dict[str, int]:
        """What the cells should hold that the mistake changed."""
        return {cell: self.figures[cell] for cell, value in self.mistake.figures.items() if value != self.figures[cell]}


Maker = Callable[[dict[str, int], random.Random], Mistake]


def mistakes(sound: Findings, maker: Maker, count: int, first: int = 0) -> Iterator[Slipped]:
    """Yield so many countable mistakes of one kind, each in a ledger of its own; `first` is the seed of the first."""
    made = (_made(maker, seed) for seed in itertools.count(first))
    yield from itertools.islice((each for each in made if is_countable(sound, *each)), count)


def _made(maker: Maker, seed: int) -> Slipped:
    rng = random.Random(f"{maker.__name__} {seed}")
    figures = sound_ledger(rng.choice(sorted(SIZES)), seed)
    return Slipped(figures, maker(figures, rng))


def is_right(slipped: Slipped, found: Findings) -> bool:
    """Whether the explanation shown first is the true one, in the right words, and nothing else is to be put right."""
    first = [slip.explanations[0] for slip in found.slips if slip.explanations]
    return (
        len(first) == len(found.slips) == 1 and changes_of(first[0]) == slipped.truth and _is_called(slipped, first[0])
    )


def is_listed(slipped: Slipped, found: Findings) -> bool:
    """Whether one of the explanations is the true one."""
    return any(changes_of(explanation) == slipped.truth for slip in found.slips for explanation in slip.explanations)


def changes_of(explanation: Explanation) -> Figures:
    return {change.place.address: change.to for change in explanation.changes}


def _is_called(slipped: Slipped, explanation: Explanation) -> bool:
    """Whether a slip is called what it was.

    Where one step was copied onto the next, that is the whole of it; and two figures may have changed places by an
    exchange, or by a run of one cell.
    """
    words = {slipped.mistake.word, COPIED, *(EXCHANGED if len(slipped.truth) == 2 else ())}
    return any(word in explanation.cause for word in words)


def grid() -> Grid:
    """Return the addresses of table three, line by line."""
    return [[f"applications.{line}.{column}" for column in COLUMNS] for line in LINES]


def is_countable(sound: Findings, figures: dict[str, int], mistake: Mistake) -> bool:
    """Whether a mistake can be told: it changes two to so many figures, and where they went an equality contradicts.

    Where none does, only the loss of a figure is seen: all columns of two outcomes in each other's place meet every
    equality, and so does any other order of them.
    """
    differing = [cell for cell, value in mistake.figures.items() if value != figures[cell]]
    seen = (_fails(sound, {**figures, **made}) for made in (mistake.figures, mistake.turned))
    return FEWEST <= len(differing) <= MOST and all(seen)


def _fails(sound: Findings, figures: Figures) -> bool:
    return any(each.equation for each in with_figures(sound, figures).found)


def moved_on(steps: Sequence[Sequence[str]], figures: dict[str, int], gap: Figures, word: str) -> Mistake:
    """Put what stands at every step on by one."""
    moved: Figures = {
        cell: figures[other] for source, target in pairwise(steps) for cell, other in zip(target, source, strict=True)
    }
    lost = {cell: figures[other] for cell, other in zip(steps[0], steps[-1], strict=True)}
    return Mistake({**moved, **gap}, word, {**moved, **lost})


def run(steps: Sequence[Sequence[str]], figures: dict[str, int], rng: random.Random, word: str) -> Mistake:
    """Put a stretch of steps on by one; where it began stands nothing, nought, or what stood there before."""
    start, end = sorted(rng.sample(range(len(steps)), 2))
    gap = rng.choice([*GAPS, "copy"])
    return moved_on(steps[start : end + 1], figures, {} if gap == "copy" else dict.fromkeys(steps[start], gap), word)


def down_or_up(steps: Sequence[Sequence[str]], figures: dict[str, int], rng: random.Random) -> Mistake:
    way = rng.choice([0, 1])
    return run(steps[::-1] if way else steps, figures, rng, f"向{'下上'[way]}错")


def right_or_left(steps: Sequence[Sequence[str]], figures: dict[str, int], rng: random.Random) -> Mistake:
    way = rng.choice([0, 1])
    return run(steps[::-1] if way else steps, figures, rng, f"向{'右左'[way]}错")


def one_column(figures: dict[str, int], rng: random.Random) -> Mistake:
    """One column down or up."""
    at = rng.randrange(len(COLUMNS))
    return down_or_up([line[at : at + 1] for line in grid()], figures, rng)


def one_line(figures: dict[str, int], rng: random.Random) -> Mistake:
    """One line right or left."""
    return right_or_left([[cell] for cell in rng.choice(grid())], figures, rng)


def all_columns(figures: dict[str, int], rng: random.Random) -> Mistake:
    """All columns down or up."""
    return down_or_up(grid(), figures, rng)


def all_lines(figures: dict[str, int], rng: random.Random) -> Mistake:
    """All lines, or several side by side, right or left."""
    first, last = sorted(rng.sample(range(len(LINES) + 1), 2))
    lines = grid()[first:last] if rng.random() < 0.5 else grid()
    return right_or_left([list(step) for step in zip(*lines, strict=True)], figures, rng)


def some_steps(rng: random.Random) -> list[list[str]]:
    """Return the steps down one column, or down all of them."""
    at = rng.randrange(len(COLUMNS))
    return rng.choice([grid(), [line[at : at + 1] for line in grid()]])


def dropped(figures: dict[str, int], rng: random.Random) -> Mistake:
    """A line dropped, in one column or in all."""
    steps = some_steps(rng)
    below = steps[rng.randrange(len(steps) - 1) :]
    return moved_on(below[::-1], figures, dict.fromkeys(steps[-1], rng.choice(GAPS)), "向上错")


def doubled(figures: dict[str, int], rng: random.Random) -> Mistake:
    """A line doubled, in one column or in all."""
    steps = some_steps(rng)
    return moved_on(steps[rng.randrange(len(steps) - 1) :], figures, {}, "向下错")


def exchanged(strips: Sequence[Sequence[str]], figures: dict[str, int], rng: random.Random, word: str) -> Mistake:
    one, other = rng.sample(list(strips), 2)
    if rng.random() < 0.5:
        at = rng.randrange(len(one))
        one, other = one[at : at + 1], other[at : at + 1]
    pairs = [*zip(one, other, strict=True), *zip(other, one, strict=True)]
    swapped = {cell: figures[source] for cell, source in pairs}
    return Mistake(swapped, word, swapped)


def lines_or_columns_exchanged(figures: dict[str, int], rng: random.Random) -> Mistake:
    """Two lines or two columns exchanged, in one strip across or in all."""
    if rng.random() < 0.5:
        return exchanged(grid(), figures, rng, "两行对调")
    return exchanged([list(each) for each in zip(*grid(), strict=True)], figures, rng, "两列对调")


MAKERS: tuple[Maker, ...] = (
    *(one_column, one_line, all_columns, all_lines),
    *(dropped, doubled, lines_or_columns_exchanged),
)
