"""Stop what puts outputs into place before each of its steps, for tests: by an error, an interruption or a kill.

As a script it kills, once before every step, and prints what lay there then and after the next command.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annual_report.build.outputs.table import check_files
from annual_report.build.putting import exchange
from annual_report.build.putting.put import put_findings, staging_folder
from annual_report.build.putting.records import record

OURS = ("findings.json", "findings.xlsx", "manifest.json", "report.docx", "report.md")
FOREIGN = {"signed.pdf": "scan", "扫描/子/1.jpg": "picture", "扫描/report.md": "copied", "report.final.docx": "final"}
LINKS = {"link.pdf": "signed.pdf", "扫描/broken": "nowhere"}
EDITED, KEPT = "report.docx", "report.人工修改-1.docx"

STEPS = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.utime"}

State = dict[str, str]


class _Stopper:
    """What is called before each step; a hook of the interpreter cannot be taken away, so there is one for all."""

    stop: Callable[[], None] | None = None

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE != os.O_RDONLY
        if self.stop and (writes or event in STEPS):
            self.stop()


STOPPER = _Stopper()
sys.addaudithook(STOPPER)


@contextmanager
def stopped_before(number: int, stop: Callable[[], None]) -> Iterator[Iterator[int]]:
    """Stop before one step, counted from 0; give the counter of steps."""
    counter = itertools.count()

    def step() -> None:
        if next(counter) == number:
            stop()

    STOPPER.stop = step
    try:
        yield counter
    finally:
        STOPPER.stop = None


@contextmanager
def without_exchange() -> Iterator[None]:
    """Let the system be one that cannot exchange folders."""
    known = exchange._renameat2
    exchange._renameat2 = lambda: None  # type: ignore[assignment]
    try:
        yield
    finally:
        exchange._renameat2 = known


def place_of_a_report(out: Path) -> Path:
    """Return a place with outputs, one of them edited since, and with files, folders and links of a person."""
    place = out / "a" / "2024"
    place.mkdir(parents=True)
    for name in OURS:
        (place / name).write_text("old", encoding="utf-8")
    record(place, [place / name for name in OURS])
    (place / EDITED).write_text("edited", encoding="utf-8")
    for name, text in FOREIGN.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    for name, to in LINKS.items():
        (place / name).symlink_to(to)
    (place / "空").mkdir()
    return place


def put_report(place: Path) -> None:
    """Put a new report into a place."""
    with staging_folder(place) as staging:
        for name in OURS:
            (staging / name).write_text("new", encoding="utf-8")


def put_check(place: Path, text: str = "new") -> None:
    """Put new findings into a place."""
    with tempfile.TemporaryDirectory() as folder:
        for name in check_files():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        put_findings(Path(folder), place)


def outputs_in(place: Path) -> State:
    """Return what our outputs in a place hold, and what is kept of a person's."""
    names = (*OURS, KEPT, "report.人工修改-2.docx", "findings.html")
    return {name: (place / name).read_text(encoding="utf-8") for name in names if (place / name).is_file()}


def lost_in(place: Path) -> list[str]:
    """Return what is no longer there of a person's."""
    lost = [name for name, text in FOREIGN.items() if not _holds(place / name, text)]
    lost += [
        name for name, to in LINKS.items() if not (place / name).is_symlink() or (place / name).readlink() != Path(to)
    ]
    lost += [] if (place / "空").is_dir() else ["空"]
    hidden = (*place.parents[1].glob(".annual_report/**/*"), *place.rglob("*"))
    return lost + ([] if any(_holds(file, "edited") for file in hidden) else [EDITED])


def litter_in(place: Path) -> list[str]:
    """Return what lies beside reports that is no record, and hidden things in a place."""
    records = place.parents[1] / ".annual_report" / place.parent.name
    beside = [path.name for path in records.iterdir() if not path.is_file()]
    return beside + [path.name for path in place.iterdir() if path.name.startswith(".")]


def contents_of(folder: Path) -> dict[Path, str | Path]:
    """Return what the files and links in a folder, or a file itself, hold."""
    files = [each for each in (folder, *folder.rglob("*")) if each.is_symlink() or each.is_file()]
    return {file: file.readlink() if file.is_symlink() else file.read_text(encoding="utf-8") for file in files}


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


def kills(put: Callable[[Path], None]) -> Iterator[dict[str, object]]:
    """Kill a process before each of the steps of putting; yield what there is then, and after the next check."""
    for number in itertools.count():
        with tempfile.TemporaryDirectory() as out:
            place = place_of_a_report(Path(out))
            child = os.fork()
            if not child:
                with stopped_before(number, lambda: os._exit(9)):
                    put(place)
                os._exit(0)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            then, lost = outputs_in(place), lost_in(place)
            put_check(place, "next")
            after = outputs_in(place)
            yield {
                "code": code,
                "then": then,
                "after": after,
                "lost": lost + lost_in(place),
                "litter": litter_in(place),
            }
            if not code:
                return


if __name__ == "__main__":
    rows = {"report, exchanged": [*kills(put_report)], "check, exchanged": [*kills(put_check)]}
    with without_exchange():
        rows["report, one by one"] = [*kills(put_report)]
    print(json.dumps(rows))
