"""Ask a warm process: the one this user's commands share, or a private one that ends with whoever started it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.engine import fingerprints
from annual_report.engine.limits import Limits, positive
from annual_report.engine.run import Run
from annual_report.engine.settings import can_fork
from annual_report.engine.warm import world
from annual_report.engine.warm.messages import GREETING, Answer, Call, Loss, Stale, call_of, receive, send
from annual_report.errors import EngineError

# How long the shared process waits for another command, in minutes.
MINUTES = 10
MINUTES_VARIABLE = "ANNUAL_REPORT_WARM_MINUTES"

# How often it is looked whether a process has come up, in seconds.
STEP = 0.02
# How long the answer to an interruption is awaited, and a process that somebody starts, in seconds.
PATIENCE, STARTING = 10, 60

GONE = "常驻进程没有回答就退出了，请重试（也可以用 WARM=0 不经过它）"
NO_FORK = "这个系统上没有常驻进程"
NOT_OURS = "{folder} 不是本用户的私有文件夹"


class NoWarmProcessError(EngineError):
    """There is no warm process, and none could be started: whoever asked does the work alone."""


class WarmProcess:
    """A warm process that has imported some code, by its socket; `start` is called where nobody listens there."""

    def __init__(self, path: Path, code: str, limits: Limits, start: Callable[[Path], object]) -> None:
        self.path, self.code, self.limits, self.start = path, code, limits, start
        self.connections: set[socket.socket] = set()
        self.is_stopped = False

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function in a child of the warm process and return what it returns.

        Raises what it raises, EngineError where its child did not come to its end, NoWarmProcessError where nobody
        answers at all.
        """
        return self.call_within(self.limits, function, *arguments)

    def call_within(self, limits: Limits, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function as above, within limits of its own: who asks may be another one than who started it."""
        return self._ask(call_of(limits, function, arguments))

    def meet(self) -> None:
        """Make sure that somebody answers who has imported what the files hold now. Raises as `call` does."""
        self._ask(call_of(self.limits, os.getpid, (), is_first=True))

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function that prints, with this process's own standard streams; raises as `call` does."""
        if None in (sys.stdin, sys.stdout, sys.stderr):  # closed by whoever started this process
            raise NoWarmProcessError(GONE)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        return self._ask(call_of(self.limits, function, arguments, with_streams=True, is_first=True), (0, 1, 2))

    def verdicts_file(self, arguments: Sequence[str]) -> Path:
        """Return where a command keeps what was judged: another place for other code, and for another command."""
        asked = (os.getcwd(), *arguments)  # noqa: PTH109  (as text)
        return self.path.with_name(f"{self.code}-{blake2b(repr(asked).encode(), digest_size=8).hexdigest()}.verdicts")

    def stop(self) -> None:
        """Give up on every call under way: what it has half done is put away."""
        self.is_stopped = True
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _ask(self, call: Call, descriptors: tuple[int, ...] = ()) -> Any:
        answer = self._ask_once(call, descriptors)
        # Whoever was asked may not know the files as they are, or be gone itself: then another one is asked, once.
        if isinstance(answer, Stale) or (answer is None and not descriptors and not self.is_stopped):
            answer = self._ask_once(call, descriptors)
        return _value(answer, call.limits)

    def _ask_once(self, call: Call, descriptors: tuple[int, ...]) -> Answer | Loss | Stale | None:
        found = self._state()
        with self._connect(found) as connection:
            self.connections.add(connection)
            try:
                answer = _hand_over(connection, call, descriptors)
            except OSError as error:
                raise NoWarmProcessError(GONE) from error
            finally:
                self.connections.discard(connection)
        if isinstance(answer, Stale):
            self._begin(found)
        return answer

    def _connect(self, found: object) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        try:
            if connection.connect_ex(str(self.path)):
                self._begin(found)
                connection.connect(str(self.path))
        except BaseException as error:
            connection.close()
            if isinstance(error, OSError):
                raise NoWarmProcessError(GONE) from error
            raise
        return connection

    def _begin(self, found: object) -> None:
        """Start a process in place of the one whose socket was found, unless somebody else has done so meanwhile."""
        if self.is_stopped or not self.path.parent.is_dir():
            raise NoWarmProcessError(GONE)
        from filelock import FileLock, Timeout

        try:
            with FileLock(f"{self.path}.lock", timeout=STARTING):
                if self._state() == found:
                    self.start(self.path)
        except Timeout as error:
            raise NoWarmProcessError(GONE) from error

    def _state(self) -> object:
        """Return what tells one socket in this place from the next; None where there is none."""
        with contextlib.suppress(OSError):
            state = self.path.lstat()
            return state.st_ino, state.st_ctime_ns
        return None


def shared_process(run: Run) -> WarmProcess:
    """Return the process that this user's commands share; it is started when it is first asked.

    It is known by code and packages, by what it imports beforehand, by Python and what decides where Python finds all
    that, and by what a process cannot shake off: one that has imported something else, or lives under other limits, is
    never asked. Raises NoWarmProcessError where there can be none.
    """
    _require_fork()
    code = fingerprints.code()
    python = (sys.executable, sys.path[1:], sys.flags, sys.getfilesystemencoding(), str(paths.PACKAGE), code)
    known_by = (*python, run.preload, sorted(world.environment().items()), world.inherited_limits())
    key = blake2b(repr(known_by).encode(errors="surrogateescape"), digest_size=12).hexdigest()
    minutes = str(positive(MINUTES_VARIABLE, MINUTES))
    socket_of_all = private_folder() / f"{key}.socket"
    return WarmProcess(socket_of_all, code, run.limits, lambda path: _start(path, code, run.preload, minutes))


@contextmanager
def private_process(run: Run) -> Iterator[WarmProcess]:
    """Give a process that ends with this one, or before. Raises NoWarmProcessError where there can be none."""
    _require_fork()
    with tempfile.TemporaryDirectory(prefix="annual-report-") as folder:
        path = Path(folder, "socket")
        code = fingerprints.code()
        started: list[subprocess.Popen[bytes]] = []
        process = WarmProcess(path, code, run.limits, lambda path: started.append(_start(path, code, run.preload)))
        process.start(path)
        try:
            yield process
        finally:
            process.stop()
            for each in started:
                _await_end(each)


def _await_end(process: subprocess.Popen[bytes]) -> None:
    """Wait until a private process has put away what was half done; one that only imports, or is stopped, is ended."""
    process.terminate()
    try:
        process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def _require_fork() -> None:
    if not can_fork():
        raise NoWarmProcessError(NO_FORK)


def private_folder() -> Path:
    """Return the folder for what lives as long as the session, open to this user only. Raises NoWarmProcessError."""
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = base / f"annual-report-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
    except OSError as error:
        raise NoWarmProcessError(str(error)) from error
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or not folder.is_dir() or folder.is_symlink():
        raise NoWarmProcessError(NOT_OURS.format(folder=folder))
    return folder


def _start(path: Path, code: str, preload: Sequence[str], minutes: str = "") -> subprocess.Popen[bytes]:
    """Start a warm process and wait until it can be asked; it imports while the first call waits."""
    path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "annual_report.engine.warm.server", str(path), code, minutes, *preload]
    entry = subprocess.DEVNULL if minutes else subprocess.PIPE
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=entry, stdout=quiet, stderr=quiet, env=world.environment(), start_new_session=True
    )
    if minutes:
        process.wait()
    # The socket is put into place when somebody listens on it.
    while not path.exists():
        if process.poll() is not None:
            raise NoWarmProcessError(GONE)
        time.sleep(STEP)
    return process


