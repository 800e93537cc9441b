"""The messages between a warm process and its callers: a length, a pickle, and descriptors with the first byte.

Both ends are one user's processes of the same code, on a socket that is nobody else's.
"""

from __future__ import annotations

import os
import pickle
import socket
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annual_report.engine.limits import Limits

# What a child says first, before anything is handed to it: somebody listens who is neither stopped nor stuck.
GREETING = b"!"
LENGTH = struct.Struct("!Q")
MOST_DESCRIPTORS = 3
PIECE = 2**20


@dataclass(frozen=True)
class Call:
    """A function to call in a child of the warm process, within limits; `environment` is that of the caller."""

    limits: Limits
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    environment: Mapping[str, str]
    folder: str
    mask: int
    # Encoding and error handler of the caller's standard output and error, where these come with the call; without
    # them, what the call prints is lost.
    streams: tuple[tuple[str, str], ...] = ()
    # Whether it may only be answered by what has imported files as they are now.
    is_first: bool = False


@dataclass(frozen=True)
class Answer:
    """What became of a call: the value it returned, or the exception it raised."""

    value: Any = None
    error: BaseException | None = None


@dataclass(frozen=True)
class Loss:
    """A child that never answered: the signal that ended it (0 where none did), or its exit code."""

    signal: int = 0
    code: int = 0


@dataclass(frozen=True)
class Stale:
    """A call that was not taken: what this process has imported was edited, or it is stopped."""


@dataclass
class Received:
    """A message, and the descriptors that came with it."""

    message: Any
    descriptors: list[int] = field(default_factory=list)


def call_of(
    limits: Limits,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    with_streams: bool = False,
    is_first: bool = False,
) -> Call:
    """Return a call from here: with this process's environment, folder, file mode mask and, if wanted, streams."""
    mask = os.umask(0o077)
    os.umask(mask)
    outputs = (sys.stdout, sys.stderr) if with_streams else ()
    streams = tuple((output.encoding, output.errors or "strict") for output in outputs)
    return Call(limits, function, arguments, dict(os.environ), os.getcwd(), mask, streams, is_first)  # noqa: PTH109  (as text)


def send(connection: socket.socket, message: Any, descriptors: Sequence[int] = ()) -> None:
    """Send a message. Raises OSError where nobody is there to take it."""
    content = pickle.dumps(message)
    frame = LENGTH.pack(len(content))
    socket.send_fds(connection, [frame], list(descriptors)) if descriptors else connection.sendall(frame)
    connection.sendall(content)


def receive(connection: socket.socket) -> Received | None:
    """Wait for a message; None where the other end has gone without one."""
    head, descriptors, _, _ = socket.recv_fds(connection, LENGTH.size, MOST_DESCRIPTORS)
    head += _read(connection, LENGTH.size - len(head)) if head else b""
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    content = _read(connection, size)
    return Received(pickle.loads(content), list(descriptors)) if len(content) == size else None


def _read(connection: socket.socket, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        piece = connection.recv(min(PIECE, size - len(content)))
        if not piece:
            break
        content += piece
    return bytes(content)
