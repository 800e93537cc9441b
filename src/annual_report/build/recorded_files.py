"""Files that are written together beside a record of them, so that what a person made of one is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annual_report.build.putting.rescue import keep
from annual_report.files import read_record, sha256_of, write_json, write_whole

OUTPUTS = "outputs"


def write_recorded(folder: Path, contents: Mapping[str, bytes], record: str, data: Mapping[str, Any]) -> list[str]:
    """Write files, and last a record of them with `data` as JSON; say which file of a person was kept how.

    What an earlier run wrote, and this one does not, is taken away, unless a person edited it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _written(folder / record)
    kept = [words for name in contents for words in _keep_edited(folder / name, before.get(name))]
    for name, content in contents.items():
        write_whole(folder / name, content)
    for name in before.keys() - contents.keys():
        if _hash_of(folder / name) == before[name]:
            (folder / name).unlink()
    write_json(folder / record, {**data, OUTPUTS: {name: sha256_of(content) for name, content in contents.items()}})
    return kept


def _written(record: Path) -> dict[str, str]:
    """Return the files that an earlier run wrote into a folder, with their hashes: plain names only."""
    found = read_record(record).get(OUTPUTS)
    return {name: known for name, known in found.items() if Path(name).name == name} if isinstance(found, dict) else {}


def _keep_edited(file: Path, known: str | None) -> list[str]:
    """Give what a person made of a file another name, and say which."""
    return [] if _hash_of(file) in (None, known) else keep(file, file.parent)


def _hash_of(file: Path) -> str | None:
    return sha256_of(file.read_bytes()) if file.is_file() else None
