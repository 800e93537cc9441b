"""Put outputs into their place as a whole; what is not ours there stays, whatever happens.

What is new is written into a folder beside the reports, which only its process knows. Everything of a person's gets a
second name there, then the folder and the place are exchanged at once, and what came into the place meanwhile follows.
So there is no moment in which the place holds neither the old outputs nor the new ones, or in which a file of a person
has no name. One process at a time puts into a place, and tidies up after those that were killed.
"""

from __future__ import annotations

import filecmp
import glob
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annual_report.build.outputs.places import require_free
from annual_report.build.outputs.table import check_files, is_ours, require_listed
from annual_report.build.putting.exchange import exchange
from annual_report.build.putting.records import is_unchanged, known_fingerprints, record
from annual_report.build.putting.replace import FOLDER, OLD, replace_each, settle
from annual_report.build.putting.rescue import bring_home, link, link_edited
from annual_report.build.putting.workshops import (
    discard,
    is_abandoned,
    lock,
    new_workshop,
    reasons_in_words,
    was_replaced,
    workshops_of,
)

NOT_PUT = (
    "新文件放不进 {place}（{reason}），原来的文件没有动：如果其中有文件正开着（Word、WPS），请关闭；"
    "如果磁盘满了，请腾出空间；然后再运行一次"
)


@contextmanager
def staging_folder(place: Path, kept: list[str] | None = None) -> Iterator[Path]:
    """Give a private folder whose files take the place of all our outputs in `place` at the end, or vanish.

    What in `place` is not ours stays; of what a person changed, `kept` is told how it is kept. Raises InputError where
    nothing can be put there, EngineError where it could not be done now; then all is as it was.
    """
    with new_workshop(place) as staging:
        yield staging
        require_listed(staging.iterdir())
        _put(staging, place, is_ours, [] if kept is None else kept)


def put_findings(folder: Path, place: Path) -> list[str]:
    """Put the findings written in a folder beside a report, and say what of a person's was kept, and how.

    What is there already, byte for byte, is not touched.
    """
    if not _is_left_over(place) and all(_is_alike(folder / name, place / name) for name in check_files()):
        return []
    kept: list[str] = []
    with new_workshop(place) as staging:
        for name in check_files():
            if (folder / name).exists():
                shutil.copyfile(folder / name, staging / name)
        _put(staging, place, check_files().__contains__, kept)
    return kept


def _put(staging: Path, place: Path, is_replaced: Callable[[str], bool], kept: list[str]) -> None:
    """Put all files of a folder into a place, instead of the outputs that are replaced."""
    require_free(place)
    with lock(place), reasons_in_words(place, NOT_PUT):
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
            replaced = [path.name for path in real.iterdir() if is_replaced(path.name)]
            replace_each(files, replaced, real)
        # Should this fail, nothing is lost: the next command goes on with it.
        with suppress(OSError):
            kept += _tidy(place)


def _link_others(staging: Path, place: Path, real: Path, is_replaced: Callable[[str], bool]) -> None:
    """Give a second name to everything in a place that stays there, and to what a person made of our outputs."""
    known = known_fingerprints(place, real)
    entries = sorted(real.iterdir())
    for entry in entries:
        if not is_replaced(entry.name):
            link(entry, staging / entry.name)
    for entry in entries:
        if is_replaced(entry.name) and not is_unchanged(entry, known):
            link_edited(entry, staging)
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
    kept = settle(real, known_fingerprints(place, real / FOLDER / OLD))
    for workshop in workshops_of(place):
        for folder in [*workshop.iterdir()]:
            if was_replaced(folder):
                kept += bring_home(folder, real, known_fingerprints(place, folder))
        if is_abandoned(workshop):
            discard(workshop)
    return kept + _rescue(place, real)


def _rescue(place: Path, real: Path) -> list[str]:
    """Bring back what earlier versions, which were killed, had moved into hidden folders beside a place."""
    kept = []
    mark = f".{place.name}-{platform.node()}-"
    for folder in sorted(place.parent.glob(f"{glob.escape(mark)}*-*")):
        if _has_ended(folder.name.removeprefix(mark).partition("-")[0]):
            retired = folder / place.name
            kept += bring_home(retired, real, known_fingerprints(place, retired)) if retired.is_dir() else []
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
    return (place / FOLDER).exists() or bool(workshops_of(place))
