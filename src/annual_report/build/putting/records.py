"""What was written into a place, byte for byte: an output with other bytes is a person's work.

What a report holds stands in its manifest, too; a draft, findings and a notebook that failed have none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annual_report.build.outputs.table import MANIFEST, RECORDS, is_ours
from annual_report.files import read_record, write_whole

# The fingerprints that an output in a place may have, by its name.
Known = Mapping[str, frozenset[str]]


def records_folder(place: Path) -> Path:
    """Return the folder beside the reports that holds what is recorded of a place, and of others of its agency."""
    return place.parents[1] / RECORDS / place.parent.name


def fingerprint(file: Path) -> str:
    """Return the sha256 of a file as it is now."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def known_fingerprints(place: Path, folder: Path) -> Known:
    """Return what was written into a place, where a folder holds what lies, or lay, there."""
    recorded = read_lists(record_file(place))
    found = {name: frozenset(map(str, each)) for name, each in recorded.items()}
    manifest = folder / MANIFEST
    for name, each in _part(manifest, "outputs").items():
        found[name] = found.get(name, frozenset()) | {str(each)}
    if not recorded:
        # What earlier versions wrote. A manifest does not list itself; nobody's work is lost with it.
        for file in [*_unchanged_since_batch(place, folder), *([manifest] if manifest.is_file() else [])]:
            found[file.name] = found.get(file.name, frozenset()) | {fingerprint(file)}
    return found


def _unchanged_since_batch(place: Path, folder: Path) -> list[Path]:
    """Return the outputs that are as a batch left them: of the same size, and not written since."""
    states = _part(records_folder(place) / f"{place.name}.json", "files")
    files = [folder / name for name in states if is_ours(name)]
    files = [file for file in files if file.is_file() and not file.is_symlink()]
    return [file for file in files if states.get(file.name) == [file.stat().st_size, file.stat().st_mtime_ns]]


def is_unchanged(file: Path, known: Known) -> bool:
    """Whether a file is one that a run wrote and nobody changed; a link is none. When in doubt, it is not."""
    if not is_ours(file.name) or file.is_symlink() or not file.is_file():
        return False
    return fingerprint(file) in known.get(file.name, ())


def record(place: Path, files: Iterable[Path]) -> None:
    """Record files before they are put into a place, beside what lies there now: whichever is found, it is known."""
    known = known_fingerprints(place, place)
    found = {name: {fingerprint(place / name)} for name in known if is_unchanged(place / name, known)}
    for file in files:
        found.setdefault(file.name, set()).add(fingerprint(file))
    write_lists(record_file(place), {name: sorted(each) for name, each in found.items()})


def record_file(place: Path) -> Path:
    """Return the file that holds the fingerprints of what was written into a place."""
    return records_folder(place) / f"{place.name}.written.json"


def read_lists(file: Path) -> dict[str, list[Any]]:
    """Return the lists that a record holds by name; nothing where it cannot be read."""
    return {name: each for name, each in read_record(file).items() if isinstance(each, list)}


def write_lists(file: Path, lists: Mapping[str, list[Any]]) -> None:
    """Write a record as a whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(lists))


def _part(file: Path, name: str) -> dict[str, Any]:
    part = read_record(file).get(name)
    return part if isinstance(part, dict) else {}
