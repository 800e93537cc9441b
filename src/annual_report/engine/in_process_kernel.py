"""Run the cells of a notebook in this process: a real kernel without its sockets, under nbclient's own client.

It buys the start of a kernel: 0.2 seconds a notebook, where an ordinary kernel takes 1.5 to 1.9, and one that a
forkserver starts 1.2 to 1.6. Without it there is `ENGINE=kernel`, which gives the same notebook byte by byte
(tests/engine/test_in_process_kernel.py: everything a cell can show, figures, every way to fail). ipykernel is pinned to
its minor version, and tests/engine/test_ipykernel.py names what this module relies on.

What the kernel says goes to nbclient as the messages it would have sent, so that streams, displays, errors, figures and
counts are made and stored by the same code. Meant for a forked child: it takes over the standard streams for good.

What differs from a kernel of its own process, because it must:

- `exit()` ends nothing; a kernel goes on for a tenth of a second, and is then found dead or not found out.
- What programs write past Python is shown in the cell that started them; from a kernel it may come late, in the next
  cell or (under pytest) not at all. A display in a process that a cell has forked is lost; what it prints is not.
- Ids, addresses, `sys.argv`, the depth of the stack that a RecursionError tells, the numbers of threads, the moment of
  what the garbage collector warns of, a traceback through the code of this module.
- Of a printed text that is no Unicode (half a surrogate pair) nothing is shown; a kernel shows that it could not be.
- Imported modules, and warning filters set for good, are those of the parent; IPython's profile (its configuration and
  start-up files) is not read.
- papermill's `--execution-timeout` is not heeded: the limit of the engine holds for the whole notebook.
"""

from __future__ import annotations

import asyncio
import contextvars
import importlib
import logging
import os
import sys
import tempfile
import threading
import warnings
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import Any

from ipykernel import iostream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from papermill.clientwrap import PapermillNotebookClient
from traitlets import Type
from traitlets.config import Config

Message = dict[str, Any]

# No file of an earlier session is read or written: a report depends on its inputs alone.
NO_HISTORY = Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}})

# Their types do not follow what is done with them here.
AnyKernel: Any = IPythonKernel
AnyStream: Any = iostream.OutStream
AnyPublisher: Any = iostream.IOPubThread
AnyApplication: Any = IPKernelApp
Session = AnyKernel.session.klass

# Every shell imports these when it starts; they are imported here, once for all children.
for name in ("core.completerlib", "core.debugger", "core.logger", "core.oinspect", "extensions.storemagic"):
    importlib.import_module(f"IPython.{name}")

PACKAGE = __name__.partition(".")[0]

# A kernel has matplotlib show every figure at the end of its cell, unless the environment names another backend.
BACKEND_VARIABLE, INLINE_BACKEND = "MPLBACKEND", "matplotlib_inline.backend_inline"

# What papermill tells its engines beside what the client takes.
NOT_FOR_THE_CLIENT = {"input_path", "start_timeout", "startup_timeout"}


def run_cells(manager: Any, kernel_name: str, options: dict[str, Any]) -> None:
    """Run the cells of papermill's notebook manager as its own engine would; the notebook is changed in place."""
    options = {name: value for name, value in options.items() if name not in NOT_FOR_THE_CLIENT}
    timeout = options.pop("execution_timeout", None)
    log = _terminal_log(manager)
    _forget_the_parent()
    client = Client(manager, kernel_name=kernel_name, log=log, **({"timeout": timeout} if timeout else {}), **options)
    # In a context of its own, so that no event loop of the parent is taken for one of this process.
    contextvars.Context().run(client.execute)


class Client(PapermillNotebookClient):
    """papermill's client of a kernel that is this process."""

    @contextmanager
    def setup_kernel(self, **_: Any) -> Any:
        """Have a kernel here instead of one in another process."""
        self.kc = KernelClient()
        yield


