"""Put outputs into place as a whole, and record what they were made from."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from annual_report import paths

FINDINGS = "findings.json"
TABLES = "tables.json"
MANIFEST = "manifest.json"
CHECK_PAGE = "findings.html"
CHECK_BOOK = "findings.xlsx"
NOTEBOOK = "report.ipynb"
DRAFT_NOTEBOOK = "draft.ipynb"
FAILED_NOTEBOOK = "failed.ipynb"
STEMS = ("report", "draft")
SUFFIXES = ("html", "fragment.html", "md", "docx", "pdf", "ipynb")

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


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Give a private folder beside `place` that takes its place as a whole at the end, or vanishes without a trace.

    What lies in `place` and is not ours is carried over; our own earlier outputs are not. What a process that was
    killed left beside it is taken away.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    staging = _beside(place)
    try:
        yield staging
        _carry_over(place, staging)
        _swap(staging, place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def put_findings(folder: Path, place: Path) -> None:
    """Put the findings written in a folder beside a report; what is there already, byte for byte, is not touched."""
    place.mkdir(parents=True, exist_ok=True)
    for name in (FINDINGS, CHECK_PAGE, CHECK_BOOK):
        new, old = folder / name, place / name
        if not new.exists():
            old.unlink(missing_ok=True)
        elif not old.exists() or new.read_bytes() != old.read_bytes():
            shutil.move(new, old)


def is_ours(name: str) -> bool:
    """Whether a file name is one that a run writes."""
    ours = (FINDINGS, TABLES, MANIFEST, FAILED_NOTEBOOK, CHECK_PAGE, CHECK_BOOK)
    return name in {*ours, *(f"{stem}.{suffix}" for stem in STEMS for suffix in SUFFIXES)}


def outputs_of(notebook: NotebookNode, mime: str) -> list[dict[str, Any]]:
    """Return what the cells of an executed notebook show under a MIME type."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return [output["data"][mime] for output in outputs if mime in output.get("data", {})]


def remarks_of(notebook: NotebookNode) -> list[str]:
    """Return what the notebook said aloud beside its results, line by line."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return [line for output in outputs if output.get("name") == "stderr" for line in output["text"].splitlines()]


def tables_of(notebook: NotebookNode, mime: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tables.json holds: every table as printed, and its figures as a flat list."""
    tables = outputs_of(notebook, mime)
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
        "rules": _hashes(paths.expectations_folder(form_version).glob("*.json")),
        "templates": _hashes(_templates(form_version)),
    }


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
    command = ["git", "-C", str(paths.PROJECT), "rev-parse", "--verify", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _templates(form_version: str) -> list[Path]:
    """Return everything that decides how a report reads and looks: form, notebook, default wording, page."""
    wording = [*(paths.NARRATIVE / form_version).glob("*"), paths.PHRASES, paths.SUBJECTS]
    look = [path for path in paths.TEMPLATES.rglob("*") if path.is_file()]
    fonts = [*paths.FONTS.iterdir(), *paths.own_fonts()]
    return [paths.FORMS / f"{form_version}.yaml", paths.notebook(), *wording, *look, *fonts]


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {paths.shown(path): sha256(path) for path in sorted(files)}


def sha256(path: Path) -> str:
    """Return the fingerprint of a file; one that has stayed as it is, is read once."""
    return _sha256(*paths.state(path))


@lru_cache(maxsize=1024)
def _sha256(path: Path, *_: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rehearse() -> None:
    """Do beforehand what a child of this process would do anew, and what no change of a file makes stale."""
    _packages()
    for form in paths.FORMS.glob("*.yaml"):
        sources_of((), form.stem)


def _beside(place: Path) -> Path:
    """Make a folder whose name tells which process of which machine works in it."""
    return Path(tempfile.mkdtemp(prefix=f"{_mark(place)}{os.getpid()}-", dir=place.parent))


def _mark(place: Path) -> str:
    return f".{place.name}-{platform.node()}-"


def _sweep(place: Path) -> None:
    mark = _mark(place)
    for folder in place.parent.glob(f"{glob.escape(mark)}*-*"):
        process = folder.name.removeprefix(mark).partition("-")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _carry_over(place: Path, staging: Path) -> None:
    for each in place.iterdir() if place.is_dir() else ():
        if not is_ours(each.name):
            shutil.move(each, staging / each.name)


def _swap(staging: Path, place: Path) -> None:
    staging.chmod(0o755)
    if place.exists():
        retired = _beside(place)
        place.rename(retired / place.name)
        staging.rename(place)
        shutil.rmtree(retired, ignore_errors=True)
    else:
        staging.rename(place)
