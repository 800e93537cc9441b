"""What a report is made from: inputs, rules, templates, and one fingerprint of them all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.files import file_state
from annual_report.form.cell_dictionary import files_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


def sources_of(inputs: Iterable[Path], form_version: str, place: str = "") -> dict[str, dict[str, str]]:
    """Return the sha256 of everything that decides what a report says: inputs, rules, templates.

    `place` is the one whose requirements the agency chose, if any: its file is one of the rules.
    """
    return {
        "inputs": _hashes(inputs),
        "rules": _hashes([*_rules(form_version), *_profiles(place)]),
        "templates": _hashes(_templates(form_version)),
    }


def _rules(form_version: str) -> list[Path]:
    folders = paths.common_expectations(), paths.expectations_folder(form_version)
    suites = [file for folder in folders for file in folder.glob("*.json")]
    return [*suites, paths.pinned_rules(form_version), paths.PERSONAL_DATA]


def _profiles(place: str) -> list[Path]:
    known = paths.profiles()
    return [known[place]] if place in known else []


def signature_of(sources: Mapping[str, Mapping[str, str]]) -> str:
    """Return one fingerprint of all sources, the same wherever they lie: published files carry it."""
    hashes = {part: sorted(files.values()) for part, files in sources.items()}
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def stamp(notebook: NotebookNode, about: Mapping[str, Any]) -> NotebookNode:
    """Write down in an executed notebook what it is: every format made of it can be traced."""
    notebook.metadata["annual_report"] = {key: str(value) for key, value in about.items()}
    return notebook


def _templates(form_version: str) -> list[Path]:
    """Return everything that decides how a report reads and looks: form, notebook, default wording, page."""
    reading = [paths.PHRASES, paths.WORDS, paths.MEASURES, paths.SCOPES]
    wording = [*(paths.NARRATIVE / form_version).glob("*"), *reading]
    look = [path for path in paths.TEMPLATES.rglob("*") if path.is_file()]
    fonts = [*paths.FONTS.iterdir(), *paths.own_fonts()]
    form = [paths.FORM / f"{form_version}.yaml", *files_of(form_version)]
    return [*form, paths.notebook(), *wording, *look, *fonts]


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {paths.stored_name(path): sha256(path) for path in sorted(files)}


def sha256(path: Path) -> str:
    """Return the fingerprint of a file; one that has stayed as it is, is read once."""
    return _sha256(*file_state(path))


@lru_cache(maxsize=1024)
def _sha256(path: Path, *_: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
