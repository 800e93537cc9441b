"""Do work in a forked child: it has everything this process has imported, and if it dies, nothing else does.

Without it a notebook that hangs, leaves or takes all the memory would end the command, or the batch, that runs it. What
becomes of a child that does not come to its end: tests/engine/test_papermill_engine.py.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import time
import warnings
from collections.abc import Callable
from typing import NoReturn

from annual_report.engine.limits import Limits, limit_memory
from annual_report.errors import EngineError

LENGTH = struct.Struct("!Q")
DONE, FAILED = b"+", b"-"

BROKEN = "运行报告的进程出错（{reason}）"


def in_child(work: Callable[[], bytes], limits: Limits, meanwhile: Callable[[], object] = lambda: None) -> bytes:
    """Return what `work` returns in a forked child; here something else is done `meanwhile`.

    Raises EngineError where it does not come to its end, whatever the reason.
    """
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
        meanwhile()
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
