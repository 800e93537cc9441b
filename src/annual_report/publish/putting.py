"""Put outputs into their place as a whole; what is not ours there stays, whatever happens.

What is new is written into a folder beside the reports, which only its process knows. Everything of a person's gets a
second name there, then the folder and the place are exchanged at once, and what came into the place meanwhile follows.
So there is no moment in which the place holds neither the old outputs nor the new ones, or in which a file of a person
has no name. One process at a time puts into a place, and tidies up after those that were killed.
"""

from __future__ import annotations

import errno
import filecmp
import glob
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from annual_report import paths
from annual_report.errors import EngineError
from annual_report.publish.bringing import bring_home, link, link_edited
from annual_report.publish.exchange import exchange
from annual_report.publish.outputs import CHECK_FILES, is_ours
from annual_report.publish.places import not_writable, require_free
from annual_report.publish.replacing import FOLDER, OLD, replace_each, settle
from annual_report.publish.written import is_as_written, record, records_of, written

# Putting takes a fraction of a second: whoever takes longer hangs.
PATIENCE = 60

# How the name of a folder ends in which outputs are staged.
WORKSHOP = ".staging"

# How a network drive says that it knows no locks: it must do without.
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP)

BUSY = "另一个命令正在往 {place} 里放文件，等了 {seconds} 秒还没有放完：等它结束或关掉它，再运行一次"
NOT_PUT = "新文件放不进 {place}（{reason}），原来的文件没有动：如果其中有文件正开着（Word、WPS），请关闭后再运行一次"


@contextmanager
def staged(place: Path, kept: list[str] | None = None) -> Iterator[Path]:
    """Give a private folder whose files take the place of all our outputs in `place` at the end, or vanish.

    What in `place` is not ours stays; of what a person changed, `kept` is told how it is kept. Raises InputError where
    nothing can be put there, EngineError where it could not be done now; then all is as it was.
    """
    with _workshop(place) as staging:
        yield staging
        _put(staging, place, is_ours, [] if kept is None else kept)


