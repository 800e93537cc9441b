"""How long a site of many reports takes: all of it, again where nothing changed, and after one report changed.

Run: make bench, or .venv/bin/python tests/bench_site.py [reports …]

To build the reports themselves is timed elsewhere: here each has the files of one that was built, under a manifest of
its own inputs.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from annual_report import paths
from annual_report.build import verbs
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import MANIFEST, formats
from annual_report.district.site.site import write_site
from annual_report.district.site.site_report import inputs_now
from annual_report.engine.run import Run
from annual_report.files import write_json
from annual_report.filing.folders import reports_in
from districts import invent


def stand_in(request: Request, built: Path) -> Outcome:
    """Give a report the files of another one, and a manifest that vouches for them."""
    if not request.place.exists():
        shutil.copytree(built, request.place, copy_function=os.link)
        (request.place / MANIFEST).unlink()
    manifest = json.loads((built / MANIFEST).read_bytes())
    about = {"agency": request.agency, "year": request.year, "inputs": inputs_now(request)}
    write_json(request.place / MANIFEST, manifest | about)
    return Outcome(request)


def timed(what: str, outcomes: Sequence[Outcome], run: Run) -> None:
    """Print how long the site takes, by the clock and of the processor: others may be at work on this machine."""
    start, busy = time.perf_counter(), time.process_time()
    written = write_site(outcomes, [], run, False)
    seconds, of_it = time.perf_counter() - start, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<26} {seconds:7.1f} s {of_it:7.1f} s of it {written.changed:7} files written, {memory:5.0f} MB")


def main(sizes: Sequence[int]) -> None:
    """Print how long a site of each size takes, and how large its first page is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = Request("luolong", 2024, Run(paths.PARAMS, folder / "one", tuple(formats())))
        assert verbs.report(one).exit_code == 0
        for size in sizes:
            run = Run(invent(folder / f"{size}/params", size), folder / f"{size}/out")
            requests = [Request(agency, year, run) for agency, year in reports_in(run.params)]
            outcomes = [stand_in(each, one.place) for each in requests]
            print(f"{size} reports")
            timed("all", outcomes, run)
            timed("nothing changed", outcomes, run)
            figures = requests[0].folder / paths.FIGURES_FILE
            figures.write_text(figures.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            timed("one changed", [stand_in(requests[0], one.place), *outcomes[1:]], run)
            page = run.out / "site/index.html"
            print(f"{'first page':<26} {page.stat().st_size / 1e6:7.2f} MB", flush=True)
            shutil.rmtree(folder / f"{size}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [50, 500])
