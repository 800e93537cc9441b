"""Time a cold `report` beside bare papermill and nbconvert on the same notebook, in one run: `make bench`.

Prints medians of whole processes (seconds) and the largest memory of any of them; nothing here is asserted.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annual_report import paths

RUNS = 3
PYTHON = sys.executable


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        bare_notebook = out / "bare.ipynb"
        papermill = ["papermill", str(paths.NOTEBOOK), str(bare_notebook), "--no-progress-bar", "--kernel", "python3"]
        parameters = ["-p", "agency", "luolong", "-p", "year", "2024"]
        ours = ["annual_report", "report", "--agency", "luolong", "--year", "2024", "--out", folder]
        check = ["annual_report", "check", "--agency", "luolong", "--year", "2024", "--out", folder]
        rows = {
            "bare papermill": [*papermill, *parameters],
            "bare jupyter nbconvert": ["nbconvert", "--to", "html", str(bare_notebook)],
            "annual_report report": ours,
            "annual_report check": check,
        }
        print(f"{'seconds':>8}  {'least':>6}  {'most':>6}  command (median of {RUNS})")
        for name, arguments in rows.items():
            seconds = sorted(timed(arguments) for _ in range(RUNS))
            print(f"{statistics.median(seconds):8.2f}  {seconds[0]:6.2f}  {seconds[-1]:6.2f}  {name}")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {largest:.0f} MiB")


def timed(arguments: list[str]) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run([PYTHON, "-m", *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
