"""Bring what a person put into a folder that was replaced to the folder that took its place, without a loss.

Whatever stops it, it may be done again: it goes on with what is left.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from annual_report.build.outputs.table import is_ours, names_of_edited
from annual_report.build.putting.exchange import move_new
from annual_report.build.putting.records import Known, fingerprint, is_unchanged

KEPT = "{name} 不是生成时的样子（有人改过）：已另存为 {kept}"
KEPT_TOO = "另一份 {name} 已另存为 {kept}"


def link_all(folder: Path, copy: Path) -> None:
    """Give everything in a folder a second name in another one; links stay links. Raises OSError where it cannot."""
    for path in sorted(folder.iterdir()):
        link(path, copy / path.name)


def link(one: Path, other: Path) -> None:
    """Give a file, or all in a folder, a second name. Raises OSError where it cannot."""
    if _is_folder(one):
        other.mkdir()
        link_all(one, other)
        shutil.copystat(one, other)
    else:
        os.link(one, other, follow_symlinks=False)


def link_edited(file: Path, folder: Path) -> None:
    """Give an output that a person changed a second name in a folder, unless it is kept there already."""
    if not _find_kept(file, folder):
        link(file, _free_name(file.name, folder))


def bring_home(old: Path, place: Path, known: Known) -> list[str]:
    """Empty a folder that was replaced: what we wrote goes, everything else gets to `place`; say what is kept how.

    What has the name of something else there gets another one.
    """
    place.mkdir(parents=True, exist_ok=True)
    said = [words for path in sorted(old.iterdir()) for words in _bring(path, place, known)]
    old.rmdir()
    return said


def keep(file: Path, place: Path) -> list[str]:
    """Give what has, or wants, the name of something else a name of its own in a place; say which.

    What is kept there already, byte for byte, is not kept twice.
    """
    kept = _find_kept(file, place)
    if kept:
        file.unlink()
    while not kept:
        with suppress(FileExistsError):
            name = _free_name(file.name, place)
            move_new(file, name)
            kept = name
    return [(KEPT if is_ours(file.name) else KEPT_TOO).format(name=file.name, kept=kept.name)]


def _bring(each: Path, place: Path, known: Known | None) -> list[str]:
    """Bring one entry; where nothing is known to be written, as in a folder of a person, no name is ours."""
    other = place / each.name
    if _is_same(each, other) or (known is not None and is_unchanged(each, known)):
        each.unlink()
        return []
    if known is not None and is_ours(each.name):
        return keep(each, place)
    try:
        move_new(each, other)
    except FileExistsError:
        return _merge(each, other) if _is_folder(each) and _is_folder(other) else keep(each, place)
    return []


def _merge(one: Path, other: Path) -> list[str]:
    # Names in a folder that nobody may write to could not be taken away.
    one.chmod(0o700)
    said = [words for path in sorted(one.iterdir()) for words in _bring(path, other, None)]
    one.rmdir()
    return said


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names stand for one file; a folder has one name only."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _find_kept(file: Path, folder: Path) -> Path | None:
    """Return the name under which a file is kept in a folder, byte for byte; None where it is not."""
    for name in names_of_edited(file.name):
        kept = folder / name
        if not os.path.lexists(kept):
            return None
        if _is_same(file, kept) or (_is_plain(file) and _is_plain(kept) and fingerprint(file) == fingerprint(kept)):
            return kept
    return None


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _free_name(name: str, folder: Path) -> Path:
    names = (folder / each for each in names_of_edited(name))
    return next(each for each in names if not os.path.lexists(each))
