"""The folders beside the reports in which outputs are made ready, one for each process."""

from __future__ import annotations

import errno
import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from annual_report import paths
from annual_report.build.outputs.places import not_writable, require_free
from annual_report.build.putting.records import records_folder
from annual_report.errors import NO_ROOM, EngineError, reason_of

# Putting takes a fraction of a second: whoever takes longer hangs.
PATIENCE = 60

# How the name of a folder ends in which outputs are staged.
WORKSHOP = ".staging"

# How a network drive says that it knows no locks: it must do without.
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP)

BUSY = "另一个命令正在往 {place} 里放文件，等了 {seconds} 秒还没有放完：等它结束或关掉它，再运行一次"
NO_ROOM_THERE = "{place} 写不下（{reason}）：磁盘满了，请腾出空间后再运行一次"


@contextmanager
def lock(place: Path) -> Iterator[None]:
    """Let nobody else put anything into a place meanwhile. Raises EngineError where somebody does so for too long."""
    with reasons_in_words(place):
        records_folder(place).mkdir(parents=True, exist_ok=True)
    # Whoever else may write into the folder may lock it, too.
    file_lock = FileLock(records_folder(place) / f"{place.name}.lock", timeout=PATIENCE, mode=0o666)
    try:
        file_lock.acquire()
    except Timeout as error:
        raise EngineError(BUSY.format(place=paths.shown_name(place), seconds=PATIENCE)) from error
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise not_writable(place, error) from error
    try:
        yield
    finally:
        file_lock.release()


@contextmanager
def new_workshop(place: Path) -> Iterator[Path]:
    """Give an empty folder beside the reports to stage files in. Raises InputError where there can be none."""
    require_free(place)
    with lock(place), reasons_in_words(place):
        workshop = Path(tempfile.mkdtemp(prefix=f"{place.name}-", suffix=WORKSHOP, dir=records_folder(place)))
        owner = _owner_of(workshop)
        with suppress(OSError):
            owner.acquire()
    try:
        with reasons_in_words(place):
            folder = workshop / "new"
            folder.mkdir()
            # By its name it is known afterwards which of two folders that were exchanged it is.
            folder = folder.rename(workshop / str(folder.stat().st_ino))
        yield folder
    finally:
        owner.release()
        discard(workshop)


def workshops_of(place: Path) -> list[Path]:
    """Return the folders in which outputs for a place are staged, or were."""
    return sorted(records_folder(place).glob(f"{glob.escape(place.name)}-*{WORKSHOP}"))


def is_abandoned(workshop: Path) -> bool:
    """Whether nobody works in a workshop any more; where that cannot be told, somebody may."""
    owner = _owner_of(workshop)
    try:
        owner.acquire()
    except OSError:
        return False
    owner.release()
    return True


def was_replaced(folder: Path) -> bool:
    """Whether a folder in a workshop is the one that lay in the place."""
    return folder.name.isdecimal() and folder.stat().st_ino != int(folder.name)


def discard(workshop: Path) -> None:
    """Take away what was staged; never what lay in the place."""
    with suppress(OSError):
        for each in [*workshop.iterdir()]:
            if not each.is_dir():
                each.unlink()
            elif not was_replaced(each):
                shutil.rmtree(each, ignore_errors=True)
        workshop.rmdir()


@contextmanager
def reasons_in_words(place: Path, words: str = "") -> Iterator[None]:
    """Say in words why nothing could be put into a place: in such as may be true another time, or for good."""
    try:
        yield
    except OSError as error:
        if words or error.errno in NO_ROOM:
            words = words or NO_ROOM_THERE
            raise EngineError(words.format(place=paths.shown_name(place), reason=reason_of(error))) from error
        raise not_writable(place, error) from error


def _owner_of(workshop: Path) -> FileLock:
    """Return what whoever works in a workshop holds as long as they live."""
    return FileLock(workshop / "owner.lock", timeout=0)
