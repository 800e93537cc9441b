"""The warm process: imports what every report needs, then forks a child for every call it is asked for.

    python -m annual_report.engine.warm.server SOCKET CODE MINUTES MODULE...

CODE is the fingerprint of the code it is to import; where that was edited meanwhile, it takes no call. Where MINUTES is
empty it ends with the process that started it; else when nobody has asked it anything for so long. The MODULES, which
whoever starts it names, are imported beforehand. It never works itself: what a call does, sees or leaves behind ends
with its child.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from annual_report.engine import fingerprints
from annual_report.engine.light_imports import light_imports
from annual_report.engine.limits import limit_memory
from annual_report.engine.warm import world
from annual_report.engine.warm.messages import GREETING, Answer, Call, Loss, Stale, receive, send

# How often it looks whether its time has come, in milliseconds.
TICK = 500
# How long a child may take to put away what is half done, in seconds.
PATIENCE = 5
# What exporting may take beyond the limit of the notebook itself, in seconds.
BEYOND = 300


@dataclass
class Child:
    """A child at work, and the connection to the one who asked."""

    number: int
    connection: socket.socket
    abandoned: float | None = None


class Server:
    """Takes calls on a socket until it is no longer needed."""

    def __init__(self, path: Path, code: str, minutes: float | None) -> None:
        self.path, self.code, self.minutes = path, code, minutes
        self.listener = _listener(path)
        self.inode = path.stat().st_ino
        self.children: dict[int, Child] = {}
        self.poll = select.poll()

    def serve(self) -> None:
        """Answer until it is no longer needed."""
        self.imported = world.imported_files()
        self.last = time.monotonic()
        self.poll.register(self.listener, select.POLLIN)
        if self.minutes is None:
            # From here on there may be something half done, which is put away first.
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            self.poll.register(0, 0)  # standard input closes with the process that started this one
        while self._is_needed():
            for descriptor, event in self.poll.poll(TICK):
                self._heed_event(descriptor, event)
            self._reap()
        self._leave()

    def _heed_event(self, descriptor: int, event: int) -> None:
        if descriptor == self.listener.fileno():
            self._accept()
            return
        self.poll.unregister(descriptor)
        if descriptor == 0:
            self.minutes = 0
        for child in self.children.values():
            # Whoever asked has gone: nobody wants the answer any more.
            if descriptor in (0, child.connection.fileno()):
                child.abandoned = time.monotonic()
                os.kill(child.number, signal.SIGTERM)

    def _accept(self) -> None:
        connection, _ = self.listener.accept()
        self.last = time.monotonic()
        number = os.fork()
        if not number:
            self.listener.close()
            for child in self.children.values():
                child.connection.close()
            _answer(connection, self.imported)
        self.children[number] = Child(number, connection)
        self.poll.register(connection, select.POLLRDHUP)

    def _reap(self) -> None:
        """Take leave of children that have ended, and say so for those that could not answer themselves."""
        for child in list(self.children.values()):
            if child.abandoned and time.monotonic() - child.abandoned > PATIENCE:
                os.kill(child.number, signal.SIGKILL)
            ended, status = os.waitpid(child.number, os.WNOHANG)
            if ended:
                self._forget_child(child, status)

    def _forget_child(self, child: Child, status: int) -> None:
        del self.children[child.number]
        self.last = time.monotonic()
        with contextlib.suppress(KeyError):
            self.poll.unregister(child.connection)
        if status:
            loss = Loss(os.WTERMSIG(status), os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0)
            with contextlib.suppress(OSError):
                send(child.connection, loss)
        child.connection.close()

    def _is_needed(self) -> bool:
        if self.children or self.minutes is None:
            return True
        return time.monotonic() - self.last < self.minutes * 60 and self._is_known()

    def _is_known(self) -> bool:
        """Whether those who ask still come here: another warm process may have taken over the name."""
        with contextlib.suppress(OSError):
            return self.path.stat().st_ino == self.inode
        return False

    def _leave(self) -> None:
        self.listener.close()
        if self._is_known():
            self.path.unlink(missing_ok=True)
            # What was judged is of no use to other code.
            for file in self.path.parent.glob(f"{self.code}-*"):
                file.unlink(missing_ok=True)


def _listener(path: Path) -> socket.socket:
    """Listen on a socket that only this user may open, put into place when it is ready to be asked."""
    listener = socket.socket(socket.AF_UNIX)
    own = path.with_name(f"{path.name}.{os.getpid()}")
    before = os.umask(0o177)
    try:
        listener.bind(str(own))
    finally:
        os.umask(before)
    listener.listen(128)
    own.replace(path)
    return listener


def _answer(connection: socket.socket, imported: Mapping[str, object]) -> NoReturn:
    """Do in this child what is asked, and leave."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        connection.sendall(GREETING)
        received = receive(connection)
        if received and received.message.is_first and world.is_stale(imported):
            send(connection, Stale())
        elif received:
            _move_to_caller(received.message, received.descriptors)
            send(connection, _call(received.message))
        code = 0
    except BaseException:
        code = 1
    finally:
        os._exit(code)


def _stop(_: int, __: object) -> NoReturn:
    """End as after an interruption: what is half done is put away, and what was started is ended."""
    raise KeyboardInterrupt


def _move_to_caller(call: Call, descriptors: list[int]) -> None:
    """Be where the caller is: streams, folder, environment, mode mask, time zone."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    for name, number, (encoding, errors) in zip(("stdout", "stderr"), (1, 2), call.streams, strict=False):
        setattr(sys, name, open(number, "w", encoding=encoding, errors=errors, buffering=1, closefd=False))  # noqa: SIM115
    os.chdir(call.folder)
    os.umask(call.mask)
    os.environ.clear()
    os.environ.update(call.environment)
    time.tzset()
    # Found once and kept: where the files of another one lay.
    tempfile.tempdir = None


def _call(call: Call) -> Answer:
    limit_memory(call.limits.mebibytes)
    if not call.streams:
        # The signal's own action, an end without a word, holds whatever is running.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(call.limits.seconds + BEYOND)
    try:
        return Answer(call.function(*call.arguments))
    except BaseException as error:
        return Answer(error=error)
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()


def main() -> None:
    """Become a warm process, as the command line says."""
    path, code, minutes, *modules = sys.argv[1:]
    world.heed_signals()
    # Files for a while go where its socket is: no other folder is sure to be there as long as it is asked.
    tempfile.tempdir = str(Path(path).parent)
    # There before it is ready, so that it can be asked for at once: the first call waits in the socket's queue.
    server = Server(Path(path), code, float(minutes) if minutes else None)
    if minutes and os.fork():
        # Nobody's child any more: whoever started it may go on, and needs to know only that there is a socket.
        os._exit(0)
    # Nobody's folder is held, and no call is about this one.
    os.chdir("/")
    # Threads do not survive a fork.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with light_imports():
        # papermill finds the engine by its entry point, so the engine must not be imported first.
        import papermill  # noqa: F401, I001
        from annual_report.engine.papermill_engine import warm

        warm(modules)
    if fingerprints.code() == code:
        server.serve()


if __name__ == "__main__":
    main()
