"""Files as the toolkit writes them, as a whole: JSON as people read it, zips; and whether one is still what it was."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# The keys of our JSON as people read them; others come after them, by the alphabet.
KEYS = """
agency name year form status summary problems critical warning info passed failed broken not_assessable waived
rule outcome severity text role colspan rowspan table line column label message basis left right imbalance cells
follows slip file row col found unit value caption width widths head_rows rows findings rules figures from to
changes cause slips explanations likely remark first second alike compared differences not_compared
tables inputs templates outputs packages commit seconds
"""
READING_ORDER = tuple(KEYS.split())

# The earliest moment a zip file knows.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file beside its place and put it there when it is complete: nobody ever finds a half.

    What UTF-8 does not know, a broken byte of a name, is written out.
    """
    whole = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(whole)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def write_json(path: Path, data: object) -> None:
    """Write data as JSON, as a whole."""
    write_whole(path, as_json(data))


def as_json(data: object) -> str:
    """Return data as JSON: Chinese as it is, keys in reading order, one newline at the end."""
    return json.dumps(_in_reading_order(data), ensure_ascii=False, indent=2) + "\n"


def read_record(path: Path) -> dict[str, Any]:
    """Return the JSON object that an earlier run left in a file; an empty one where nothing such is there."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of what a file holds, as manifests and records have it."""
    return hashlib.sha256(content).hexdigest()


def zip_of(contents: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return files as a zip, in their order: the same files give the same bytes, on any day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in contents:
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return packed.getvalue()


def file_state(path: Path) -> tuple[Path, int, int, int]:
    """Return what tells whether a file is still what it was: what was made of it may be kept for as long."""
    found = path.stat()
    # The moment of change tells of what was put back with the time it had before.
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _in_reading_order(data: Any) -> Any:
    """Order keys as people read them: a notebook stores them by the alphabet, so both ways of writing agree."""
    if isinstance(data, list):
        return [_in_reading_order(each) for each in data]
    if not isinstance(data, dict):
        return data
    keys = sorted(data, key=lambda key: (READING_ORDER.index(key) if key in READING_ORDER else len(READING_ORDER), key))
    return {key: _in_reading_order(data[key]) for key in keys}
