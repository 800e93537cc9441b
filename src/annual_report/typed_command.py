"""What to type next: a command as whoever reads of it calls the toolkit.

That is make check, annual-report check or 报告 check. Only for what is printed: a file must be the same whoever made
it, and names the command alone (check 命令).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from annual_report import paths

# Set by what starts the toolkit: Makefile, 报告.cmd, the installed command.
CALLED_AS_VARIABLE = "ANNUAL_REPORT_CALLED_AS"
MAKE, INSTALLED = "make", "annual-report"

# The folder of inputs that was typed, "" for the usual one: the next command needs it, too.
_PARAMS: ContextVar[str] = ContextVar("params", default="")


def typed_command(verb: str, **options: object) -> str:
    """Return a command with its options as they can be typed, or copied, in the same place."""
    given = {name: str(value) for name, value in (options | {"params": _PARAMS.get()}).items() if value}
    return " ".join((called_as(), verb, *(f"{name.upper()}={_quoted(value)}" for name, value in given.items())))


def called_as() -> str:
    """Return how the toolkit was called; a checkout of which nobody says so is one of make."""
    return os.environ.get(CALLED_AS_VARIABLE) or (INSTALLED if paths.BROUGHT_ALONG.is_dir() else MAKE)


@contextmanager
def typed_params(folder: str) -> Iterator[None]:
    """Let every command that is named meanwhile work on this folder of inputs; "" is the usual one."""
    token = _PARAMS.set(folder)
    try:
        yield
    finally:
        _PARAMS.reset(token)


def _quoted(value: str) -> str:
    """Return a value in quotes where it needs them: the marks that sh, cmd and PowerShell have in common."""
    return f'"{value}"' if any(each in value for each in " \t&()'") else value
