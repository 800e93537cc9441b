"""Print what a step says aloud: in a notebook a warning stands below its cell, in a command somebody has to show it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from annual_report.terminal.console import say

INDENT = "  "


@contextmanager
def remarks_of(step: str, console: Console) -> Iterator[None]:
    """Print every warning that a module gives meanwhile."""
    log, handler = logging.getLogger(step), _Printer(console)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


class _Printer(logging.Handler):
    def __init__(self, console: Console) -> None:
        super().__init__(logging.WARNING)
        self.console = console

    def emit(self, record: logging.LogRecord) -> None:
        say(record.getMessage(), INDENT, self.console, "yellow")
