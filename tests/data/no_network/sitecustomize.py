"""Put on PYTHONPATH, this closes the network for a process and its children: only Unix sockets are left."""

import socket


def _closed(*arguments: object, **options: object) -> None:
    message = f"the network is closed: {arguments}"
    raise OSError(message)


_connect = socket.socket.connect


def _connect_locally(self: socket.socket, address: object) -> None:
    if self.family != socket.AF_UNIX:
        _closed(address)
    _connect(self, address)  # type: ignore[arg-type]


socket.socket.connect = _connect_locally  # type: ignore[method-assign, assignment]
socket.getaddrinfo = _closed  # type: ignore[assignment]