def _hand_over(connection: socket.socket, call: Call, descriptors: tuple[int, ...]) -> Answer | Loss | Stale | None:
    """Hand over a call once somebody has greeted, and wait for the answer; a process that is stopped is no use."""
    connection.settimeout(STARTING)
    try:
        greeting = connection.recv(len(GREETING))
    except OSError as error:
        return Stale() if isinstance(error, TimeoutError) else None
    if not greeting:
        return None
    connection.settimeout(None)
    send(connection, call, descriptors)
    return _answer(connection)


def _answer(connection: socket.socket) -> Answer | Loss | Stale | None:
    """Wait for the answer; an interruption is handed on, and the answer to it awaited for a while.

    Raises KeyboardInterrupt where whoever worked was ended by it, or had not begun.
    """
    try:
        return _receive_message(connection)
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        connection.settimeout(PATIENCE)
        answer = _receive_message(connection)
        if not isinstance(answer, Answer):
            raise
        return answer


def _receive_message(connection: socket.socket) -> Answer | Loss | Stale | None:
    with contextlib.suppress(OSError):
        received = receive(connection)
        return received.message if received else None
    return None


def _value(answer: Answer | Loss | Stale | None, limits: Limits) -> Any:
    if answer is None or isinstance(answer, Stale):
        raise NoWarmProcessError(GONE)
    if isinstance(answer, Loss):
        raise EngineError(limits.lost(answer.signal, answer.code))
    if answer.error:
        raise answer.error
    return answer.value
