"""What decides how a report comes out, as fingerprints: code and packages, the whole toolkit, the inputs of a report.

Light on purpose: a district in which nothing changed should be told so before anything large is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from annual_report import paths
from annual_report.engine import settings
from annual_report.files import file_state
from annual_report.filing.inputs import Filing, filing_of
from annual_report.paths import Places

# Folders that programs leave beside what people write.
LEFT_BEHIND = {"__pycache__", ".ipynb_checkpoints"}


def code() -> str:
    """Return the fingerprint of what a living process has imported: our code and forms, Python, every package."""
    return _digest([*_packages(), *_contents(paths.PACKAGE)])


def toolkit(places: Places) -> str:
    """Return the fingerprint of everything but the inputs: code, packages, rules, notebook, wording, look."""
    return _digest([code(), settings.epoch(), places.notebook, *_toolkit_files(places)])


def toolkit_state(places: Places) -> str:
    """Return what tells whether a file of the toolkit was touched, and perhaps put back, without reading them all.

    Empty where one is gone at this very moment.
    """
    try:
        files = (each for each in (places.notebook, *_toolkit_files(places)) if isinstance(each, Path))
        return _digest(repr(file_state(file)) for file in files)
    except OSError:
        return ""


def _toolkit_files(places: Places) -> Iterator[str | Path]:
    for folder in (paths.NOTEBOOKS, places.expectations, paths.OWN_FONTS):
        yield from _contents(folder)


def inputs(folder: Path, name: str) -> str:
    """Return the fingerprint of the files a report is made from, of the names of what lies beside them, and its own."""
    return filing_fingerprint(filing_of(folder), name)


def filing_fingerprint(filing: Filing, name: str) -> str:
    """Return the same fingerprint of what was read already."""
    named = (part for name, each in filing.files.items() for part in (name, each.kind, str(each.size), each.content))
    return _digest([name, repr((filing.folders, filing.beside)), *named])


def _packages() -> list[str]:
    """Return Python's version, and the name and version of every package as the folder of its metadata is named."""
    folders = (Path(each) for each in sys.path if each.endswith("-packages"))
    names = (path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info"))
    return [sys.version, *sorted(names)]


def _contents(folder: Path) -> Iterator[str | Path]:
    """Yield the name and the file of everything in a folder, in the same order everywhere."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - LEFT_BEHIND)
        for name in sorted(names):
            file = Path(place, name)
            yield file.relative_to(folder).as_posix()
            yield file


def _encode(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode(errors="surrogateescape")


def _digest(parts: Iterable[str | bytes | Path]) -> str:
    """Return one fingerprint of texts and of the contents of files."""
    whole = blake2b(digest_size=20)
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else _encode(part)
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.hexdigest()
