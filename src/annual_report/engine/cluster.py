"""A Dask cluster does the work: every worker keeps a warm process, every report is a child of one.

How to start a cluster, and what Dask does when a worker is lost: docs/cluster.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from concurrent.futures import wait as await_all
from contextlib import ExitStack, contextmanager
from typing import Any

from distributed import Client, Worker, WorkerPlugin, get_worker
from distributed import Future as DaskFuture

from annual_report.engine import fingerprints
from annual_report.engine.environment import environment_with
from annual_report.engine.limits import Limits
from annual_report.engine.run import Run
from annual_report.engine.settings import EPOCH_VARIABLE, can_fork
from annual_report.engine.warm import client
from annual_report.errors import InputError, Problem

PLUGIN = "annual-report"

# How long to wait for the scheduler, and for its first worker, in seconds.
PATIENCE = 30

# What decides how reports come out, wherever they are built, and is not in the run that travels with every call.
DECIDING = (EPOCH_VARIABLE,)

NOT_REACHED = "连不上 SCHEDULER={address}（{reason}）：请检查地址，看调度进程是否已启动"
NO_WORKERS = "SCHEDULER={address} 上还没有工作进程：请先用 dask worker 启动"
DIFFERENT = "工作进程 {worker} 上的程序、软件包、规则或模板与本机不同：请在各台机器上安装同一版本"


@contextmanager
def executor(run: Run) -> Iterator[tuple[Executor, int]]:
    """Give an executor whose calls run on the cluster of a run, and how many it runs at once.

    Raises InputError where the scheduler or a worker cannot be reached, and where a worker has another version.
    """
    address = run.scheduler
    try:
        cluster = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError([Problem(NOT_REACHED.format(address=address, reason=error), found=address)]) from error
    with cluster:
        _require_workers(cluster, address)
        plugin = WarmWorker(fingerprints.toolkit(run.places), run, _environment())
        cluster.register_plugin(plugin)
        yield ClusterExecutor(cluster, plugin, run.limits), sum(cluster.nthreads().values())


class WarmWorker(WorkerPlugin):
    """Gives a worker a warm process that ends with it, and refuses a worker that would build other reports.

    It goes by the code, rules and look that it was made for: after a change it is another one.
    """

    idempotent = True

    def __init__(self, toolkit: str, run: Run, environment: Mapping[str, str]) -> None:
        self.toolkit, self.run, self.environment = toolkit, run, environment
        self.name = f"{PLUGIN}-{toolkit}"
        self.process: client.WarmProcess | None = None

    def setup(self, worker: Worker) -> None:
        """Start the process. Raises InputError where code, packages, rules or look are not those of the batch."""
        with environment_with(self.environment):
            is_same = fingerprints.toolkit(self.run.places) == self.toolkit
        if not is_same:
            raise InputError([Problem(DIFFERENT.format(worker=worker.address), found=worker.address)])
        for other in list(worker.plugins.values()):
            if isinstance(other, WarmWorker) and other is not self:
                other.teardown(worker)
        self.until_the_end = ExitStack()
        if can_fork():
            self.process = self.until_the_end.enter_context(client.private_process(self.run))

    def teardown(self, worker: Worker) -> None:
        """End the process."""
        self.until_the_end.close()

    def call(self, limits: Limits, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function in a child of the process, or here where there is none.

        The limits come with every call: a batch finds here the process that an earlier one, with others, had started.
        """
        return self.process.call_within(limits, function, *arguments) if self.process else function(*arguments)


class ClusterExecutor(Executor):
    """Calls functions on the workers of a cluster; what was lost with a worker is done again by another.

    Dask's own executor asks how a call ended once its value has come, and takes the value for an error where the worker
    was lost in between.
    """

    def __init__(self, cluster: Client, plugin: WarmWorker, limits: Limits) -> None:
        self.cluster = cluster
        self.told = plugin.name, plugin.environment, limits
        self.under_way: dict[Future[Any], DaskFuture] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Schedule a call on some worker."""
        future: Future[Any] = Future()
        self.under_way[future] = self.cluster.submit(on_worker, *self.told, fn, *args, pure=False)
        future.add_done_callback(self.under_way.pop)
        self.cluster.loop.add_callback(_hand_over, self.under_way[future], future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for all calls; `cancel_futures` gives up those that have not begun."""
        if cancel_futures:
            self.cluster.cancel(list(self.under_way.values()))
        elif wait:
            await_all(list(self.under_way))


async def _hand_over(call: DaskFuture, future: Future[Any]) -> None:
    """Give a future the value or the exception of a call, whatever becomes of the worker that did it."""
    try:
        future.set_result(await call)
    except BaseException as error:
        future.set_exception(error)


def on_worker(
    name: str, environment: Mapping[str, str], limits: Limits, function: Callable[..., Any], *arguments: Any
) -> Any:
    """Call a function in a child of this worker's warm process."""
    plugin: WarmWorker = get_worker().plugins[name]
    return plugin.call(limits, _call_surrounded, environment, function, *arguments)


def _call_surrounded(environment: Mapping[str, str], function: Callable[..., Any], *arguments: Any) -> Any:
    os.environ.update(environment)
    return function(*arguments)


def _environment() -> dict[str, str]:
    """Return what of the environment here decides how reports come out there."""
    return {name: os.environ[name] for name in DECIDING if name in os.environ}


def _require_workers(cluster: Client, address: str) -> None:
    try:
        cluster.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise InputError([Problem(NO_WORKERS.format(address=address), found=address)]) from error
