"""The manifest of a report: what went in, what came out, and the versions of all that it was made by."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from annual_report.build.commits import current_commit
from annual_report.build.sources import sha256

PACKAGES = (
    *("annual-report", "great-expectations", "jinja2", "lxml", "mistune", "nbconvert", "nbformat"),
    *("openpyxl", "pandas", "papermill", "python-docx", "typst"),
)


def manifest_of(
    about: Mapping[str, Any], sources: Mapping[str, Any], outputs: Iterable[Path], summary: Any
) -> dict[str, Any]:
    """Return what manifest.json holds: the sha256 of everything that went in and came out, and the versions used."""
    return {
        **about,
        "findings": summary,
        **sources,
        "commit": current_commit(),
        "outputs": {path.name: sha256(path) for path in sorted(outputs)},
        "packages": _packages(),
    }


@cache
def _packages() -> dict[str, str]:
    """Return the versions of what this process has imported."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
