"""Time the whole beside bare papermill and nbconvert on the same notebook, in one run: `make bench`.

Prints medians of whole processes: seconds, seconds a report, and the largest memory of all processes together; then
what one warm report spends its time on. Nothing here is asserted. BENCH_REPORTS and BENCH_CHECKED take other numbers.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from annual_report import paths
from districts import invent

RUNS = 3
REPORTS = int(os.environ.get("BENCH_REPORTS", "200"))
CHECKED = int(os.environ.get("BENCH_CHECKED", "10000"))
PYTHON = sys.executable
REPORT = ["--agency", "yunze", "--year", "2024"]

# How often memory is looked at, in seconds.
TICK = 1.0


@dataclass(frozen=True)
class Measure:
    """What a command took: seconds of every run, and the most memory of all its processes together, in MiB."""

    seconds: tuple[float, ...]
    mebibytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, runtime_folder(folder):
        rows = Table(Path(folder))
        rows.bare()
        rows.single()
        rows.batch()
        rows.checks()
    print()
    sys.stdout.flush()
    subprocess.run([PYTHON, Path(__file__).with_name("bench_steps.py")], check=True)


@contextmanager
def runtime_folder(folder: str) -> Iterator[None]:
    """Have warm processes of our own, and modules compiled where the environment forbids it: an office's does not."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"XDG_RUNTIME_DIR": folder, "PYTHONWARNINGS": "ignore", "ANNUAL_REPORT_WARM_MINUTES": "5"}
    yield


class Table:
    """The rows, as they are measured."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.params = invent(folder / "params", REPORTS)
        print(f"{'seconds':>8}  {'least':>7}  {'most':>7}  {'a report':>8}  {'MiB':>6}  what")

    def row(self, what: str, measure: Measure, reports: int = 1, beside: str = "") -> Measure:
        """Print a row."""
        least, most = min(measure.seconds), max(measure.seconds)
        figures = f"{measure.median:8.2f}  {least:7.2f}  {most:7.2f}  {measure.median / reports:8.3f}"
        print(f"{figures}  {measure.mebibytes:6.0f}  {what}{beside}", flush=True)
        return measure

    def bare(self) -> None:
        """papermill and nbconvert as anybody would call them: the same notebook, a page."""
        notebook = self.folder / "bare.ipynb"
        execute = ["papermill", str(paths.NOTEBOOK), str(notebook), "--no-progress-bar", "--kernel", "python3"]
        one = self.row("bare papermill", measured([*execute, "-p", "agency", "yunze", "-p", "year", "2024"]))
        other = self.row("bare jupyter nbconvert", measured(["nbconvert", "--to", "html", str(notebook)]))
        self.bare_seconds = one.median + other.median

    def single(self) -> None:
        """One report: alone, with a warm process to be started, with one that is there, after an edited sentence."""
        ours = ["annual_report", "report", *REPORT, "--formats", "html", "--out", str(self.folder / "one")]
        cold = measured([*ours, "--warm", "0"])
        self.row("report, cold (WARM=0)", cold, beside=f"  ({cold.median / self.bare_seconds:.2f} of bare)")
        self.row("report, the first (starts the warm process)", measured(ours, runs=1))
        self.row("report, warm", measured(ours))
        edited = self.folder / "edited"
        edit = invent(edited, 2) / "unit00001/2024/narrative.md"
        again = ["annual_report", "report", "--agency", "unit00001", "--year", "2024", "--formats", "html"]
        again += ["--params", str(edited), "--out", str(self.folder / "one")]
        measured(again, runs=1)

        def change() -> None:
            edit.write_text(edit.read_text(encoding="utf-8").replace("工作情况", "工作的情况", 1), encoding="utf-8")

        self.row("report, warm, a sentence edited", measured(again, before=change))

    def batch(self) -> None:
        """A district: by one job, by two, and once more with nothing changed."""
        seconds = {}
        for jobs in (1, 2):
            out = self.folder / f"batch{jobs}"
            command = ["annual_report", "reports", "--params", str(self.params), "--out", str(out)]
            command += ["--formats", "html", "--jobs", str(jobs), "--warm", "0"]
            measure = measured(command, runs=1)
            seconds[jobs] = measure.median
            # Two bare pipelines side by side on two cores make twice as many in the same time.
            times = self.bare_seconds / jobs / (measure.median / REPORTS)
            self.row(
                f"{REPORTS} reports, {jobs} job(s)", measure, REPORTS, f"  ({times:.0f} times bare at equal cores)"
            )
        print(f"{'':8}  2 jobs are {seconds[1] / seconds[2]:.2f} times as fast as 1")
        self.row(f"{REPORTS} reports, unchanged", measured(command), REPORTS)

    def checks(self) -> None:
        """A province, checked."""
        params = invent(self.folder / "province", CHECKED)
        command = [
            "annual_report",
            "check",
            "--params",
            str(params),
            "--out",
            str(self.folder / "checked"),
            "--warm",
            "0",
        ]
        self.row(f"check of {CHECKED} reports", measured(command, runs=1), CHECKED)


def measured(arguments: list[str], runs: int = RUNS, before: Callable[[], None] = lambda: None) -> Measure:
    """Run a module of Python so many times, and tell how long it took and how much memory."""
    seconds, most = [], 0.0
    for _ in range(runs):
        before()
        start = time.perf_counter()
        process = subprocess.Popen([PYTHON, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        peak = Peak(process.pid)
        _, errors = process.communicate()
        seconds.append(time.perf_counter() - start)
        most = max(most, peak.stop())
        if process.returncode:
            message = f"{arguments}: {errors.decode()}"
            raise SystemExit(message)
    return Measure(tuple(seconds), most)


class Peak(threading.Thread):
    """The most memory that a process and all its children had at once; what they share is counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.ended = psutil.Process(process), 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look again and again."""
        while not self.ended.wait(TICK):
            self.most = max(self.most, self.now())

    def now(self) -> float:
        """Return what they have, in MiB."""
        total = 0
        try:
            for each in (self.process, *self.process.children(recursive=True)):
                total += each.memory_full_info().pss
        except psutil.Error:
            return 0.0
        return total / 2**20

    def stop(self) -> float:
        """Return the most there was."""
        self.ended.set()
        return self.most


if __name__ == "__main__":
    main()
