"""Inputs and outputs at a URL: private folders stand for them, so that everything else works on paths.

The command brings the inputs here once, to choose from and to see what changed. Whoever works on a report, on this
machine or another, brings what it needs into a folder of its own and puts what it made to its place: no folder has to
be shared. Messages and manifests name the URL.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.build.outputs.places import OUT_INSIDE_PARAMS
from annual_report.district.remote_files import (
    DEPTH,
    Wanted,
    bring_below,
    failures_in_words,
    file_system_of,
    is_url,
    put,
    standing_for,
)
from annual_report.district.remote_place import outline_of, publish
from annual_report.errors import EngineError, InputError, Problem
from annual_report.typed_command import typed_command

ONLY_FOLDERS = "这条命令只能用文件夹，不能用 {place} 这样的网址：请改用 {reports}（可写 AGENCY、YEAR）"


def refuse_urls(*places: str) -> None:
    """Raise InputError where a place is a URL, for a command that works on folders only."""
    problems = [
        Problem(ONLY_FOLDERS.format(place=paths.without_password(place), reports=typed_command("reports")), found=place)
        for place in places
        if is_url(place)
    ]
    if problems:
        raise InputError(problems)


@contextmanager
def local_folders(params: str, out: str, agency: str = "", year: int | None = None) -> Iterator[tuple[Path, Path]]:
    """Give the folders of inputs and outputs while a command runs: those named, or others that stand for URLs.

    The inputs of one agency, of one year or of all are brought here. What lies right in the folder of outputs at the
    end is put to OUT. Raises InputError where a place cannot be reached, and where OUT lies inside PARAMS.
    """

    def is_input(parts: tuple[str, ...]) -> bool:
        return agency in ("", parts[0]) and _is_input(parts, lambda number: year in (None, number, number + 1))

    if is_url(params) or is_url(out):
        _refuse_inside(out, params)
    with _inputs(params, is_input) as here, _outputs(out) as there:
        yield here, there


@contextmanager
def _inputs(params: str, is_input: Wanted) -> Iterator[Path]:
    if not is_url(params):
        yield Path(params)
        return
    with standing_for(params) as folder:
        with failures_in_words(params, _refusal):
            files, root = file_system_of(params)
            # What lists nothing has not said whether there is anything to list.
            files.info(root)
            bring_below(folder, is_input)
        yield folder


@contextmanager
def _outputs(out: str) -> Iterator[Path]:
    if not is_url(out):
        yield Path(out)
        return
    with standing_for(out) as folder:
        with failures_in_words(out, _refusal):
            _require_writable(out)
        yield folder
        with failures_in_words(out, _refusal):
            put(*(path for path in folder.iterdir() if path.is_file()))


@contextmanager
def fetch_inputs(requests: Sequence[Request]) -> Iterator[list[Request]]:
    """Give requests whose inputs lie here, to whoever works on them.

    Raises EngineError where they cannot be brought: another time they may be.
    """
    url = paths.elsewhere().get(requests[0].params)
    if not url:
        yield list(requests)
        return
    asked = {(request.agency, year) for request in requests for year in (request.year, request.year - 1)}

    def is_input(parts: tuple[str, ...]) -> bool:
        return _is_input(parts, lambda number: (parts[0], number) in asked)

    with standing_for(url) as folder:
        with failures_in_words(url, EngineError):
            bring_below(folder, is_input, sorted({request.agency for request in requests}))
        yield [request.moved(params=folder) for request in requests]


@contextmanager
def local_requests(requests: Sequence[Request]) -> Iterator[list[Request]]:
    """Give requests whose inputs and outputs lie here; at the end, outputs are put to their places.

    Where the work ends badly nothing is touched there.
    """
    with fetch_inputs(requests) as here, _publish_outputs(here) as there:
        yield there


@contextmanager
def _publish_outputs(requests: Sequence[Request]) -> Iterator[list[Request]]:
    url = paths.elsewhere().get(requests[0].out)
    if not url:
        yield list(requests)
        return
    with standing_for(url) as folder:
        here = [each.moved(out=folder) for each in requests]
        with failures_in_words(url, EngineError):
            before = [outline_of(each.place) for each in here]
        yield here
        with failures_in_words(url, EngineError):
            for request, found in zip(here, before, strict=True):
                publish(request.place, found)


def _is_input(parts: tuple[str, ...], is_wanted: Callable[[int], bool]) -> bool:
    """Whether a file is master data, or lies in the folder of a year that is wanted; hidden files are no inputs."""
    if len(parts) < DEPTH:
        return parts[1:] == (paths.AGENCY_FILE,)
    is_year = re.fullmatch("[0-9]{4}", parts[1])
    return bool(is_year) and is_wanted(int(parts[1])) and not any(part.startswith(".") for part in parts)


def _refuse_inside(out: str, params: str) -> None:
    for place in (params, out):
        with failures_in_words(place, _refusal):
            _locate(place)
    (files, inner), (others, outer) = _locate(out), _locate(params)
    if files == others and PurePosixPath(inner).is_relative_to(outer):
        raise _refusal(OUT_INSIDE_PARAMS.format(out=paths.without_password(out)))


def _locate(place: str) -> tuple[Any, str]:
    """Return where a place is; a folder of this machine without the links that lead to it."""
    files, root = file_system_of(place)
    return files, os.path.realpath(root) if "file" in files.protocol else root


def _require_writable(out: str) -> None:
    files, root = file_system_of(out)
    probe = f"{root}/.{secrets.token_hex(8)}"
    files.makedirs(root, exist_ok=True)
    files.pipe_file(probe, b"?")
    files.rm_file(probe)


def _refusal(words: str) -> InputError:
    return InputError([Problem(words)])
