"""Time what reads texts that were made to take long, at one length and at twice that: twice the time is what is wanted.

    python tests/bench_growth.py

The tests count the functions called; what one regular expression does within its one call can only be timed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from annual_report import paths
from annual_report.document.typed_text import read_typed
from annual_report.prose.names import names
from annual_report.prose.quick import fill_in
from annual_report.steps.ingest import ingest

LENGTH, RUNS = 15_000, 5

TYPED = ("**x ", "x** ", "** ", "a|", "a|b\n-|-\n", "|" * 40, "- " * 20)
NEVER_ENDING = ("{{", "{% if year %}", "{#", "{{ (")


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes at its fastest."""
    spent = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def readers() -> Iterator[tuple[str, Callable[[str], object], tuple[str, ...]]]:
    """Yield what reads, and the pieces that its texts are made of."""
    known = names(ingest("yunze", 2024, paths.PARAMS))
    yield "read_typed", read_typed, TYPED
    yield "fill_in", lambda text: fill_in(text, known, known), NEVER_ENDING


if __name__ == "__main__":
    print(f"{'reader':12}{'text':18}{'ms':>10}{'twice':>10}")
    for name, read, pieces in readers():
        for piece in pieces:
            text = piece * (LENGTH // len(piece))
            once, twice = (milliseconds(lambda: read(each)) for each in (text, text * 2))  # noqa: B023
            print(f"{name:12}{piece[:14]!r:18}{once:10.2f}{twice:10.2f}")
