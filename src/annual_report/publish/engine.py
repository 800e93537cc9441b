"""A papermill engine that forks: the cells run in a child of this process, which has imported everything already.

A kernel takes a second to start and several to import what a report needs. A forked child has both at once, and
whatever becomes of it (it hangs, eats memory, kills itself) it is the end of that notebook alone. Where there is no
fork, papermill's ordinary engine starts a kernel; both give the same notebook, byte by byte.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import struct
import time
import warnings
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, NoReturn

import nbformat
from papermill.engines import Engine, papermill_engines

from annual_report.errors import EngineError
from annual_report.model.verdicts import forget_key
from annual_report.publish.choices import FORK, KERNEL
from annual_report.publish.limits import Limits, limit_memory

# The names under which papermill knows the engines; its own goes by none.
ENGINES = {FORK: "annual-report-fork", KERNEL: None}

# What comes next is imported while the child is at work.
NEXT = "nbconvert.exporters"

LENGTH = struct.Struct("!Q")
DONE, FAILED = b"+", b"-"

BROKEN = "运行报告的进程出错（{reason}）"


def warm(modules: Iterable[str]) -> None:
    """Import and rehearse now what every child would do by itself, and share it with all of them."""
    for name in ("annual_report.publish.cells", NEXT, *modules):
        module = import_module(name)
        if hasattr(module, "rehearse"):
            module.rehearse()
    # A collection in a child would write to, and so copy, every page that it shares with this process.
    gc.collect()
    gc.freeze()
    # What works on reports makes much and keeps little, and soon ends.
    gc.set_threshold(50_000, 20, 20)


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
            return json.dumps(nb_man.nb).encode()

        notebook = nbformat.from_dict(json.loads(in_child(work, limits)))
        # The manager holds the notebook that papermill goes on with.
        nb_man.nb.update(notebook)
        # The child has counted the cells on its own copy of the progress bar.
        nb_man.complete_pbar()


papermill_engines.register(ENGINES[FORK], ForkEngine)


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
        forget_key()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        limit_memory(limits.mebibytes)
        try:
            answer = DONE + work()
        except BaseException as error:
            answer = FAILED + f"{type(error).__name__}: {error}".encode(errors="backslashreplace")
        with open(writing, "wb") as pipe:
            pipe.write(LENGTH.pack(len(answer)) + answer)
    finally:
        os._exit(0)


def _read_answer(reading: int, child: int, limits: Limits) -> bytes:
    """Read all that the child writes. Raises EngineError where it takes too long or ends before."""
    deadline = time.monotonic() + limits.seconds
    answer = b""
    while len(answer) < LENGTH.size or len(answer) < LENGTH.size + LENGTH.unpack(answer[: LENGTH.size])[0]:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise EngineError(limits.too_slow)
        # What the child started may hold the pipe open after its end.
        piece = os.read(reading, 2**20) if select.select([reading], [], [], min(remaining, 1))[0] else None
        if piece == b"" or (piece is None and _has_ended(child)):
            raise EngineError(_reason(child, limits))
        answer += piece or b""
    return answer[LENGTH.size :]


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _reason(child: int, limits: Limits) -> str:
    """Say how a child ended that did not answer."""
    end = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    if end is None or end.si_code == os.CLD_EXITED:
        return limits.lost(0, end.si_status if end else 0)
    return limits.lost(end.si_status, 0)


def _end(child: int) -> None:
    """End a child and all that it started; it is not reaped before, so that its number is nobody else's."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
