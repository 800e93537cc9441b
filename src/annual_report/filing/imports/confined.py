"""Reading of files over which libraries may take too long, or too much memory: in a process of its own, bounded."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress

from annual_report.filing.imports.document import Refused, SourceDocument

# Of a processor: a report of thirty pages takes two.
SECONDS = 20
# Beyond what the process has when it starts.
MEBIBYTES = 1024

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
        os.close(reader)
        _answer(read, content, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    if not told:
        slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
        raise Refused(TOO_SLOW.format(seconds=SECONDS) if slow else DIED)
    result = pickle.loads(told)
    if isinstance(result, Exception):
        raise result
    assert isinstance(result, SourceDocument)
    return result


def _answer(read: Callable[[bytes], SourceDocument], content: bytes, writer: int) -> None:
    """Read in a child, write down what came of it, and end at once: nothing of the parent is to run twice."""
    try:
        _limit()
        result: SourceDocument | Exception = read(content)
    except MemoryError:
        result = Refused(TOO_LARGE)
    except Exception as error:
        result = error
    with suppress(BaseException), os.fdopen(writer, "wb") as file:
        file.write(pickle.dumps(result))
    os._exit(0)


def _limit() -> None:
    """Bound what this process may take, where the system can do that."""
    with suppress(ImportError, OSError, ValueError):
        import resource
        from pathlib import Path

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        most = mapped + MEBIBYTES * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
