"""Who does the work of a batch: processes of this machine, or a Dask cluster; all speak concurrent.futures.Executor."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from multiprocessing import get_context
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import Any

from annual_report.engine.light_imports import light_imports
from annual_report.engine.run import Run
from annual_report.engine.warm import client
from annual_report.engine.warm.client import NoWarmProcessError, WarmProcess
from annual_report.errors import EngineError, InputError, Problem

NO_CLUSTER = "SCHEDULER 需要 distributed：请安装 annual-report[cluster]"

LOST = "做这份报告的进程中途没有了：多半是内存不够，请减少同时生成的报告数（JOBS）后重试"


@contextmanager
def executor(run: Run) -> Iterator[tuple[Executor, int]]:
    """Give the executor of a run, and how many calls it runs at once.

    Raises InputError for a cluster that cannot be reached.
    """
    if run.scheduler:
        with _cluster().executor(run) as chosen:
            yield chosen
        return
    with _warm_process(run) as process:
        chosen = WarmExecutor(process, run.jobs) if process else ProcessExecutor(run.preload, run.jobs)
        with chosen as workers:
            yield workers, run.jobs


def _cluster() -> ModuleType:
    try:
        return import_module("annual_report.engine.cluster")
    except ModuleNotFoundError as error:
        raise InputError([Problem(NO_CLUSTER)]) from error


@contextmanager
def _warm_process(run: Run) -> Iterator[WarmProcess | None]:
    """Give the warm process that commands share, or one of our own; None where there can be none."""
    process = None
    with ExitStack() as until_the_end:
        with suppress(NoWarmProcessError):
            found = (
                client.shared_process(run) if run.is_warm else until_the_end.enter_context(client.private_process(run))
            )
            found.meet()
            process = found
        yield process


class WarmExecutor(Executor):
    """Calls functions in children of a warm process, so many at once; a child that is lost costs its call alone."""

    def __init__(self, process: WarmProcess, jobs: int) -> None:
        self.process = process
        self.threads = ThreadPoolExecutor(jobs)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Schedule a call; its future raises EngineError where the child did not come to its end."""
        return self.threads.submit(self.process.call, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; `cancel_futures` gives up those under way, too."""
        if cancel_futures:
            self.threads.shutdown(wait=False, cancel_futures=True)
            self.process.stop()
        self.threads.shutdown(wait=wait)


class ProcessExecutor(Executor):
    """Calls functions in new processes, so many at once; a process that is lost costs its call alone."""

    def __init__(self, modules: tuple[str, ...], jobs: int) -> None:
        self.modules = modules
        self.threads = ThreadPoolExecutor(jobs)
        # Each is a pool of one process: a pool that loses one of many breaks off the calls of all.
        self.free: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Schedule a call; its future raises EngineError where the process did not come to its end."""
        return self.threads.submit(self._call, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; `cancel_futures` gives up those that have not begun."""
        self.threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        while not self.free.empty():
            self.free.get().shutdown(wait=wait)

    def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        process = self._process()
        try:
            value = process.submit(function, *arguments).result()
        except BrokenProcessPool as error:
            process.shutdown()
            raise EngineError(LOST) from error
        except BaseException:
            self.free.put(process)
            raise
        self.free.put(process)
        return value

    def _process(self) -> ProcessPoolExecutor:
        try:
            return self.free.get_nowait()
        except Empty:
            return ProcessPoolExecutor(1, get_context("spawn"), _start, (self.modules,))


@light_imports()
def _start(modules: tuple[str, ...]) -> None:
    """Prepare a process of a pool: an interruption is for the one that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in modules:
        import_module(name)
