"""Reading of files over which libraries may take too long, or too much memory: in a process of its own, bounded."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from annual_report.filing.imports.document import Refused, SourceDocument

# Of a processor: a report of thirty pages takes two. And by the clock, however busy the machine is.
SECONDS, PATIENCE = 7, 60
# Beyond what the process has when it starts.
MEBIBYTES = 1024

# What a child that has no answer ends with.
FAILED, OUT_OF_MEMORY = 1, 2

TOO_SLOW = "读了 {seconds} 秒还没有读完，不读了：文件可能损坏，请从原来的文件另存"
TOO_LARGE = "读这个文件要用的内存超过上限，不读了：文件可能损坏，请从原来的文件另存"
DIED = "读这个文件的程序中途停止了：文件可能损坏，请从原来的文件另存"


def confined(read: Callable[[bytes], SourceDocument], content: bytes) -> SourceDocument:
    """Return what `read` makes of a file; it may take so many seconds and so much memory. Raises Refused."""
    if not hasattr(os, "fork"):
        return read(content)
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _answer(read, content, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    if status or not told:
        raise Refused(_reason(status))
    result = pickle.loads(told)
    if isinstance(result, Exception):
        raise result
    assert isinstance(result, SourceDocument)
    return result


def _answer(read: Callable[[bytes], SourceDocument], content: bytes, writer: int) -> NoReturn:
    """Read in a child, write down what came of it, and end: whatever happens, nothing of the parent runs twice."""
    code = FAILED
    try:
        _limit()
        answer = pickle.dumps(_outcome(read, content))
        with os.fdopen(writer, "wb") as file:
            file.write(answer)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _outcome(read: Callable[[bytes], SourceDocument], content: bytes) -> SourceDocument | Exception:
    try:
        return read(content)
    except MemoryError:
        raise
    except Exception as error:
        return error


def _reason(status: int) -> str:
    """Return what to say of a child that ended without an answer."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM):
        return TOO_SLOW.format(seconds=PATIENCE if os.WTERMSIG(status) == signal.SIGALRM else SECONDS)
    return TOO_LARGE if os.WIFEXITED(status) and os.WEXITSTATUS(status) == OUT_OF_MEMORY else DIED


def _limit() -> None:
    """Bound what this process may take, where the system can do that."""
    with suppress(ImportError, OSError, ValueError):
        import resource
        from pathlib import Path

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        most = mapped + MEBIBYTES * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
