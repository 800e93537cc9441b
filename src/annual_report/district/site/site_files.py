"""The files of a site: each is written whole, and only where it changed; what a person made of one is kept.

What was written stands outside of the site, beside the other records of OUT: who publishes the site publishes only it.
Before a file is written its fingerprint is put down, so that after an interruption nothing of ours is taken for a
person's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annual_report.build.putting.rescue import keep
from annual_report.errors import InputError, Problem
from annual_report.files import read_record, sha256_of, write_whole

LINK = "{name} 是链接，不往里写：请移走，或另选 OUT"
TAKEN = "{name} 不是文件夹，网页放不进去（没有动它）：请把它移走或改名，或另选 OUT"
LEFT = "{name} 有人改过，网站已经不用它：留在原处"

# Of one file: its sha256, its size and the time of its last change.
State = list[Any]


class SiteFiles:
    """The files below `folder`; `record` is where it stands what earlier runs wrote there."""

    def __init__(self, folder: Path, record: Path) -> None:
        self.folder, self.record, self.journal = folder, record, record.with_suffix(".journal")
        self.before: Mapping[str, State] = _read(record)
        self.begun = _read_journal(self.journal)
        self.now: dict[str, State] = {}
        self.kept: list[str] = []
        self.own: set[Path] = set()
        self.changed = 0

    def put(self, name: str, content: bytes) -> None:
        """Write a file, unless it is there as it should be. Raises InputError where something lies in the way."""
        known = sha256_of(content)
        if not self.keep_unchanged(name, known):
            self._write(name, content, known)

    def keep_unchanged(self, name: str, known: str = "") -> bool:
        """Whether a file is as an earlier run wrote it, with this sha256 if one is given; then it stays."""
        file, state = self.folder / name, self.before.get(name)
        if not state or known not in ("", state[0]) or state[1:] != _stat_of(file):
            return False
        self.now[name] = state
        return True

    def forget(self, below: str) -> None:
        """Leave out what was written below a folder: it goes with what is no longer there."""
        self.now = {name: state for name, state in self.now.items() if not name.startswith(f"{below}/")}

    def finish(self) -> None:
        """Take away what earlier runs wrote and this one did not, and put down what there is now."""
        for name in sorted({*self.before, *self.begun} - self.now.keys()):
            self._take_away(name)
        self.record.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.record, json.dumps(self.now, ensure_ascii=False))
        self.journal.unlink(missing_ok=True)

    def _write(self, name: str, content: bytes, known: str) -> None:
        file = self.folder / name
        self._require_own_folder(file.parent)
        if file.is_symlink() or (file.exists() and not self._is_ours(name)):
            self.kept += keep(file, file.parent)
        self._put_down(name, known)
        if not file.is_file() or sha256_of(file.read_bytes()) != known:
            write_whole(file, content)
            self.changed += 1
        self.now[name] = [known, *(_stat_of(file) or ())]

    def _is_ours(self, name: str) -> bool:
        """Whether a file holds what some run wrote there; when in doubt, it does not."""
        file = self.folder / name
        known = {*self.begun.get(name, ()), *self.before.get(name, ())[:1]}
        return file.is_file() and sha256_of(file.read_bytes()) in known

    def _require_own_folder(self, folder: Path) -> None:
        """Make a folder. Raises InputError where a link would lead elsewhere, or where a file has its name."""
        for each in (folder, *folder.parents):
            if each == self.folder.parent or each in self.own:
                break
            name = each.relative_to(self.folder.parent).as_posix()
            if each.is_symlink():
                raise InputError([Problem(LINK.format(name=name))])
            if each.exists() and not each.is_dir():
                raise InputError([Problem(TAKEN.format(name=name))])
        folder.mkdir(parents=True, exist_ok=True)
        self.own.add(folder)

    def _put_down(self, name: str, known: str) -> None:
        self.begun.setdefault(name, []).append(known)
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        with self.journal.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([name, known], ensure_ascii=False) + "\n")

    def _take_away(self, name: str) -> None:
        file = self.folder / name
        if self._is_ours(name) and not file.is_symlink():
            file.unlink()
        elif file.exists():
            self.kept.append(LEFT.format(name=name))
        for folder in file.parents:
            if folder == self.folder:
                break
            with suppress(OSError):  # of a person's there is something in it, or it is gone already
                folder.rmdir()


def _stat_of(file: Path) -> State | None:
    """Return size and time of change of a file; None where there is none, or a link."""
    if file.is_symlink() or not file.is_file():
        return None
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


def _read(record: Path) -> dict[str, State]:
    """Return what a record tells of files below its folder; nothing where it cannot be read."""
    return {name: state for name, state in read_record(record).items() if _is_below(name)}


def _read_journal(journal: Path) -> dict[str, list[str]]:
    begun: dict[str, list[str]] = {}
    for name, known in _lines_of(journal):
        if _is_below(name):
            begun.setdefault(name, []).append(known)
    return begun


def _lines_of(journal: Path) -> Iterator[tuple[str, str]]:
    with suppress(OSError, ValueError):  # a line that was not finished ends it
        for line in journal.read_text(encoding="utf-8").splitlines():
            name, known = json.loads(line)
            yield name, known


def _is_below(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts
