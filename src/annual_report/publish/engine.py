"""A papermill engine that forks: the cells run in a child of this process, which has imported everything already.

A kernel takes a second to start and several to import what a report needs. A forked child has both at once, and
whatever becomes of it (it hangs, eats memory, kills itself) it is the end of that notebook alone. Where there is no
fork, papermill's ordinary engine starts a kernel; both give the same notebook, byte by byte.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

import nbformat
from papermill.engines import Engine, papermill_engines

from annual_report.errors import EngineError, InputError, Problem
from annual_report.wording import listed, suggestion

FORK, KERNEL = "fork", "kernel"
ENGINE_VARIABLE = "ANNUAL_REPORT_ENGINE"
TIME_VARIABLE, MEMORY_VARIABLE = "ANNUAL_REPORT_SECONDS", "ANNUAL_REPORT_MEBIBYTES"

# What a report may take: seconds, and memory beyond what this process has already.
SECONDS, MEBIBYTES = 300, 2048

# The names under which papermill knows the engines; its own goes by none.
ENGINES = {FORK: "annual-report-fork", KERNEL: None}

# What comes next is imported while the child is at work.
NEXT = "nbconvert.exporters"

LENGTH = struct.Struct("!Q")
DONE, FAILED = b"+", b"-"

UNKNOWN_ENGINE = "没有「{name}」这种运行方式{suggestion}（可用：{known}）"
WRONG_LIMIT = "{name}={value} 应是正整数"
TIMED_OUT = "运行超过 {seconds} 秒，已终止：请检查笔记本里有没有停不下来的步骤（时限可用 {variable} 调整）"
KILLED = "运行报告的进程被系统终止（{signal}）：多半是内存不够，请减少同时生成的报告数（JOBS）后重试"
LEFT = "笔记本里的程序自行退出（退出码 {code}），没有写完报告：请去掉退出语句"
BROKEN = "运行报告的进程出错（{reason}）"
OUT_OF_MEMORY = "运行报告用的内存超过上限（{mebibytes} MiB）：请检查笔记本里占内存的步骤（上限可用 {variable} 调整）"


def chosen_engine() -> str:
    """Return how notebooks are executed: as the variable says, else by fork on Linux, else by a kernel.

    Raises InputError for an unknown way.
    """
    name = os.environ.get(ENGINE_VARIABLE) or (FORK if sys.platform == "linux" else KERNEL)
    if name not in ENGINES:
        words = UNKNOWN_ENGINE.format(name=name, suggestion=suggestion(name, ENGINES), known=listed(ENGINES))
        raise InputError([Problem(words, found=name)])
    return name if hasattr(os, "fork") else KERNEL


def warm(modules: Iterable[str]) -> None:
    """Import now what every child would import by itself, and share it with all of them."""
    for name in ("annual_report.publish.cells", NEXT, *modules):
        import_module(name)
    # A collection in a child would write to, and so copy, every page that it shares with this process.
    gc.collect()
    gc.freeze()


class ForkEngine(Engine):
    """Executes a notebook in a forked child: a real IPython shell and nbclient's own handling of what it says."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute the notebook. Raises EngineError where the child does not come to its end."""
        limits = Limits.chosen()

        def work() -> bytes:
            # Imported here: a process that only waits needs no shell.
            from annual_report.publish.cells import run_cells

            run_cells(nb_man, kernel_name, options)
            return str(nbformat.writes(nb_man.nb)).encode()

        notebook = nbformat.reads(in_child(work, limits).decode(), as_version=4)
        # The manager holds the notebook that papermill goes on with.
        nb_man.nb.update(notebook)
        # The child has counted the cells on its own copy of the progress bar.
        nb_man.complete_pbar()


papermill_engines.register(ENGINES[FORK], ForkEngine)


@dataclass(frozen=True)
class Limits:
    """What one report may take."""

    seconds: int
    mebibytes: int

    @classmethod
    def chosen(cls) -> Limits:
        """Return the limits that the environment sets. Raises InputError for one that is no number."""
        return cls(_positive(TIME_VARIABLE, SECONDS), _positive(MEMORY_VARIABLE, MEBIBYTES))


def _positive(variable: str, otherwise: int) -> int:
    value = os.environ.get(variable) or str(otherwise)
    if not value.isdecimal() or not int(value):
        raise InputError([Problem(WRONG_LIMIT.format(name=variable, value=value), found=value)])
    return int(value)


def in_child(work: Callable[[], bytes], limits: Limits) -> bytes:
    """Return what `work` returns in a forked child. Raises EngineError where it does not, whatever the reason."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Python warns of forks beside threads; the child touches nothing that another thread could hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(reading)
        _work_and_leave(work, writing, limits)
    os.close(writing)
    try:
        import_module(NEXT)
        answer = _read_answer(reading, child, limits)
    finally:
        os.close(reading)
        _end(child)
    if answer[:1] == FAILED:
        raise EngineError(BROKEN.format(reason=answer[1:].decode()))
    return answer[1:]


def _work_and_leave(work: Callable[[], bytes], writing: int, limits: Limits) -> NoReturn:
    """Do the work of the child, and leave without what an ordinary end would do a second time."""
    try:
        # A group of its own, so that what it starts ends with it, and Ctrl-C stops the parent alone.
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _limit_memory(limits.mebibytes)
        try:
            answer = DONE + work()
        except BaseException as error:
            answer = FAILED + f"{type(error).__name__}: {error}".encode(errors="backslashreplace")
        with open(writing, "wb") as pipe:
            pipe.write(LENGTH.pack(len(answer)) + answer)
    finally:
        os._exit(0)


def _limit_memory(mebibytes: int) -> None:
    """Bound what this process may map beyond what it has mapped already, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _read_answer(reading: int, child: int, limits: Limits) -> bytes:
    """Read all that the child writes. Raises EngineError where it takes too long or ends before."""
    deadline = time.monotonic() + limits.seconds
    answer = b""
    while len(answer) < LENGTH.size or len(answer) < LENGTH.size + LENGTH.unpack(answer[: LENGTH.size])[0]:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise EngineError(TIMED_OUT.format(seconds=limits.seconds, variable=TIME_VARIABLE))
        # What the child started may hold the pipe open after its end.
        piece = os.read(reading, 2**20) if select.select([reading], [], [], min(remaining, 1))[0] else None
        if piece == b"" or (piece is None and _has_ended(child)):
            raise EngineError(_reason(child))
        answer += piece or b""
    return answer[LENGTH.size :]


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _reason(child: int) -> str:
    """Say how a child ended that did not answer."""
    end = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    if end is None or end.si_code == os.CLD_EXITED:
        return LEFT.format(code=end.si_status if end else "")
    return KILLED.format(signal=signal.Signals(end.si_status).name)


def _end(child: int) -> None:
    """End a child and all that it started; it is not reaped before, so that its number is nobody else's."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
