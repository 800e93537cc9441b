"""Keep what was made of an object that never changes, on that object, so that it is made once.

Without it what the views ask of a form would be made again for every report, and the prose of a report for everyone who
asks for it; it would be the same, since a changed copy begins anew (tests/test_memo.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

Made = TypeVar("Made")

MADE = "_made"


class Once:
    """Something that never changes; a changed copy of it begins anew."""

    def make_once(self, make: Callable[[Self], Made]) -> Made:
        """Return what a function makes of this, made at the first call."""
        known: dict[Callable[[Self], Any], Any] = self.__dict__.setdefault(MADE, {})
        if make not in known:
            known[make] = make(self)
        made: Made = known[make]
        return made

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != MADE}
