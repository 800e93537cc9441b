"""Files beside a record of them: what a person made of one is kept under another name before it is written again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annual_report.build.putting.rescue import keep
from annual_report.files import write_json, write_whole


def write_recorded(folder: Path, contents: Mapping[str, bytes], record: str, data: Mapping[str, Any]) -> list[str]:
    """Write files, and data that say what was written; return what of a person's was kept under which name."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [words for name in contents for words in _keep_edited(folder / name, read_record(folder / record))]
    for name, content in contents.items():
        write_whole(folder / name, content)
    written = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    write_json(folder / record, {**data, "outputs": written})
    return kept


def read_record(record: Path) -> dict[str, Any]:
    """Return what an earlier run recorded; nothing where there is none, or something else."""
    with suppress(OSError, ValueError):
        found = json.loads(record.read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def _keep_edited(file: Path, record: dict[str, Any]) -> list[str]:
    """Give what a person made of a file another name, and say which."""
    written = record.get("outputs")
    known = written.get(file.name) if isinstance(written, dict) else None
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() == known:
        return []
    return keep(file, file.parent)
