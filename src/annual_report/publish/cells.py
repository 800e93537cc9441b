"""Run the cells of a notebook in this process: a kernel's shell without its sockets, under nbclient's own client.

What the shell says goes to nbclient as the messages a kernel would have sent, so that streams, displays, errors and
counts are stored by the same code. Meant for a forked child: it takes over the standard streams for good.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import logging
import os
import sys
import tempfile
from collections import deque
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQDisplayPublisher, ZMQInteractiveShell
from papermill.clientwrap import PapermillNotebookClient
from traitlets import Any as Anything
from traitlets import Type
from traitlets.config import Config

Message = dict[str, Any]

# No file of an earlier session is read or written: a report depends on its inputs alone.
NO_HISTORY = Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}})

PACKAGE = __name__.partition(".")[0]


def run_cells(manager: Any, kernel_name: str, options: dict[str, Any]) -> None:
    """Run the cells of papermill's notebook manager as its own engine would; the notebook is changed in place."""
    options = {name: value for name, value in options.items() if name not in NOT_FOR_THE_CLIENT}
    timeout = options.pop("execution_timeout", None)
    _forget_the_parent()
    client = Client(manager, kernel_name=kernel_name, **({"timeout": timeout} if timeout else {}), **options)
    # In a context of its own, so that no event loop of the parent is taken for one of this process.
    contextvars.Context().run(client.execute)


# What papermill tells its engines beside what the client takes.
NOT_FOR_THE_CLIENT = {"input_path", "start_timeout", "startup_timeout"}


class Client(PapermillNotebookClient):
    """papermill's client of a kernel that is this process."""

    @contextmanager
    def setup_kernel(self, **_: Any) -> Any:
        """Have a shell instead of a kernel."""
        self.kc = ShellClient()
        yield


class Channel:
    """What is there to be received."""

    def __init__(self) -> None:
        self.messages: deque[Message] = deque()

    async def get_msg(self, timeout: float | None = None) -> Message:
        """Return the next message; there always is one, since cells are run before they are asked for."""
        return self.messages.popleft()


class ShellClient:
    """Answers like jupyter's client of a kernel, from a shell in this process."""

    def __init__(self) -> None:
        self.shell_channel, self.iopub_channel = Channel(), Channel()
        self.number = 0
        self.shell = Shell.instance(config=NO_HISTORY, compiler_class=XCachingCompiler)
        for teller in (self.shell.displayhook, self.shell.display_pub):
            teller.session = self
            teller.pub_socket = None
        self.shell.displayhook.topic = b""
        sys.stdout, sys.stderr = Stream("stdout", 1, self), Stream("stderr", 2, self)

    async def execute(self, code: str, store_history: bool = True, **_: Any) -> str:
        """Run a cell, and have everything it says ready to be received."""
        self.number += 1
        self.send(None, "status", {"execution_state": "busy"})
        self.send(None, "execute_input", {"code": code, "execution_count": self.shell.execution_count})
        result = await self._run(code, store_history)
        sys.stdout.flush()
        sys.stderr.flush()
        self.send(None, "status", {"execution_state": "idle"})
        self._reply(self._content(result))
        return str(self.number)

    def kernel_info(self) -> str:
        """Ask what language this is."""
        self.number += 1
        self._reply({"language_info": IPythonKernel.language_info})
        return str(self.number)

    async def is_alive(self) -> bool:
        """Whether this process lives."""
        return True

    def msg(self, kind: str, content: Any = None, **_: Any) -> Message:
        """Return a message about the cell that is running."""
        about = {"header": {"msg_type": kind, "date": datetime.now(UTC)}, "parent_header": {"msg_id": str(self.number)}}
        return {"msg_type": kind, "content": content or {}, **about}

    def send(self, _: Any, message: Message | str, content: Any = None, *__: Any, **___: Any) -> None:
        """Take what the shell says, as a message or as its kind and content."""
        self.iopub_channel.messages.append(self.msg(message, content) if isinstance(message, str) else message)

    def _reply(self, content: Any) -> None:
        self.shell_channel.messages.append(self.msg("reply", content))

    async def _run(self, code: str, store_history: bool) -> Any:
        transformed = self.shell.transform_cell(code) if self._is_transformable(code) else code
        if not self.shell.should_run_async(code, transformed_cell=transformed):
            return self.shell.run_cell(code, store_history=store_history)
        # The loop is running, as it is in a kernel: await at the top of a cell goes on in it.
        result = await self.shell.run_cell_async(code, store_history=store_history, transformed_cell=transformed)
        self.shell.events.trigger("post_execute")
        self.shell.events.trigger("post_run_cell", result)
        return result

    def _is_transformable(self, code: str) -> bool:
        try:
            self.shell.transform_cell(code)
        except Exception:
            return False
        return True

    def _content(self, result: Any) -> dict[str, Any]:
        error = result.error_before_exec or result.error_in_exec
        if result.success and not self.shell._last_traceback_during_displayhook:
            return {"status": "ok"}
        traceback = self.shell._last_traceback or []
        return {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": traceback}


class ShellDisplayHook(ZMQShellDisplayHook):
    """Tells a result to whoever stands for the session."""

    session = Anything()


class ShellDisplayPublisher(ZMQDisplayPublisher):
    """Tells what is displayed to whoever stands for the session."""

    session = Anything()


class Shell(ZMQInteractiveShell):
    """The shell of a kernel that speaks to no socket."""

    displayhook_class = Type(ShellDisplayHook)
    display_pub_class = Type(ShellDisplayPublisher)
    # The shell asks its kernel about magics and user interfaces that a report has no use for.
    kernel = Anything()


class Stream(io.TextIOBase):
    """Standard output or error of a cell: what Python prints, and what programs it starts write to the descriptor."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, descriptor: int, client: ShellClient) -> None:
        self.name, self.descriptor, self.client = name, descriptor, client
        self.texts: list[str] = []
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (lives as long as the process)
        os.dup2(self.file.fileno(), descriptor)
        self.read_up_to = 0

    def write(self, text: str) -> int:
        """Keep a text until it is flushed."""
        self.texts.append(text)
        return len(text)

    def writable(self) -> bool:
        """Say that this can be written to."""
        return True

    def fileno(self) -> int:
        """Return the descriptor, which programs inherit."""
        return self.descriptor

    def flush(self) -> None:
        """Tell what was written since the last time."""
        text = "".join(self.texts) + self._written_by_programs()
        self.texts.clear()
        if text:
            self.client.send(None, "stream", {"name": self.name, "text": text})

    def _written_by_programs(self) -> str:
        new = os.pread(self.file.fileno(), os.fstat(self.file.fileno()).st_size - self.read_up_to, self.read_up_to)
        self.read_up_to += len(new)
        return new.decode(errors="replace")


def _forget_the_parent() -> None:
    """Take off what the commands around the notebook set up for themselves: a kernel would not have it."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.path.insert(0, "")
    sys.argv = [""]
    for name in (None, PACKAGE):
        logging.getLogger(name).handlers.clear()
    if "numpy" in sys.modules:
        # Every child would draw the same numbers as its siblings.
        sys.modules["numpy"].random.seed()
    asyncio.set_event_loop(None)
