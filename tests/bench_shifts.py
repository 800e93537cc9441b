"""How often a slip of a spreadsheet is named right: python tests/bench_shifts.py [shifts] [seed] [last year].

Nothing here is asserted. `seed` is the first one; with a third word, last year's report is there to be compared with.

A row per kind of slip (`shifting`), over ledgers of three sizes that held before it. Right: the explanation shown first
puts every figure back where it was, changes no other, and calls the slip what it was. Listed: one of the explanations
does. Where equalities allow another slip as well, and that one comes first, the slip counts as missed. Deadlines count
the time of this process, so that the figures do not depend on what else the machine does.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter

from annual_report.rules.explain.explain import explain
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from ledgers import with_figures, year_before
from shifting import MAKERS, is_listed, is_right, mistakes

SHIFTS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 0
LAST_YEAR = len(sys.argv) > 3


def main() -> None:
    time.monotonic = time.process_time
    sound = validate(ingest("yunze", 2024))
    counts: Counter[str] = Counter()
    times: list[float] = []
    print(f"{'kind':64}{'shifts':>7}{'right':>7}{'listed':>8}{'median':>9}{'max':>9} ms")
    for number, maker in enumerate(MAKERS):
        own: Counter[str] = Counter()
        spent: list[float] = []
        for slipped in mistakes(sound, maker, len(range(number, SHIFTS, len(MAKERS))), SEED):
            figures = {**slipped.figures, **slipped.mistake.figures, **year_before(slipped.figures)}
            findings = with_figures(sound, figures, last_year=LAST_YEAR)
            start = time.process_time()
            found = explain(findings)
            spent.append((time.process_time() - start) * 1000)
            own.update({"all": 1, "right": is_right(slipped, found), "listed": is_listed(slipped, found)})
        print(row((maker.__doc__ or "").rstrip("."), own, spent), flush=True)
        counts.update(own)
        times += spent
    print(row("all", counts, times))


def row(name: str, counts: Counter[str], spent: list[float]) -> str:
    figures = f"{counts['all']:7}{counts['right']:7}{counts['listed']:8}"
    return f"{name:64}{figures}{statistics.median(spent):9.0f}{max(spent):9.0f}"


if __name__ == "__main__":
    main()
