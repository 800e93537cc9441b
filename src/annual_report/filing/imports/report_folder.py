"""A report folder is put in its place as a whole; what a person has changed in one that is there already, is kept."""

from __future__ import annotations

import os
import shutil
from codecs import BOM_UTF8
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from annual_report import paths
from annual_report.filing.imports.writing import RECORD_FILE
from annual_report.filing.new import as_csv, encoded
from annual_report.filing.read_figures import HEADER

# What a file that is replaced by another is called from then on: narrative.替换前-1.md.
REPLACED = "{stem}.替换前-{number}{suffix}"
# The folder that is being written, and the one that is being replaced; hidden, beside the place of both.
PARTIAL, REPLACED_FOLDER = ".{name}.{process}.part", ".{name}.{process}.old"


class _CopyError(Exception):
    """A file that could not be copied; what copies folders gathers such errors, and loses their reasons."""


def write_folder(folder: Path, contents: Mapping[str, str], spare: Container[str] = ()) -> list[str]:
    """Put a report folder in its place as a whole; return the new names of files that held something else before.

    Whatever else lies in a folder that is there already, stays; one that is a link stays a link. Files of which nothing
    is lost (`spare`) get no new name, but are written over.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(PARTIAL.format(name=folder.name, process=os.getpid()))
    try:
        _copy(folder, beside) if folder.exists() else beside.mkdir()
        files = {name: _encoded(beside / name, text) for name, text in {**_needed(beside), **contents}.items()}
        replaced = [*_set_aside(beside, {name: files[name] for name in contents if name not in spare})]
        for name, content in files.items():
            (beside / name).write_bytes(content)
        _exchange(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return replaced


def restore_folder(folder: Path) -> None:
    """Put back a folder that was being replaced when the program was killed, between two renames."""
    folder = folder.resolve()
    if not folder.exists():
        for old in folder.parent.glob(REPLACED_FOLDER.format(name=folder.name, process="*")):
            old.rename(folder)
            return


def _copy(folder: Path, beside: Path) -> None:
    try:
        shutil.copytree(folder, beside, symlinks=True, copy_function=_copy_file)
    except _CopyError as error:
        raise error.__cause__ or error from None


def _copy_file(source: str, target: str) -> None:
    try:
        shutil.copy2(source, target)
    except OSError as error:
        raise _CopyError from error


def _encoded(file: Path, text: str) -> bytes:
    """Return a file as it is written; without a BOM where it has none: somebody keeps it so, perhaps in git."""
    is_kept_plain = file.is_file() and _is_plain(file.read_bytes())
    return text.encode() if is_kept_plain else encoded(file.name, text)


def _is_plain(content: bytes) -> bool:
    """Whether a file is in UTF-8 and has no BOM."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.startswith(BOM_UTF8)


def _set_aside(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Rename files that hold something else than what is written now, the record apart; yield their new names."""
    for name, content in files.items():
        file = folder / name
        if name != RECORD_FILE and file.is_file() and file.read_bytes() != content:
            number = 1
            while (kept := folder / REPLACED.format(stem=file.stem, number=number, suffix=file.suffix)).exists():
                number += 1
            file.rename(kept)
            yield kept.name


def _needed(folder: Path) -> dict[str, str]:
    """Return what a report needs and no document holds, unless it is there: a list of figures, still empty."""
    return {} if (folder / paths.FIGURES_FILE).exists() else {paths.FIGURES_FILE: as_csv([HEADER])}


def _exchange(beside: Path, folder: Path) -> None:
    old = folder.with_name(REPLACED_FOLDER.format(name=folder.name, process=os.getpid()))
    if folder.exists():
        folder.rename(old)
    try:
        beside.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
