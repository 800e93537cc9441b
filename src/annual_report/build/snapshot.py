"""A private copy of the inputs of a report: what is hashed, read and judged is the same, whoever writes meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from annual_report.build.outcomes import Request
from annual_report.engine import fingerprints
from annual_report.errors import InputError, Problem
from annual_report.files import sha256_of
from annual_report.filing.folders import chosen_profile
from annual_report.filing.inputs import CLOSED, FILE, LARGE, LINKED, Filed, Filing, filing_of

# How often the inputs are read anew because somebody was writing.
TRIES = 20

CHANGING = "{folder} 里的文件一直在变：请等别的程序写完再运行"
CANNOT_OPEN = "文件打不开：请检查权限，或关闭正在使用它的程序"


class Snapshot(NamedTuple):
    """A request about a private copy of what was filed, what was filed, and the place that was chosen."""

    request: Request
    filing: Filing
    place: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint of what was filed."""
        return fingerprints.filing_fingerprint(self.filing, f"{self.request.agency}/{self.request.year}")

    def hashes(self) -> dict[str, str]:
        """Return the sha256 of every input, by its path below PARAMS."""
        files = sorted((name, each.content) for name, each in self.filing.files.items() if each.kind == FILE)
        return {f"{self.request.agency}/{name}": sha256_of(content) for name, content in files}


@contextmanager
def snapshot(request: Request) -> Iterator[Snapshot]:
    """Give the same request with a private copy for PARAMS, which goes by the name of PARAMS in all that is said.

    Each input is read twice, until it was the same twice, and never again: the copy is all that is looked at then.
    Raises InputError where a file cannot be opened, or where the files never stay the same while they are read.
    """
    with snapshots([request]) as (copy,):
        yield copy


@contextmanager
def snapshots(requests: Sequence[Request]) -> Iterator[list[Snapshot]]:
    """Give requests of one run with one private copy for PARAMS, as `snapshot` does."""
    filings = [_at_one_moment(request) for request in requests]
    with tempfile.TemporaryDirectory(prefix="inputs-") as folder:
        copy = Path(folder)
        for request, filing in zip(requests, filings, strict=True):
            _write(filing, copy / request.agency)
        with paths.standing_for(copy, str(paths.absolute(requests[0].params))):
            yield [
                Snapshot(request.moved(params=copy), filing, chosen_profile(copy / request.agency))
                for request, filing in zip(requests, filings, strict=True)
            ]


def _at_one_moment(request: Request) -> Filing:
    """Return what was filed, as it stood twice in a row: nobody was writing in between."""
    found = filing_of(request.folder)
    for _ in range(TRIES):
        before, found = found, filing_of(request.folder)
        if found == before:
            _require_open(found, request)
            return found
    raise InputError([Problem(CHANGING.format(folder=paths.shown_name(request.folder)))])


def _require_open(filing: Filing, request: Request) -> None:
    closed = [name for name, each in filing.files.items() if each.kind == CLOSED]
    if closed:
        raise InputError(Problem(CANNOT_OPEN, paths.stored_name(request.folder.parent / name)) for name in closed)


def _write(filing: Filing, agency: Path) -> None:
    """Write what was filed; what is no input keeps only its name, which may be what a message is about."""
    for name in ("", *filing.folders):
        (agency / name).mkdir(parents=True, exist_ok=True)
    for name, is_folder in filing.beside.items():
        (agency / name).mkdir(exist_ok=True) if is_folder else (agency / name).touch()
    for name, found in filing.files.items():
        _write_file(agency / name, found)


def _write_file(path: Path, found: Filed) -> None:
    """Write an input; what is none is refused here as it would be there."""
    if found.kind == FILE:
        path.write_bytes(found.content)
    elif found.kind == LARGE:
        with path.open("wb") as file:
            file.truncate(found.size)
    elif found.kind == LINKED:
        with suppress(OSError):  # not everybody may make links everywhere
            path.symlink_to(path.name)
    if not os.path.lexists(path):
        path.mkdir()
