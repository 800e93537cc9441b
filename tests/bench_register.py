"""How long a register of 100,000 applications takes to be read, counted and judged.

Run: make bench, or .venv/bin/python tests/bench_register.py [lines]

The register is drawn at random, from a fixed seed: every kind of applicant and outcome, two applications in a hundred
late, one in a hundred carried forward. The table is written by the tally, so that every cell agrees.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from annual_report.desk.tally import write_tallies
from annual_report.filing.new import create
from annual_report.filing.register.labels import applicants_of, outcomes_of
from annual_report.filing.register.read_register import APPLICATION_COLUMNS, read_register
from annual_report.filing.register.tally import tally_applications
from annual_report.form.forms import load_form
from annual_report.rules.views.catalogue import MAKERS, OPTIONAL, Reading
from annual_report.steps.ingest import read_report
from annual_report.steps.validate import validate

YEAR = 2024
FORM = load_form("2021")


def lines(count: int) -> Iterator[str]:
    """Yield the lines of a register, its header first."""
    draw = random.Random(20241231)
    applicants, outcomes = [*applicants_of(FORM).official.values()], [*outcomes_of(FORM).official.values()]
    yield ",".join(APPLICATION_COLUMNS)
    for number in range(count):
        received = date(YEAR, 1, 2) + timedelta(draw.randrange(280))
        replied = received + timedelta(draw.randrange(3, 90) if draw.random() < 0.02 else draw.randrange(3, 25))
        end = [draw.choice(outcomes), replied.isoformat(), "", ""] if draw.random() < 0.99 else ["", "", "", "是"]
        yield ",".join([f"依申请〔{YEAR}〕{number}号", received.isoformat(), draw.choice(applicants), *end])


@contextmanager
def told(what: str) -> Iterator[None]:
    """Print how long something took, by the clock and of the processor: others may be at work on this machine."""
    start, busy = time.perf_counter(), time.process_time()
    yield
    print(f"{what:<34} {time.perf_counter() - start:6.2f} s {time.process_time() - busy:6.2f} s of it", flush=True)


def main(count: int) -> None:
    """Print how long each step takes."""
    with tempfile.TemporaryDirectory() as folder:
        params = Path(folder)
        create("xinju", YEAR, "某某县新局", params)
        file = params / f"xinju/{YEAR}/register.csv"
        file.write_text("\n".join(lines(count)) + "\n", encoding="utf-8-sig")
        print(f"{count} lines, {file.stat().st_size / 1e6:.1f} MB")
        with told("read"):
            read = read_register(file, FORM)
        assert read
        with told("count"):
            tally_applications(read[0], FORM)
        with told("make tally: read, count, write"):
            write_tallies("xinju", YEAR, params)
        with told("read the whole report"):
            report = read_report("xinju", YEAR, params).report
        for name in sorted(OPTIONAL):
            with told(f"view {name}"):
                view = MAKERS[name](Reading(report))
            print(f"{'':<34} {len(view.rows) if view else 0:6} rows")
        validate(report)  # Great Expectations is imported once
        with told("judge, with the register"):
            validate(report)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
