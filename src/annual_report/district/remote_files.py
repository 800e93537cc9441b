"""Files at a URL: put, brought here, listed and removed. fsspec, of the extra `cluster`, is imported only for one.

A folder of this machine stands for the place; where it stands for none, nothing is to be done.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from annual_report import paths
from annual_report.errors import AnnualReportError, EngineError

URL = re.compile("[A-Za-z][A-Za-z0-9+.-]+://")

# Inputs lie so deep: agency, year, file.
DEPTH = 3

# Whether a file is wanted, by the parts of its name below the place.
Wanted = Callable[[tuple[str, ...]], bool]

# What tells that a file was changed, by whatever name its driver knows it, the surest first.
MARKS = ("ETag", "etag", "mtime", "modify", "last_modified", "LastModified", "modified", "created")

REASONS = (
    (ImportError, "{place} 还缺软件包（{reason}）：请安装 annual-report[cluster] 和这种网址的驱动"),
    (FileNotFoundError, "没有 {place} 这个文件夹：请检查 PARAMS 和 OUT"),
    (ValueError, "{place} 不是能用的网址（{reason}）：请检查 :// 前面的协议和后面的地址"),
    (Exception, "{place} 读不到或写不进（{reason}）：请检查网址、网络和权限"),
)


def is_url(place: str) -> bool:
    """Whether a place is a URL; else it is a folder of this machine."""
    return bool(URL.match(place))


@contextmanager
def standing_for(url: str) -> Iterator[Path]:
    """Give a private folder that stands for a URL."""
    with tempfile.TemporaryDirectory(prefix="annual-report-") as folder, paths.standing_for(Path(folder), url):
        yield Path(folder)


def put(*files: Path) -> None:
    """Put files of one folder to the place it stands for; nothing where it stands for none."""
    found = _place_there(files[0].parent) if files else None
    if found:
        there, folder = found
        with failures_in_words(paths.shown_name(files[0].parent), EngineError):
            there.makedirs(folder, exist_ok=True)
            there.put([str(file) for file in files], [f"{folder}/{file.name}" for file in files])


def bring(folder: Path, is_wanted: Wanted) -> None:
    """Bring what is wanted from the place a folder stands for; nothing where it stands for none."""
    with failures_in_words(paths.shown_name(folder), EngineError):
        bring_below(folder, is_wanted)


def bring_below(folder: Path, is_wanted: Wanted, under: Iterable[str] = ("",)) -> None:
    """Bring what is wanted, and all folders, though empty: what there is can be told by them."""
    found = _place_there(folder)
    if not found:
        return
    there, root = found
    there.invalidate_cache()
    theirs, ours = [], []
    for name, is_folder in _listing(there, root, under):
        parts = PurePosixPath(name.removeprefix(root).strip("/")).parts
        # A store of objects takes any name, also one that would lead out of the folder.
        if not parts or len(parts) > DEPTH or ".." in parts:
            continue
        here = folder.joinpath(*parts)
        (here if is_folder else here.parent).mkdir(parents=True, exist_ok=True)
        if not is_folder and is_wanted(parts):
            theirs.append(name)
            ours.append(str(here))
    if theirs:
        there.get(theirs, ours)


def _listing(there: Any, root: str, under: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the name of everything below some folders, and whether it is a folder itself."""
    from fsspec import AbstractFileSystem

    # Where every folder is listed by itself, one that could not be listed would go unnoticed.
    strict = {"on_error": "raise"} if type(there).find is AbstractFileSystem.find else {}
    for name in under:
        for found, about in there.find(f"{root}/{name}", withdirs=True, detail=True, **strict).items():
            yield found, about["type"] == "directory"


def fetch(folder: Path, names: Collection[str]) -> None:
    """Bring files by name from the place a folder stands for; nothing where it stands for none."""
    found = _place_there(folder)
    if found and names:
        there, root = found
        there.get([f"{root}/{name}" for name in sorted(names)], [str(folder / name) for name in sorted(names)])


def states(place: Path, anew: bool = False) -> dict[str, list[Any]] | None:
    """Return size and mark of change of every file where a folder stands for a place, by name; None where for none.

    Takes what a listing said before, unless it is to be looked at anew.
    """
    found = _place_there(place)
    if not found:
        return None
    there, folder = found
    with failures_in_words(paths.shown_name(place), EngineError):
        if anew:
            there.invalidate_cache(folder)
        listing = []
        with suppress(FileNotFoundError):
            listing = [each for each in there.ls(folder, detail=True) if each["type"] == "file"]
        return {PurePosixPath(each["name"]).name: [each["size"], _mark(each)] for each in listing}


def _mark(about: dict[str, Any]) -> str:
    return next((str(about[name]) for name in MARKS if about.get(name)), "")


def remove(place: Path, names: Collection[str]) -> None:
    """Remove files at the place a folder stands for; nothing where it stands for none."""
    found = _place_there(place)
    if found:
        there, folder = found
        with failures_in_words(paths.shown_name(place), EngineError):
            for name in sorted(names):
                with suppress(FileNotFoundError):
                    there.rm_file(f"{folder}/{name}")


def _place_there(path: Path) -> tuple[Any, str] | None:
    """Return the file system and the name there of what a path stands for; None where it stands for itself."""
    for folder, url in paths.elsewhere().items():
        if path.is_relative_to(folder):
            files, root = file_system_of(url)
            return files, "/".join((root, *path.relative_to(folder).parts))
    return None


def file_system_of(place: str) -> tuple[Any, str]:
    """Return the file system of a URL or a path, and the name of the place there, without a slash at its end."""
    from fsspec.core import url_to_fs

    files, root = url_to_fs(place)
    return files, root.rstrip("/")


@contextmanager
def failures_in_words(place: str, failure: Callable[[str], AnnualReportError]) -> Iterator[None]:
    """Say in words why a place could not be reached: drivers raise whatever they like."""
    try:
        yield
    except AnnualReportError:
        raise
    except Exception as error:
        words = next(words for kind, words in REASONS if isinstance(error, kind))
        reason = str(error) or type(error).__name__
        raise failure(words.format(place=paths.without_password(place), reason=reason)) from error
