"""A real Dask cluster builds the same reports; one that loses a worker in the middle still builds every one, once."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from annual_report import paths
from annual_report.__main__ import main
from annual_report.engine import fingerprints
from annual_report.engine.cluster import executor
from annual_report.engine.limits import Limits
from annual_report.engine.run import Run
from districts import invent

REPORTS = 6

pytestmark = pytest.mark.xdist_group("cluster")


@dataclass
class Cluster:
    """A scheduler and its workers, as processes of their own."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def started(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    log = (folder / f"{name}.log").open("wb")
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler" if name == "scheduler" else "distributed.cli.dask_worker",
    ]
    with log:
        return subprocess.Popen([*command, *arguments], stdout=log, stderr=log, cwd=folder, start_new_session=True)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers on free ports of this machine; whoever loses one stands last in this file."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    scheduler = started(folder, "scheduler", *options)
    while not told.exists():
        time.sleep(0.1)
        assert scheduler.poll() is None
    address = json.loads(told.read_text(encoding="utf-8"))["address"]
    names = ("one", "two")
    workers = [started(folder, name, address, "--nthreads", "1", "--no-dashboard", "--name", name) for name in names]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started at once, as a machine that goes down does."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.glob("*/*/*") if file.is_file() and ".annual_report" not in file.parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.fixture
def reports(tmp_path: Path) -> Callable[..., int]:
    params = invent(tmp_path / "params", REPORTS)

    def run(out: str, *options: str) -> int:
        return main(["reports", "--params", str(params), "--out", str(tmp_path / out), "--formats", "md", *options])

    return run


def test_a_cluster_checks_and_refuses_other_versions(
    cluster: Cluster,
    reports: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = ["--params", str(tmp_path / "params"), "--out", str(tmp_path / "out"), "--scheduler", cluster.address]
    assert main(["check", *options]) == 0
    assert len(list(tmp_path.glob("out/*/*/findings.json"))) == REPORTS
    with Client(cluster.address) as client:
        assert len(client.scheduler_info()["workers"]) == 2
    monkeypatch.setattr(fingerprints, "toolkit", lambda _: "another version")
    capsys.readouterr()
    assert reports("other", "--scheduler", cluster.address) == 2
    assert "与本机不同" in capsys.readouterr().out


def test_a_value_counts_though_its_worker_is_lost_while_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is left to do it again: what has come is all there is."""
    monkeypatch.setattr("annual_report.engine.cluster.can_fork", lambda: False)
    local = LocalCluster(n_workers=1, processes=False, dashboard_address=":0")
    gather = Client._gather

    async def gather_and_lose_the_worker(client: Client, futures: list[Any]) -> list[Any]:
        values = await gather(client, futures)
        local.scale(0)
        while futures[0].status == "finished":
            await asyncio.sleep(0)
        return values

    monkeypatch.setattr(Client, "_gather", gather_and_lose_the_worker)
    with local, executor(Run(scheduler=local.scheduler_address)) as (workers, _):
        assert workers.submit(abs, -1).result() == 1


def test_limits_are_those_of_the_batch_and_not_of_the_one_before(cluster: Cluster) -> None:
    bounds = []
    for mebibytes in (500, 5000):
        run = Run(scheduler=cluster.address, limits=Limits(300, mebibytes))
        with executor(run) as (workers, _):
            bounds.append(workers.submit(resource.getrlimit, resource.RLIMIT_AS).result()[0])
    assert bounds[1] - bounds[0] > 2**30


def test_a_scheduler_that_is_not_there_is_named(
    reports: Callable[..., int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annual_report.engine.cluster.PATIENCE", 1)
    assert reports("out", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "连不上 SCHEDULER=tcp://127.0.0.1:9" in capsys.readouterr().out


def test_a_lost_worker_costs_no_report(
    cluster: Cluster, reports: Callable[..., int], tmp_path: Path, warm: None
) -> None:
    assert reports("alone") == 0
    options = ["--params", str(tmp_path / "params"), "--out", str(tmp_path / "out"), "--formats", "md"]
    command = [sys.executable, "-m", "annual_report", "reports", *options, "--scheduler", cluster.address]
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=paths.PROJECT)
    while not list(tmp_path.glob("out/*/*/report.md")):
        time.sleep(0.05)
        assert driver.poll() is None
    kill(cluster.workers[0])
    done_by_then = len(list(tmp_path.glob("out/*/*/report.md")))
    printed, _ = driver.communicate(timeout=300)
    assert (driver.returncode, done_by_then < REPORTS) == (0, True), printed
    rows = json.loads((tmp_path / "out/check.json").read_text(encoding="utf-8"))
    assert len({(row["agency"], row["year"]) for row in rows}) == len(rows) == REPORTS
    assert {row["status"] for row in rows} == {"passed"}
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