def put_findings(folder: Path, place: Path) -> list[str]:
    """Put the findings written in a folder beside a report, and say what of a person's was kept, and how.

    What is there already, byte for byte, is not touched.
    """
    if not _is_left_over(place) and all(_is_alike(folder / name, place / name) for name in CHECK_FILES):
        return []
    kept: list[str] = []
    with _workshop(place) as staging:
        for name in CHECK_FILES:
            if (folder / name).exists():
                shutil.copyfile(folder / name, staging / name)
        _put(staging, place, CHECK_FILES.__contains__, kept)
    return kept


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Let nobody else put anything into a place meanwhile. Raises EngineError where somebody does so for too long."""
    with _told(place):
        records_of(place).mkdir(parents=True, exist_ok=True)
    # Whoever else may write into the folder may lock it, too.
    lock = FileLock(records_of(place) / f"{place.name}.lock", timeout=PATIENCE, mode=0o666)
    try:
        lock.acquire()
    except Timeout as error:
        raise EngineError(BUSY.format(place=paths.shown(place), seconds=PATIENCE)) from error
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise not_writable(place, error) from error
    try:
        yield
    finally:
        lock.release()


def _put(staging: Path, place: Path, is_replaced: Callable[[str], bool], kept: list[str]) -> None:
    """Put all files of a folder into a place, instead of the outputs that are replaced."""
    require_free(place)
    with locked(place), _told(place, NOT_PUT):
        kept += _tidy(place)
        real = place.resolve()
        real.mkdir(parents=True, exist_ok=True)
        files = sorted(staging.iterdir())
        record(place, files)
        try:
            _link_others(staging, place, real, is_replaced)
            exchange(staging, real)
        except OSError:
            # Another disk, a mount point, another system: there is a slower way.
            replaced = [each.name for each in real.iterdir() if is_replaced(each.name)]
            replace_each(files, replaced, real)
        # Should this fail, nothing is lost: the next command goes on with it.
        with suppress(OSError):
            kept += _tidy(place)


def _link_others(staging: Path, place: Path, real: Path, is_replaced: Callable[[str], bool]) -> None:
    """Give a second name to everything in a place that stays there, and to what a person made of our outputs."""
    known = written(place, real)
    entries = sorted(real.iterdir())
    for each in entries:
        if not is_replaced(each.name):
            link(each, staging / each.name)
    for each in entries:
        if is_replaced(each.name) and not is_as_written(each, known):
            link_edited(each, staging)
    _imitate(real, staging)


def _imitate(real: Path, staging: Path) -> None:
    """Give a folder the rights and the owner of the one it takes the place of."""
    shutil.copystat(real, staging)
    os.utime(staging)
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(staging, real.stat().st_uid, real.stat().st_gid)


def _tidy(place: Path) -> list[str]:
    """Go on with what was stopped on its way, and take away what nobody works in any more; say what is kept how.

    Only who has the lock has a folder that was exchanged: so such a folder was left behind, or is one's own.
    """
    real = place.resolve()
    kept = settle(real, written(place, real / FOLDER / OLD))
    for workshop in _workshops(place):
        for folder in [*workshop.iterdir()]:
            if _was_replaced(folder):
                kept += bring_home(folder, real, written(place, folder))
        if _is_abandoned(workshop):
            _discard(workshop)
    return kept + _rescue(place, real)


def _rescue(place: Path, real: Path) -> list[str]:
    """Bring back what earlier versions, which were killed, had moved into hidden folders beside a place."""
    kept = []
    mark = f".{place.name}-{platform.node()}-"
    for folder in sorted(place.parent.glob(f"{glob.escape(mark)}*-*")):
        if _has_ended(folder.name.removeprefix(mark).partition("-")[0]):
            retired = folder / place.name
            kept += bring_home(retired, real, written(place, retired)) if retired.is_dir() else []
            for each in filter(lambda each: is_ours(each.name), [*folder.iterdir()]):
                each.unlink()
            kept += bring_home(folder, real, {})
    return kept


def _has_ended(process: str) -> bool:
    # Windows knows no such question: there it would be an interruption.
    if os.name == "nt" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _is_alike(one: Path, other: Path) -> bool:
    """Whether two files hold the same, or neither is there."""
    if not one.exists():
        return not os.path.lexists(other)
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _is_left_over(place: Path) -> bool:
    return (place / FOLDER).exists() or bool(_workshops(place))


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """Give an empty folder beside the reports to stage files in. Raises InputError where there can be none."""
    require_free(place)
    with locked(place), _told(place):
        workshop = Path(tempfile.mkdtemp(prefix=f"{place.name}-", suffix=WORKSHOP, dir=records_of(place)))
        owner = _owner_of(workshop)
        with suppress(OSError):
            owner.acquire()
    try:
        with _told(place):
            folder = workshop / "new"
            folder.mkdir()
            # By its name it is known afterwards which of two folders that were exchanged it is.
            folder = folder.rename(workshop / str(folder.stat().st_ino))
        yield folder
    finally:
        owner.release()
        _discard(workshop)


def _workshops(place: Path) -> list[Path]:
    return sorted(records_of(place).glob(f"{glob.escape(place.name)}-*{WORKSHOP}"))


def _owner_of(workshop: Path) -> FileLock:
    """Return what whoever works in a workshop holds as long as they live."""
    return FileLock(workshop / "owner.lock", timeout=0)


def _is_abandoned(workshop: Path) -> bool:
    """Whether nobody works in a workshop any more; where that cannot be told, somebody may."""
    owner = _owner_of(workshop)
    try:
        owner.acquire()
    except OSError:
        return False
    owner.release()
    return True


def _was_replaced(folder: Path) -> bool:
    """Whether a folder in a workshop is the one that lay in the place."""
    return folder.name.isdecimal() and folder.stat().st_ino != int(folder.name)


def _discard(workshop: Path) -> None:
    """Take away what was staged; never what lay in the place."""
    with suppress(OSError):
        for each in [*workshop.iterdir()]:
            if not each.is_dir():
                each.unlink()
            elif not _was_replaced(each):
                shutil.rmtree(each, ignore_errors=True)
        workshop.rmdir()


@contextmanager
def _told(place: Path, words: str = "") -> Iterator[None]:
    """Say in words why nothing could be put into a place: in such as may be true another time, or for good."""
    try:
        yield
    except OSError as error:
        if words:
            raise EngineError(words.format(place=paths.shown(place), reason=error.strerror or error)) from error
        raise not_writable(place, error) from error