class Loop:
    """What a kernel asks of the event loop, which here is the client's and must go on."""

    def add_callback(self, function: Callable[[], Any]) -> None:
        """Call a function soon."""
        asyncio.get_running_loop().call_soon_threadsafe(function)

    def call_later(self, *_: Any) -> None:
        """Neither flush, which is done at the end of a cell, nor stop the loop, which `exit()` asks for."""

    def stop(self) -> None:
        """Stop; never called."""


class Channel(AnyPublisher):
    """What is there to be received; to a kernel it is the socket, and the thread that talks to it."""

    io_loop, thread = Loop(), None

    def __init__(self, session: Any) -> None:
        """Have neither a thread nor a socket."""
        self.session = session
        self.messages: deque[Message] = deque()

    def send_multipart(self, parts: list[bytes], **_: Any) -> None:
        """Take a message as it would have come through the socket."""
        message: Any = self.session.feed_identities(parts)[1]
        self.messages.append(self.session.deserialize(message))

    def schedule(self, function: Callable[[], Any]) -> None:
        """Do at once what a kernel leaves to the thread."""
        function()

    async def get_msg(self, timeout: float | None = None) -> Message:
        """Return the next message; there always is one, since cells are run before they are asked for."""
        return self.messages.popleft()


class Kernel(AnyKernel):
    """An IPython kernel that listens to no socket."""

    io_loop = Loop()
    # A debugger takes longer to import than most notebooks take to run.
    debugger_class = Type()

    def __init__(self, **traits: Any) -> None:
        """Make the shell as an IPython kernel does, without a debugger."""
        super(AnyKernel, self).__init__(**traits)
        # With its debugger a kernel passes over this where nobody debugs.
        sys.breakpointhook = lambda *_, **__: None
        self.shell = self.shell_class.instance(parent=self, kernel=self, compiler_class=self.compiler_class)
        for teller in (self.shell.displayhook, self.shell.display_pub):
            teller.session, teller.pub_socket = self.session, self.iopub_socket
        self.shell.displayhook.topic = self._topic("execute_result")
        # The one extension that a kernel has without being told.
        self.shell.extension_manager.load_extension("storemagic")

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Leave it to the client whether to go on after an error: nothing waits here."""


class KernelClient:
    """Answers like jupyter's client of a kernel, from a kernel in this process."""

    def __init__(self) -> None:
        # Nobody listens, so that there is nothing to be signed.
        self.session = Session(key=b"")
        self.shell_channel, self.iopub_channel = Channel(self.session), Channel(self.session)
        # Cells run in this thread, which a kernel asks the keeper of its channels for.
        keeper = SimpleNamespace(parent_thread=threading.main_thread())
        self.kernel = Kernel.instance(
            config=NO_HISTORY,
            session=self.session,
            iopub_socket=self.iopub_channel,
            shell_channel_thread=keeper,
            log=logging.Logger("kernel", logging.CRITICAL),
        )
        # Magics ask the application for its kernel.
        application: Any = IPKernelApp.instance()
        application.kernel = self.kernel
        application.init_pdb()
        sys.stdout, sys.stderr = (
            OutStream(self.session, self.iopub_channel, name, descriptor)
            for descriptor, name in enumerate(("stdout", "stderr"), 1)
        )
        _show_figures_like_a_kernel()

    async def execute(self, code: str, store_history: bool = True, **_: Any) -> str:
        """Run a cell, and have everything that is said about it ready to be received."""
        request = self.session.msg("execute_request", {"code": code, "store_history": store_history})
        self.kernel.set_parent([], request)
        self.kernel._publish_status("busy", "shell")
        await self.kernel.execute_request(self.shell_channel, [], request)
        self.kernel._publish_status("idle", "shell")
        return str(request["msg_id"])

    def kernel_info(self) -> str:
        """Ask what language this is."""
        request = self.session.msg("kernel_info_request")
        about = {"language_info": self.kernel.language_info}
        self.session.send(self.shell_channel, "kernel_info_reply", about, request)
        return str(request["msg_id"])

    async def is_alive(self) -> bool:
        """Whether this process lives."""
        return True


