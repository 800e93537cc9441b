"""What the annotations need to know of a checked report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Requested(Protocol):
    """Which report was checked."""

    @property
    def agency(self) -> str: ...

    @property
    def year(self) -> int: ...


class Checked(Protocol):
    """How the check of one report ended; `findings` is what findings.json holds."""

    @property
    def request(self) -> Requested: ...

    @property
    def name(self) -> str: ...

    @property
    def findings(self) -> Mapping[str, Any]: ...

    @property
    def seconds(self) -> float: ...


def title_of(checked: Checked) -> str:
    """Return how an office names a report: the agency and the year."""
    return f"{checked.name or checked.request.agency} {checked.request.year}"
