"""Inputs and outputs at a URL: private folders stand for them, so that everything else works on paths.

The command brings the inputs here once, to choose from and to see what changed. Whoever works on a report, on this
machine or another, brings what it needs into a folder of its own and puts what it made to its place: no folder has to
be shared. Messages and manifests name the URL. fsspec, of the extra `cluster`, is imported only where there is one.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import OUT_INSIDE_PARAMS
from annual_report.build.outputs.table import MANIFEST, is_edited, is_ours
from annual_report.build.putting import records
from annual_report.errors import AnnualReportError, EngineError, InputError, Problem

URL = re.compile("[A-Za-z][A-Za-z0-9+.-]+://")

# Inputs lie so deep: agency, year, file.
DEPTH = 3

# Whether a file is wanted, by the parts of its name below the place.
Wanted = Callable[[tuple[str, ...]], bool]

# What tells that a file was changed, by whatever name its driver knows it, the surest first.
MARKS = ("ETag", "etag", "mtime", "modify", "last_modified", "LastModified", "modified", "created")

ONLY_FOLDERS = "这条命令只能用文件夹，不能用 {place} 这样的网址：请改用 make reports（可写 AGENCY、YEAR）"
REASONS = (
    (ImportError, "{place} 还缺软件包（{reason}）：请安装 annual-report[cluster] 和这种网址的驱动"),
    (FileNotFoundError, "没有 {place} 这个文件夹：请检查 PARAMS 和 OUT"),
    (ValueError, "{place} 不是能用的网址（{reason}）：请检查 :// 前面的协议和后面的地址"),
    (Exception, "{place} 读不到或写不进（{reason}）：请检查网址、网络和权限"),
)


def refuse_urls(*places: str) -> None:
    """Raise InputError where a place is a URL, for a command that works on folders only."""
    problems = [
        Problem(ONLY_FOLDERS.format(place=paths.public(place)), found=place) for place in places if _is_url(place)
    ]
    if problems:
        raise InputError(problems)


@contextmanager
def at_hand(params: str, out: str, agency: str = "", year: int | None = None) -> Iterator[tuple[Path, Path]]:
    """Give the folders of inputs and outputs while a command runs: those named, or others that stand for URLs.

    The inputs of one agency, of one year or of all are brought here. What lies right in the folder of outputs at the
    end is put to OUT. Raises InputError where a place cannot be reached, and where OUT lies inside PARAMS.
    """

    def is_input(parts: tuple[str, ...]) -> bool:
        return agency in ("", parts[0]) and _is_input(parts, lambda number: year in (None, number, number + 1))

    if _is_url(params) or _is_url(out):
        _refuse_inside(out, params)
    with _inputs(params, is_input) as here, _outputs(out) as there:
        yield here, there


@contextmanager
def _inputs(params: str, is_input: Wanted) -> Iterator[Path]:
    if not _is_url(params):
        yield Path(params)
        return
    with _standing_for(params) as folder:
        with _reached(params, _refusal):
            files, root = _opened(params)
            # What lists nothing has not said whether there is anything to list.
            files.info(root)
            _bring(folder, is_input)
        yield folder


@contextmanager
def _outputs(out: str) -> Iterator[Path]:
    if not _is_url(out):
        yield Path(out)
        return
    with _standing_for(out) as folder:
        with _reached(out, _refusal):
            _require_writable(out)
        yield folder
        with _reached(out, _refusal):
            put(*(each for each in folder.iterdir() if each.is_file()))


@contextmanager
def fetched(requests: Sequence[Request]) -> Iterator[list[Request]]:
    """Give requests whose inputs lie here, to whoever works on them.

    Raises EngineError where they cannot be brought: another time they may be.
    """
    url = paths.elsewhere().get(requests[0].params)
    if not url:
        yield list(requests)
        return
    asked = {(each.agency, year) for each in requests for year in (each.year, each.year - 1)}

    def is_input(parts: tuple[str, ...]) -> bool:
        return _is_input(parts, lambda number: (parts[0], number) in asked)

    with _standing_for(url) as folder:
        with _reached(url, EngineError):
            _bring(folder, is_input, sorted({each.agency for each in requests}))
        yield [replace(each, params=folder) for each in requests]


@contextmanager
def at_work(requests: Sequence[Request]) -> Iterator[list[Request]]:
    """Give requests whose inputs and outputs lie here; at the end, outputs are put to their places.

    There is no moving a folder at once in a store of objects. So in every place that changes the manifest goes first
    and comes last: as long as it is not there, nobody may take what lies there for a report. In between, what is no
    longer ours to show is removed, then the rest is put. Where the work ends badly nothing is touched, and what is not
    ours never is; what a person changed is kept under another name.
    """
    with fetched(requests) as here, _outputs_put(here) as there:
        yield there


@contextmanager
def _outputs_put(requests: Sequence[Request]) -> Iterator[list[Request]]:
    url = paths.elsewhere().get(requests[0].out)
    if not url:
        yield list(requests)
        return
    with _standing_for(url) as folder:
        here = [replace(each, out=folder) for each in requests]
        with _reached(url, EngineError):
            before = [_outline(each.place) for each in here]
        yield here
        with _reached(url, EngineError):
            for request, outline in zip(here, before, strict=True):
                _publish(request.place, outline)


@dataclass(frozen=True)
class _Outline:
    """What stands here for what lies in a place there: the fingerprints of files, also of those that are but empty.

    `known` is what was recorded of the latter: the fingerprints of what really lies there.
    """

    fingerprints: Mapping[str, str]
    known: Mapping[str, list[Any]]


def _outline(place: Path) -> _Outline:
    """Put an empty file here for each output of ours there that is as it was put, and bring the others.

    So that the work removes what it would remove there, and keeps what a person changed.
    """
    place.mkdir(parents=True)
    record, marks = records.record_file(place), _marks_of(place)
    record.parent.mkdir(parents=True, exist_ok=True)
    _fetch(record.parent, {record.name, marks.name} & (states(record.parent, anew=True) or {}).keys())
    there = states(place, anew=True) or {}
    lying = {name: mark for name, mark in there.items() if is_ours(name)}
    recorded, put_as = records.read_lists(record), records.read_lists(marks)
    unchanged = {name for name, mark in lying.items() if put_as.get(name) == mark}
    for name in unchanged:
        (place / name).touch()
    changed = lying.keys() - unchanged
    # What is kept already must not be replaced, nor kept twice.
    brought = changed | {name for name in there if changed and is_edited(name)}
    _fetch(place, brought)
    records.record(place, [place / name for name in sorted(unchanged)])
    known = {name: recorded[name] for name in unchanged & recorded.keys()}
    return _Outline({name: records.fingerprint(place / name) for name in unchanged | brought}, known)


def _publish(place: Path, outline: _Outline) -> None:
    before, known = outline.fingerprints, outline.known
    left = {file.name: file for file in place.iterdir() if file.is_file()}
    made = {name for name, file in left.items() if records.fingerprint(file) != before.get(name)}
    stale = before.keys() - left.keys()
    record, marks = records.record_file(place), _marks_of(place)
    private = records.read_lists(record)
    # As long as this is under way, what lies there may be what was put before or what is put now.
    records.write_lists(record, {name: [*private.get(name, ()), *known.get(name, ())] for name in {*private, *known}})
    put(record)
    remove(place, (made | stale) & before.keys() & {MANIFEST})
    remove(place, stale - {MANIFEST})
    put(*(left[name] for name in sorted(made - {MANIFEST})))
    put(*(left[name] for name in made & {MANIFEST}))
    records.write_lists(record, {**private, **{name: each for name, each in known.items() if name not in made | stale}})
    records.write_lists(marks, {name: mark for name, mark in (states(place, anew=True) or {}).items() if is_ours(name)})
    put(record, marks)


def _marks_of(place: Path) -> Path:
    """Return the file that holds size and mark of change of what was put to a place."""
    return records.records_folder(place) / f"{place.name}.marks.json"


def _fetch(folder: Path, names: Collection[str]) -> None:
    found = _there(folder)
    if found and names:
        there, root = found
        there.get([f"{root}/{name}" for name in sorted(names)], [str(folder / name) for name in sorted(names)])


def put(*files: Path) -> None:
    """Put files of one folder to the place it stands for; nothing where it stands for none."""
    found = _there(files[0].parent) if files else None
    if found:
        there, folder = found
        with _reached(paths.shown(files[0].parent), EngineError):
            there.makedirs(folder, exist_ok=True)
            there.put([str(file) for file in files], [f"{folder}/{file.name}" for file in files])


def bring(folder: Path, is_wanted: Wanted) -> None:
    """Bring what is wanted from the place a folder stands for; nothing where it stands for none."""
    with _reached(paths.shown(folder), EngineError):
        _bring(folder, is_wanted)


def _bring(folder: Path, is_wanted: Wanted, under: Iterable[str] = ("",)) -> None:
    """Bring what is wanted, and all folders, though empty: what there is can be told by them."""
    found = _there(folder)
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


def states(place: Path, anew: bool = False) -> dict[str, list[Any]] | None:
    """Return size and mark of change of every file where a folder stands for a place, by name; None where for none.

    Takes what a listing said before, unless it is to be looked at anew.
    """
    found = _there(place)
    if not found:
        return None
    there, folder = found
    with _reached(paths.shown(place), EngineError):
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
    found = _there(place)
    if found:
        there, folder = found
        with _reached(paths.shown(place), EngineError):
            for name in sorted(names):
                with suppress(FileNotFoundError):
                    there.rm_file(f"{folder}/{name}")


def _is_url(place: str) -> bool:
    return bool(URL.match(place))


def _is_input(parts: tuple[str, ...], is_wanted: Callable[[int], bool]) -> bool:
    """Whether a file is master data, or lies in the folder of a year that is wanted; hidden files are no inputs."""
    if len(parts) < DEPTH:
        return parts[1:] == (paths.AGENCY_FILE,)
    is_year = re.fullmatch("[0-9]{4}", parts[1])
    return bool(is_year) and is_wanted(int(parts[1])) and not any(part.startswith(".") for part in parts)


@contextmanager
def _standing_for(url: str) -> Iterator[Path]:
    """Give a private folder that stands for a URL."""
    with tempfile.TemporaryDirectory(prefix="annual-report-") as folder, paths.standing_for(Path(folder), url):
        yield Path(folder)


def _there(path: Path) -> tuple[Any, str] | None:
    """Return the file system and the name there of what a path stands for; None where it stands for itself."""
    for folder, url in paths.elsewhere().items():
        if path.is_relative_to(folder):
            files, root = _opened(url)
            return files, "/".join((root, *path.relative_to(folder).parts))
    return None


def _opened(place: str) -> tuple[Any, str]:
    """Return the file system of a URL or a path, and the name of the place there, without a slash at its end."""
    from fsspec.core import url_to_fs

    files, root = url_to_fs(place)
    return files, root.rstrip("/")


def _refuse_inside(out: str, params: str) -> None:
    for place in (params, out):
        with _reached(place, _refusal):
            _located(place)
    (files, inner), (others, outer) = _located(out), _located(params)
    if files == others and PurePosixPath(inner).is_relative_to(outer):
        raise _refusal(OUT_INSIDE_PARAMS.format(out=paths.public(out)))


def _located(place: str) -> tuple[Any, str]:
    """Return where a place is; a folder of this machine without the links that lead to it."""
    files, root = _opened(place)
    return files, os.path.realpath(root) if "file" in files.protocol else root


def _require_writable(out: str) -> None:
    files, root = _opened(out)
    probe = f"{root}/.{secrets.token_hex(8)}"
    files.makedirs(root, exist_ok=True)
    files.pipe_file(probe, b"?")
    files.rm_file(probe)


def _refusal(words: str) -> InputError:
    return InputError([Problem(words)])


@contextmanager
def _reached(place: str, failure: Callable[[str], AnnualReportError]) -> Iterator[None]:
    """Say in words why a place could not be reached: drivers raise whatever they like."""
    try:
        yield
    except AnnualReportError:
        raise
    except Exception as error:
        words = next(words for kind, words in REASONS if isinstance(error, kind))
        reason = str(error) or type(error).__name__
        raise failure(words.format(place=paths.public(place), reason=reason)) from error
