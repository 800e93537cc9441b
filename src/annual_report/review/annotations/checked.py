"""What the annotations need to know of a checked report."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from annual_report import paths
from annual_report.rules.findings import Findings

# What the name of a file counts from: the root of the repository, as code hosts call it, or the folder of inputs.
SOURCE_ROOT, PARAMS = "%SRCROOT%", "PARAMS"


class Requested(Protocol):
    """Which report was checked."""

    @property
    def agency(self) -> str: ...

    @property
    def year(self) -> int: ...

    @property
    def params(self) -> Path: ...


class Checked(Protocol):
    """How the check of one report ended."""

    @property
    def request(self) -> Requested: ...

    @property
    def name(self) -> str: ...

    @property
    def findings(self) -> Findings: ...

    @property
    def seconds(self) -> float: ...


def address_of(checked: Checked, file: str) -> tuple[str, str]:
    """Return by which name other systems find a file, and what the name counts from; a URL counts from nothing."""
    path = paths.find_stored(file, checked.request.params)
    url = paths.shown_name(path)
    if "://" in url:
        return url, ""
    repository = paths.repository_of(path)
    return (path.absolute().relative_to(repository).as_posix(), SOURCE_ROOT) if repository else (file, PARAMS)


def title_of(checked: Checked) -> str:
    """Return how an office names a report: the agency and the year."""
    return f"{checked.name or checked.request.agency} {checked.request.year}"
