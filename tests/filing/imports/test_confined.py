"""Reading in a process of its own: what it gives comes back, and what it may not do ends it."""

from __future__ import annotations

import os
import signal

import pytest

from annual_report.filing.imports import confined as module
from annual_report.filing.imports.confined import confined
from annual_report.filing.imports.document import Refused, SourceDocument


def test_document_and_refusal_come_back() -> None:
    assert confined(lambda content: SourceDocument((), content.decode()), b"PDF").kind == "PDF"

    def refuse(content: bytes) -> SourceDocument:
        raise Refused(content.decode(), page=2)

    with pytest.raises(Refused, match="第2页：乱码"):
        confined(refuse, "乱码".encode())


def test_error_of_a_library_is_told_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        confined(lambda content: SourceDocument((), str(1 // len(content))), b"")


def test_process_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(Refused, match="内存"):
        confined(lambda _: SourceDocument((), str(len(bytearray(2**32)))), b"")


def test_process_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 1)

    def wait(_: bytes) -> SourceDocument:
        while True:
            pass

    with pytest.raises(Refused, match="读了 1 秒"):
        confined(wait, b"")


def test_process_that_waits_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with pytest.raises(Refused, match=r"读了 0\.1 秒"):
        confined(lambda _: SourceDocument((), str(signal.pause())), b"")


def test_process_that_dies_is_refused() -> None:
    with pytest.raises(Refused, match="中途停止"):
        confined(lambda _: os._exit(3), b"")


def test_error_that_cannot_be_told_ends_the_process_all_the_same() -> None:
    class LocalError(Exception):
        pass

    def fail(_: bytes) -> SourceDocument:
        raise LocalError

    with pytest.raises(Refused, match="中途停止"):
        confined(fail, b"")
