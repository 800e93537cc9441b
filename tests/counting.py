"""Count the work that code does: that says the same on every machine, however busy it is. Benchmarks tell the time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(work: Callable[..., object], *arguments: object, of: Callable[..., object] | None = None) -> int:
    """Return how many functions, of Python and of C, are called while some work is done; or how often one of Python is.

    A search by a regular expression counts as one call, however long it takes.
    """
    wanted = getattr(of, "__code__", None)
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        if event == "call":
            count += wanted is None or frame.f_code is wanted
        elif event == "c_call":
            count += wanted is None

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work(*arguments)
    finally:
        sys.setprofile(before)
    return count
