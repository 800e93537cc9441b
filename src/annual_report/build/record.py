"""Record what outputs were made from."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from annual_report import paths
from annual_report.build.outputs import (
    CHECK_BOOK,
    CHECK_PAGE,
    DRAFT_NOTEBOOK,
    FAILED_NOTEBOOK,
    FINDINGS,
    MANIFEST,
    NOTEBOOK,
    TABLES,
    is_ours,
)
from annual_report.build.putting.putting import put_findings, staged

# Names of outputs, and putting them into place, have modules of their own, and are asked for here.
__all__ = [
    "CHECK_BOOK", "CHECK_PAGE", "DRAFT_NOTEBOOK", "FAILED_NOTEBOOK", "FINDINGS", "MANIFEST", "NOTEBOOK", "TABLES",
    "is_ours", "put_findings", "staged",
]  # fmt: skip

PACKAGES = (
    *(
        "annual-report",
        "great-expectations",
        "jinja2",
        "lxml",
        "mistune",
        "nbconvert",
        "nbformat",
        "openpyxl",
        "pandas",
    ),
    *("papermill", "python-docx", "typst"),
)


def tables_of(tables: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tables.json holds: every table as printed, and its figures as a flat list."""
    wanted = ("table", "line", "column", "label", "unit", "value")
    cells = (cell for table in tables for row in table["rows"] for cell in row if cell["role"] == "value")
    return {**about, "figures": [{key: cell[key] for key in wanted} for cell in cells], "tables": tables}


def manifest_of(
    about: Mapping[str, Any], sources: Mapping[str, Any], outputs: Iterable[Path], summary: Any
) -> dict[str, Any]:
    """Return what manifest.json holds: the sha256 of everything that went in and came out, and the versions used."""
    return {
        **about,
        "findings": summary,
        **sources,
        "commit": _commit(),
        "outputs": {path.name: sha256(path) for path in sorted(outputs)},
        "packages": _packages(),
    }


@cache
def _packages() -> dict[str, str]:
    """Return the versions of what this process has imported."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def sources_of(inputs: Iterable[Path], form_version: str) -> dict[str, dict[str, str]]:
    """Return the sha256 of everything that decides what a report says: inputs, rules, templates."""
    return {
        "inputs": _hashes(inputs),
        "rules": _hashes([*_suites(form_version), paths.pinned_rules(form_version)]),
        "templates": _hashes(_templates(form_version)),
    }


def _suites(form_version: str) -> list[Path]:
    folders = paths.common_expectations(), paths.expectations_folder(form_version)
    return [file for folder in folders for file in folder.glob("*.json")]


def signature_of(sources: Mapping[str, Mapping[str, str]]) -> str:
    """Return one fingerprint of all sources, the same wherever they lie: published files carry it."""
    hashes = {part: sorted(files.values()) for part, files in sources.items()}
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def stamp(notebook: NotebookNode, path: Path, about: Mapping[str, Any]) -> NotebookNode:
    """Write down in an executed notebook what it is: every format made of it can be traced."""
    notebook.metadata["annual_report"] = {key: str(value) for key, value in about.items()}
    write_notebook(notebook, path)
    return notebook


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write an executed notebook."""
    nbformat.write(notebook, path)


def _commit() -> str:
    """Return the commit the project stands at; empty where it is not under version control."""
    return _git("rev-parse", "--verify", "HEAD") or ""


def is_commit(name: str) -> bool | None:
    """Whether the project has a commit of this name; None where that cannot be told."""
    if not re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", name):
        return False
    return _git("cat-file", "-t", name) == "commit" if _commit() else None


def _git(*arguments: str) -> str | None:
    """Return what git says of the project; None where it says no, or where there is no git."""
    command = ["git", "-C", str(paths.PROJECT), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.strip()


def _templates(form_version: str) -> list[Path]:
    """Return everything that decides how a report reads and looks: form, notebook, default wording, page."""
    wording = [*(paths.NARRATIVE / form_version).glob("*"), paths.PHRASES, paths.SUBJECTS]
    look = [path for path in paths.TEMPLATES.rglob("*") if path.is_file()]
    fonts = [*paths.FONTS.iterdir(), *paths.own_fonts()]
    return [paths.FORM / f"{form_version}.yaml", paths.notebook(), *wording, *look, *fonts]


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {paths.stored(path): sha256(path) for path in sorted(files)}


def sha256(path: Path) -> str:
    """Return the fingerprint of a file; one that has stayed as it is, is read once."""
    return _sha256(*paths.state(path))


@lru_cache(maxsize=1024)
def _sha256(path: Path, *_: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
