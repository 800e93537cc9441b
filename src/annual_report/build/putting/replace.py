"""Replace outputs one by one inside a place that cannot be exchanged as a whole: all of them, or none.

So it is on Windows, where a place is a mount point or leads to another disk. What lies there is moved aside, what is
new is moved in, and a file tells as long as it lasts that this is under way: whatever stops it, it is taken back, at
once or by the next command. Only outputs are touched. The manifest goes first and comes last.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from annual_report.build.outputs.table import MANIFEST
from annual_report.build.putting.exchange import move_new
from annual_report.build.putting.records import Known, is_unchanged
from annual_report.build.putting.rescue import bring_home, keep

FOLDER = ".annual_report-replacing"
OLD, NEW, UNDER_WAY = "old", "new", "under_way.json"


def replace_each(files: Iterable[Path], names: Iterable[str], place: Path) -> None:
    """Put files into a place instead of the outputs that have some names. Raises OSError where all is as it was.

    What was replaced is left to `settle`.
    """
    old, new = place / FOLDER / OLD, place / FOLDER / NEW
    try:
        arriving = _copy_in(files, old, new)
        _journal_file(place).write_text(json.dumps(arriving), encoding="utf-8")
    except BaseException:
        # Nothing was moved yet; half of what is new would only take the room that is wanting.
        shutil.rmtree(place / FOLDER, ignore_errors=True)
        raise
    try:
        for name in sorted(names, key=lambda name: (name != MANIFEST, name)):
            os.rename(place / name, old / name)  # noqa: PTH104  (Path.rename is one more thing between two moves)
        for name in arriving:
            move_new(new / name, place / name)
        _journal_file(place).unlink()
    except BaseException:
        # Where it cannot be taken back now, the next command will.
        with suppress(OSError):
            _take_back(place)
        raise


def _copy_in(files: Iterable[Path], old: Path, new: Path) -> list[str]:
    """Copy what is to arrive to where it can be moved from, the manifest last; return the names."""
    old.mkdir(parents=True)
    new.mkdir()
    for file in files:
        shutil.copy2(file, new / file.name)
    return sorted((file.name for file in new.iterdir()), key=lambda name: (name == MANIFEST, name))


def settle(place: Path, known: Known) -> list[str]:
    """Take back what was stopped on its way, and keep what a person changed of what was replaced; say how."""
    inside = place / FOLDER
    if not inside.is_dir():
        return []
    _take_back(place, known)
    said = bring_home(inside / OLD, place, known) if (inside / OLD).is_dir() else []
    shutil.rmtree(inside, ignore_errors=True)
    return said


def _take_back(place: Path, known: Known | None = None) -> None:
    if not _journal_file(place).is_file():
        return
    old, new = place / FOLDER / OLD, place / FOLDER / NEW
    for name in _names_in_journal(place):
        if not (new / name).exists():
            _retract(place / name, known)
            # Once what was there before is back, it is not taken for what had arrived.
            (new / name).touch()
    for path in sorted(old.iterdir(), key=lambda each: each.name == MANIFEST):
        move_new(path, place / path.name)
    _journal_file(place).unlink()


def _retract(file: Path, known: Known | None) -> None:
    """Take an output that had arrived away again; one that a person has changed since is kept."""
    if known is None or is_unchanged(file, known):
        file.unlink(missing_ok=True)
    elif os.path.lexists(file):
        keep(file, file.parent)


def _names_in_journal(place: Path) -> list[str]:
    """Return what was to arrive; nothing where this was not yet written down, and so nothing begun."""
    try:
        names: list[str] = json.loads(_journal_file(place).read_text(encoding="utf-8"))
        return names
    except ValueError:
        return []


def _journal_file(place: Path) -> Path:
    return place / FOLDER / UNDER_WAY