class OutStream(AnyStream):
    """Standard output or error of a cell: what Python prints, and what programs it starts write to the descriptor."""

    def __init__(self, session: Any, channel: Channel, name: str, descriptor: int) -> None:
        super().__init__(session, channel, name, watchfd=False)
        self.descriptor = descriptor
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (lives as long as the process)
        os.dup2(self.file.fileno(), descriptor)
        self.read_up_to = 0

    def write(self, string: str) -> Any:
        """Keep a text until it is flushed; in a process that a cell has forked, leave it to this one."""
        if not self._is_master_process():
            return os.write(self.descriptor, string.encode(errors="replace"))
        self._take_from_programs()
        return super().write(string)

    def flush(self) -> None:
        """Tell what was written since the last time."""
        if self._is_master_process():
            self._take_from_programs()
            # What cannot be sent is lost, as it is from a kernel.
            with suppress(UnicodeEncodeError):
                super().flush()

    def fileno(self) -> int:
        """Return the descriptor, which programs inherit."""
        return self.descriptor

    def _take_from_programs(self) -> None:
        with self._buffer_lock:
            size = os.fstat(self.file.fileno()).st_size
            new = os.pread(self.file.fileno(), size - self.read_up_to, self.read_up_to)
            self.read_up_to += len(new)
            if new:
                super().write(new.decode(errors="replace"))


def _terminal_log(manager: Any) -> logging.Logger:
    """Return where papermill's client reports; its progress bar goes there too: the standard error becomes a cell's."""
    terminal = open(os.dup(2), "w")  # noqa: PTH123, SIM115  (lives as long as the process)
    if manager.pbar:
        manager.pbar.fp, manager.pbar.sp = terminal, manager.pbar.status_printer(terminal)
    log = logging.getLogger("papermill")
    log.setLevel(log.getEffectiveLevel())
    log.handlers, log.propagate = [logging.StreamHandler(terminal)], False
    return log


def _forget_the_parent() -> None:
    """Take off what the commands around the notebook set up for themselves: a kernel would not have it."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  (lives as long as the process)
    _reset_path()
    _reset_singletons()
    for name in (None, PACKAGE):
        logging.getLogger(name).handlers.clear()
    logging.getLogger().setLevel(logging.WARNING)
    # Whoever filters or records the warnings of the parent does so by changing this module.
    importlib.reload(warnings)
    os.environ[BACKEND_VARIABLE] = os.environ.get(BACKEND_VARIABLE) or f"module://{INLINE_BACKEND}"
    if "numpy" in sys.modules:
        # Every child would draw the same numbers as its siblings.
        sys.modules["numpy"].random.seed()
    asyncio.set_event_loop(None)


def _reset_path() -> None:
    """Search the current folder, not the one that the parent's program lies in."""
    program = getattr(sys.modules["__main__"], "__file__", None)
    if program and sys.path[:1] == [os.path.dirname(os.path.abspath(program))]:  # noqa: PTH100, PTH120
        del sys.path[0]
    AnyApplication.init_path(SimpleNamespace(ignore_cwd=False))
    sys.argv = [""]


def _reset_singletons() -> None:
    """Have no shell and no kernel of the parent, which may itself be a notebook."""
    for singleton in (IPKernelApp, IPythonKernel, ZMQInteractiveShell):
        # The instance may be of a class that these derive from, which they would not return.
        instance: Any = singleton._instance
        if instance is not None:
            type(instance).clear_instance()


def _show_figures_like_a_kernel() -> None:
    """Give a matplotlib that the parent has imported the backend and the settings of a new one."""
    matplotlib, pyplot = sys.modules.get("matplotlib"), sys.modules.get("matplotlib.pyplot")
    # It looks for the shell, and whether it is wanted, when it is imported.
    sys.modules.pop(INLINE_BACKEND, None)
    if matplotlib:
        matplotlib.rc_file_defaults()
        matplotlib.rcParams["backend"] = os.environ[BACKEND_VARIABLE]
    if pyplot:
        pyplot.close("all")
        pyplot.switch_backend(os.environ[BACKEND_VARIABLE])
