"""Say what one warm report spends its time on: in this process, as a child of a warm one would."""

from __future__ import annotations

import functools
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import papermill  # noqa: F401  (finds the engine by its entry point)

from annual_report import paths
from annual_report.__main__ import PRELOAD
from annual_report.build import judge, printing, verbs
from annual_report.build.outcomes import Request
from annual_report.engine import execute, in_process_kernel, papermill_engine
from annual_report.engine.run import Run

RUNS = 5
SECONDS: defaultdict[str, float] = defaultdict(float)


def main() -> None:
    papermill_engine.warm(PRELOAD)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        log = Path(folder, "cells")
        time_cells(log)
        for owner, name in (
            (printing, "sources_of"),
            (execute, "execute"),
            (printing, "write_outputs"),
        ):
            time_step(owner, name)
        request = Request("yunze", 2024, Run(paths.PARAMS, Path(folder, "out"), ("html",)))
        (said,) = judge.verdicts_for([request])
        whole = sum(built(request, said) for _ in range(RUNS)) / RUNS
        lines = log.read_text(encoding="utf-8").splitlines()
    of_cells = defaultdict(float)
    for line in lines:
        seconds, source = line.split("\t")
        of_cells[source] += float(seconds)
    print(f"{'ms':>6}  {'share':>5}  one warm report with its verdicts given, mean of {RUNS}")
    rows = {name: seconds / RUNS for name, seconds in SECONDS.items()}
    rows["write findings, move into place, and the rest"] = whole - sum(rows.values())
    for name, seconds in [("all", whole), *rows.items()]:
        print(f"{1000 * seconds:6.0f}  {seconds / whole:5.0%}  {name}")
        if name == "execute":
            inside = sorted(of_cells.items(), key=lambda item: -item[1])[:8]
            for source, each in inside:
                print(f"{1000 * each / RUNS:6.0f}  {each / RUNS / whole:5.0%}    {source}")


def built(request: Request, said: Any) -> float:
    """Build in a child, as each report is, and return the seconds; what the steps took comes back by a pipe."""
    reading, writing = os.pipe()
    if not os.fork():
        SECONDS.clear()
        start = time.perf_counter()
        verbs.report(request, said)
        SECONDS["whole"] = time.perf_counter() - start
        os.write(writing, json.dumps(SECONDS).encode())
        os._exit(0)
    os.close(writing)
    found = json.loads(os.read(reading, 2**16))
    os.close(reading)
    os.wait()
    whole: float = found.pop("whole")
    for name, seconds in found.items():
        SECONDS[name] += seconds
    return whole


def time_step(owner: Any, name: str) -> None:
    """Count the seconds of a function."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*arguments, **options)
        finally:
            SECONDS[name] += time.perf_counter() - start

    setattr(owner, name, timed)


def time_cells(log: Path) -> None:
    """Have every cell tell how long it took."""
    original: Callable[..., Any] = in_process_kernel.KernelClient.execute

    async def timed(self: Any, code: str, *arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return await original(self, code, *arguments, **options)
        finally:
            line = f"{time.perf_counter() - start}\t{code.splitlines()[0] if code else ''}\n"
            with log.open("a", encoding="utf-8") as file:
                file.write(line)

    in_process_kernel.KernelClient.execute = timed  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main())
