"""Whether anything that the guide is made of has changed since it was last found true."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from guide.story import PAGES, PICTURES, PRACTICE

MADE_OF = (
    "src",
    "expectations",
    "notebooks",
    "tests/guide",
    PRACTICE,
    PICTURES,
    *PAGES,
    "Makefile",
    "requirements.txt",
)
MEMORY = Path("build/guide.sha256")


def is_remembered(project: Path) -> bool:
    """Whether the guide was found true as everything stands now."""
    memory = project / MEMORY
    return memory.is_file() and memory.read_text(encoding="utf-8") == digest(project)


def remember(project: Path) -> None:
    """Note that the guide is true as everything stands now."""
    (project / MEMORY).parent.mkdir(exist_ok=True)
    (project / MEMORY).write_text(digest(project), encoding="utf-8")


def digest(project: Path) -> str:
    """Return one digest of the code, the rules, the notebook, the steps, the pages and the version of Python."""
    whole = sha256(sys.version.encode())
    for file in sorted({*_files(project)}):
        whole.update(f"{file.relative_to(project)}\0".encode() + sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _files(project: Path) -> Iterator[Path]:
    yield from (project / "tests").glob("*.py")
    for name in MADE_OF:
        found = project / name
        files = found.rglob("*") if found.is_dir() else (found,)
        yield from (file for file in files if file.is_file() and file.suffix != ".pyc")
