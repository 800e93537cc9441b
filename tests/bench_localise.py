"""How often the search for the wrong cell is right, and how long it takes: python tests/bench_localise.py [ledgers].

A row per kind of mistake, over ledgers that held before it was made. Listed: the true correction is among the
explanations; first: it is the likeliest of every slip; alone: there is no other. Nothing here is asserted.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import Findings
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from ledgers import COLUMNS, LINES, OUTCOMES, SIZES, sound_ledger, with_figures

LEDGERS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
TRIES = 200

Figures = dict[str, int]
Mistake = Callable[[Figures, random.Random], Figures]


def main() -> None:
    sound = validate(ingest("yunze", 2024))
    print(f"{'mistake':28}{'ledgers':>8}{'listed':>8}{'first':>8}{'alone':>8}{'median':>9}{'p95':>9}{'max':>9} ms")
    for name, size, mistake in rows():
        print(f"{name + ', ' + size:28}{measured(sound, size, mistake)}", flush=True)


def rows() -> Iterator[tuple[str, str, Mistake]]:
    for count in (1, 2, 3):
        for size in SIZES:
            yield f"{count} wrong cells", size, wrong_cells(count)
    for mistake in STRUCTURED:
        yield (mistake.__doc__ or "").rstrip("."), "mixed", mistake


def measured(sound: Findings, size: str, mistake: Mistake) -> str:
    """Make a mistake in many ledgers and say how explain() fares; what breaks no equality is not counted."""
    milliseconds, listed, first, alone, seed = [], 0, 0, 0, 0
    while len(milliseconds) < LEDGERS and seed < LEDGERS * 5:
        figures, rng = sound_ledger(size, seed), random.Random(seed)
        seed += 1
        wrong = next((made for _ in range(TRIES) if (made := mistake(figures, rng))), {})
        findings = with_figures(sound, {**figures, **wrong})
        if not wrong or not findings.found:
            continue
        truth = {cell: figures[cell] for cell, value in wrong.items() if value != figures[cell]}
        start = time.perf_counter()
        explained = explain(findings)
        milliseconds.append((time.perf_counter() - start) * 1000)
        sets = [[changes_of(explanation) for explanation in slip.explanations] for slip in explained.slips]
        in_truth = [[each for each in slip if each.items() <= truth.items()] for slip in sets]
        listed += all(in_truth) and united([max(slip, key=len) for slip in in_truth]) == truth
        right = all(sets) and united([slip[0] for slip in sets]) == truth
        first += right
        alone += right and all(len(slip) == 1 for slip in sets)
    count = len(milliseconds)
    if not count:
        return f"{0:8}"
    times = (statistics.median(milliseconds), sorted(milliseconds)[int(count * 0.95)], max(milliseconds))
    return f"{count:8}{listed:8}{first:8}{alone:8}" + "".join(f"{each:9.1f}" for each in times)


def changes_of(explanation) -> Figures:
    return {f"{each.place.table}.{each.place.line}.{each.place.column}": each.to for each in explanation.changes}


def united(parts: list[Figures]) -> Figures:
    return {cell: value for part in parts for cell, value in part.items()}


def cells_of(line: str) -> list[str]:
    return [f"applications.{line}.{column}" for column in COLUMNS]


def wrong_cells(count: int) -> Mistake:
    def mistake(figures: Figures, rng: random.Random) -> Figures:
        cells = rng.sample(sorted(figures), count)
        return {cell: other_figure(figures[cell], rng) for cell in cells}

    return mistake


def other_figure(value: int, rng: random.Random) -> int:
    """Return a figure of about the same size that differs."""
    return rng.choice([each for each in range(max(0, value - 90), value + 91) if each != value])


def digits_swapped(figures: Figures, rng: random.Random) -> Figures:
    """数字颠倒."""
    cell = rng.choice(sorted(figures))
    digits = list(str(figures[cell]))
    places = [at for at, (one, other) in enumerate(pairwise(digits)) if one != other and (at or other != "0")]
    if not places:
        return {}
    at = rng.choice(places)
    digits[at : at + 2] = digits[at + 1], digits[at]
    return {cell: int("".join(digits))}


def tenfold(figures: Figures, rng: random.Random) -> Figures:
    """多写一个 0."""
    cell = rng.choice(sorted(figures))
    return {cell: figures[cell] * 10} if figures[cell] else {}


def carried_in_counted(figures: Figures, rng: random.Random) -> Figures:
    """上年结转计进本年新收."""
    column = rng.choice(COLUMNS)
    received, carried_in = (f"applications.{line}.{column}" for line in LINES[:2])
    return {received: figures[received] + figures[carried_in]} if figures[carried_in] else {}


def misfiled(figures: Figures, rng: random.Random) -> Figures:
    """归类错位."""
    one, other = rng.sample(cells_of(rng.choice([*LINES[:2], *OUTCOMES]))[:-1], 2)
    moved = rng.randint(0, figures[one])
    return {one: figures[one] - moved, other: figures[other] + moved} if moved else {}


def split(figures: Figures, rng: random.Random) -> Figures:
    """拆格."""
    cells = cells_of(rng.choice(LINES))[:-1]
    at = rng.randrange(len(cells) - 1)
    digits = str(figures[cells[at]])
    if len(digits) < 2 or figures[cells[at + 1]]:
        return {}
    cut = rng.randint(1, len(digits) - 1)
    return {cells[at]: int(digits[:cut]), cells[at + 1]: int(digits[cut:])}


def split_and_pushed(figures: Figures, rng: random.Random) -> Figures:
    """拆格，后面错位."""
    cells = cells_of(rng.choice(LINES))
    at = rng.randrange(len(cells) - 1)
    digits = str(figures[cells[at]])
    if len(digits) < 2:
        return {}
    cut = rng.randint(1, len(digits) - 1)
    pushed = [figures[cell] for cell in cells[at + 1 : -1]]
    return dict(zip(cells[at:], [int(digits[:cut]), int(digits[cut:]), *pushed], strict=True))


def line_shifted(figures: Figures, rng: random.Random) -> Figures:
    """串列（整行错一格）."""
    cells = cells_of(rng.choice(LINES))
    values = [figures[cell] for cell in cells]
    return dict(zip(cells, rng.choice([[0, *values[:-1]], [*values[1:], 0]]), strict=True))


def line_repeated(figures: Figures, rng: random.Random) -> Figures:
    """串行（照抄邻行）."""
    one, other = rng.choice([*pairwise(LINES), *pairwise(LINES[::-1])])
    return {mine: figures[its] for mine, its in zip(cells_of(one), cells_of(other), strict=True)}


def lines_swapped(figures: Figures, rng: random.Random) -> Figures:
    """两行对调."""
    one, other = map(cells_of, rng.sample(LINES, 2))
    return {
        cell: figures[its]
        for mine, yours in ((one, other), (other, one))
        for cell, its in zip(mine, yours, strict=True)
    }


STRUCTURED: tuple[Mistake, ...] = (
    *(digits_swapped, tenfold, carried_in_counted, misfiled, split, split_and_pushed),
    *(line_shifted, line_repeated, lines_swapped),
)


if __name__ == "__main__":
    main()
