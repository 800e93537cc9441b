"""The files a report is made from, and how they are opened: never through a link, a pipe or a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annual_report import paths
from annual_report.errors import InputError, Problem

# In bytes: the largest official table takes about 4 KB, a register of 100,000 applications 6 MB.
LARGEST_FILE, LARGEST_REGISTER = 1_000_000, 30_000_000

LINK = "这是符号链接，不读：请放文件本身"
NOT_A_FILE = "这不是文件：请放一个同名的文件"
LEADS_OUT = "{folder} 是通到 {params} 以外的链接，不读：请放文件夹本身"

# A pipe does not wait for somebody to write, and a name that has become a link meanwhile is not followed.
SAFELY = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))

FILE, LINKED, OTHER, LARGE, CLOSED = "file", "link", "other", "large", "closed"


class Filed(NamedTuple):
    """What lies under the name of an input: a file and what it holds, or what else; of a large one only the size."""

    kind: str
    content: bytes = b""
    size: int = 0


class Filing(NamedTuple):
    """What lies in the folders of a report, by name below the folder of the agency.

    `beside` are the names of all that is no input, and whether each is a folder; these are never opened. What persons
    decided about the report is not among them: it changes nothing that is printed.
    """

    folders: tuple[str, ...]
    files: dict[str, Filed]
    beside: dict[str, bool]


def input_files(folder: Path) -> list[Path]:
    """Return every file that the report in a folder may be made from, whether it is there or not.

    These are its own, the master data of the agency, and last year's tables, figures, prose and register of
    applications; nothing else is opened.
    """
    year = int(folder.name)
    own, before = (_tables_of(each) for each in (year, year - 1))
    registers = (paths.REGISTER_FILE, paths.CASES_FILE)
    names = (*own, paths.FIGURES_FILE, paths.NARRATIVE_FILE, paths.WAIVERS_FILE, paths.ADDITIONS_FILE, *registers)
    previous = folder.with_name(str(year - 1))
    return [
        *(folder / name for name in names),
        folder.parent / paths.AGENCY_FILE,
        *(previous / name for name in (*before, paths.FIGURES_FILE, paths.NARRATIVE_FILE, paths.REGISTER_FILE)),
    ]


def _tables_of(year: int) -> tuple[str, ...]:
    # What only asks which reports there are need not wait for the forms.
    from annual_report.form.forms import form_of_year

    form = form_of_year(year)
    return tuple(table.file for table in form.tables) if form else ()


def largest(path: Path) -> int:
    """Return how many bytes a file of this name may have."""
    return LARGEST_REGISTER if path.name in (paths.REGISTER_FILE, paths.CASES_FILE) else LARGEST_FILE


def open_input(path: Path) -> BinaryIO:
    """Open an input. Raises InputError for a link, a pipe, a device, a folder; OSError where it cannot be opened."""
    require_file(path)
    file = os.fdopen(os.open(path, SAFELY), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise InputError([Problem(NOT_A_FILE, paths.stored_name(path))])
    return file


def require_file(path: Path) -> None:
    """Raise InputError where something else than a file goes by the name of an input; OSError where nothing does."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise InputError([Problem(LINK if stat.S_ISLNK(mode) else NOT_A_FILE, paths.stored_name(path))])


def is_there(path: Path) -> bool:
    """Whether anything goes by a name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def require_inside(folder: Path, params: Path) -> None:
    """Raise InputError for a folder that is, or lies in, a link that leads out of `params`."""
    if not is_inside(folder, params):
        raise InputError([Problem(LEADS_OUT.format(folder=paths.shown_name(folder), params=paths.shown_name(params)))])


def is_inside(folder: Path, params: Path) -> bool:
    """Whether a folder lies in `params` when every link has been followed; a link that leads to itself does."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(params))


def filing_of(folder: Path) -> Filing:
    """Return what lies in the folder of a report, and in that of the year before, now: somebody may be writing.

    Nothing lies in one that leads out of PARAMS.
    """
    agency, before = folder.parent, folder.with_name(str(int(folder.name) - 1))
    if not all(is_inside(each, agency.parent) for each in (folder, before)):
        return Filing((), {}, {})
    folders = [each for each in (folder, before) if each.is_dir()]
    found = ((path.relative_to(agency).as_posix(), _look_at(path)) for path in input_files(folder))
    files = {name: each for name, each in found if each}
    beside = {f"{each.name}/{name}": is_folder for each in folders for name, is_folder in _visible(each)}
    rest = {name: each for name, each in beside.items() if name not in files and Path(name).name != paths.REVIEW_FILE}
    return Filing(tuple(each.name for each in folders), files, rest)


def _look_at(path: Path) -> Filed | None:
    """Return what goes by the name of an input; None where nothing does. Waits for nothing and follows no link."""
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            return Filed(LINKED if stat.S_ISLNK(mode) else OTHER)
        with open_input(path) as file:
            size = os.fstat(file.fileno()).st_size
            return Filed(FILE, file.read(), size) if size <= largest(path) else Filed(LARGE, size=size)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, InputError):
        return Filed(CLOSED)


def _visible(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield the names in a folder, and whether each is a folder; hidden ones are nobody's business."""
    with suppress(OSError):  # it may be gone meanwhile, or closed to us
        for path in sorted(folder.iterdir()):
            if not path.name.startswith("."):
                yield path.name, path.is_dir() and not path.is_symlink()
