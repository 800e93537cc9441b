"""Take away a report that no longer holds where nothing can be put in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annual_report.errors import InputError
from annual_report.publish.record import FINDINGS, MANIFEST, is_ours, sha256
from annual_report.publish.verify import read_manifest


def withdraw(place: Path) -> None:
    """Remove every output that is byte for byte what its manifest says, and the manifest; what a person edited stays.

    It needs no room: a full disk must not keep a report that looks current.
    """
    with suppress(OSError, InputError):
        for file in [*_unedited(place), place / FINDINGS, place / MANIFEST]:
            file.unlink(missing_ok=True)


def _unedited(place: Path) -> Iterator[Path]:
    for name, digest in read_manifest(place)["outputs"].items():
        file = place / name
        if is_ours(name) and file.is_file() and sha256(file) == digest:
            yield file
