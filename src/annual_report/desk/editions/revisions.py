"""Report folders as they were committed: read out of git, object by object, without touching the working tree."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from posixpath import normpath

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import YEAR
from annual_report.filing.inputs import input_files

SECONDS = 60

NO_GIT = "没有装 git，读不了「{text}」：请装好 git，或把那个版本的文件夹放在别处再比"
NO_REPOSITORY = "这里不在 git 仓库里，读不了「{text}」（{reason}）：请到仓库里运行，或直接写文件夹"
NO_REVISION = "仓库里没有「{revision}」这个版本：请用 git log 查看；只取了一部分历史的，先运行 git fetch --unshallow"
NO_FOLDER = "{revision} 这个版本里没有 {path} 这个文件夹"
NOT_A_YEAR = "「{text}」要写到年份文件夹，如 HEAD~1:params/luolong/2024"
NO_COMMIT = "{folder} 还没有提交过：git 里没有它的历史"
FAILED = "git 读不出「{text}」：{reason}"

# What git says of a commit: its short name, the day on which it was made, what it is for.
COMMIT = "--format=%h%x00%cs%x00%s"
FILES = ("100644", "100755")


@dataclass(frozen=True)
class Revision:
    """A report folder as it was committed: which agency and year, by which commit, what for.

    `at` is a folder of the repository, where git is asked; `text` is what the revision is called. `is_cut` says that
    what was before it is not in this clone.
    """

    at: Path
    text: str
    commit: str
    day: str
    subject: str
    params: PurePosixPath
    agency: str
    year: int
    is_cut: bool = False


def is_revision(text: str) -> bool:
    """Whether a text is meant for a revision: REV:params/agency/year, and not the name of something that is there."""
    revision, colon, path = text.partition(":")
    return bool(colon and path and len(revision) > 1) and not Path(text).exists()


def find_revision(text: str) -> Revision:
    """Return the folder that a text names. Raises InputError where there is no git, no such commit, no such folder."""
    revision, _, path = text.partition(":")
    here = Path.cwd()
    prefix = _text(_git(here, text, "rev-parse", "--show-prefix", words=NO_REPOSITORY))
    # As git itself reads it: below the repository, or with ./ below the folder one stands in.
    folder = PurePosixPath(normpath(f"{prefix}{path}" if path.startswith(".") else path))
    if not YEAR.fullmatch(folder.name) or len(folder.parts) < 2:
        raise InputError([Problem(NOT_A_YEAR.format(text=text), found=text)])
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _text(_git(here, text, *asked, words=NO_REVISION))
    (found,) = _revisions(here, text, folder, "-1", commit)
    if not [*_blobs(found, [folder])]:
        raise InputError([Problem(NO_FOLDER.format(revision=revision, path=folder), found=text)])
    return found


def revisions_of(folder: Path) -> list[Revision]:
    """Return every commit that changed a report folder, the oldest first. Raises InputError where git knows none."""
    name = paths.shown_name(folder)
    prefix = PurePosixPath(_text(_git(folder, name, "rev-parse", "--show-prefix", words=NO_REPOSITORY)))
    found = [*_revisions(folder, name, prefix, "--reverse", "--", ".")]
    if not found:
        raise InputError([Problem(NO_COMMIT.format(folder=name), found=name)])
    is_cut = _text(_git(folder, name, "rev-parse", "--is-shallow-repository")) == "true"
    return [replace(found[0], is_cut=is_cut), *found[1:]]


def days_of_changes(params: Path) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Return by agency and year the commits that changed a report folder, the newest first, and their days.

    It is one look for all reports. Raises InputError where there is no git, or where the folder lies in no repository.
    """
    name = paths.shown_name(params)
    asked = ("-c", "core.quotePath=false", "log", "--format=%x00%h %cs", "--name-only", "--relative", "--", ".")
    log = _text(_git(params, name, *asked, words=NO_REPOSITORY))
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for each in filter(None, log.split("\0")):
        about, *names = each.split("\n")
        commit, day = about.split(" ")
        folders = {PurePosixPath(name).parts[:2] for name in names if name.count("/") > 1}
        for agency, year in (folder for folder in folders if YEAR.fullmatch(folder[1])):
            found.setdefault((agency, int(year)), []).append((commit, day))
    return found


def _revisions(at: Path, text: str, folder: PurePosixPath, *which: str) -> Iterator[Revision]:
    log = _git(at, text, "log", COMMIT, *which).decode(errors="replace")
    for line in filter(None, log.split("\n")):
        commit, day, subject = line.split("\0")
        yield Revision(at, text, commit, day, subject, folder.parent.parent, folder.parent.name, int(folder.name))


@contextmanager
def checked_out(revision: Revision) -> Iterator[Path]:
    """Give a private folder that holds what the report of a revision was made from, below agency and year."""
    with tempfile.TemporaryDirectory(prefix="revision-") as name:
        params = Path(name)
        inputs = input_files(params / revision.agency / str(revision.year))
        wanted = [revision.params / path.relative_to(params).as_posix() for path in inputs]
        for path, blob in _blobs(revision, wanted):
            file = params / path.relative_to(revision.params)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_git(revision.at, revision.text, "cat-file", "blob", blob))
        yield params


def _blobs(revision: Revision, wanted: list[PurePosixPath]) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield path and object of every file of a commit among those that are wanted, or below them."""
    names = [str(each) for each in wanted]
    listing = _git(revision.at, revision.text, "ls-tree", "-r", "-z", "--full-tree", revision.commit, "--", *names)
    for line in filter(None, listing.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.decode().split()
        if mode in FILES:
            yield PurePosixPath(name.decode(errors="surrogateescape")), blob


def _text(answer: bytes) -> str:
    return answer.decode(errors="surrogateescape").rstrip("\n")


def _git(at: Path, text: str, *arguments: str, words: str = FAILED) -> bytes:
    """Return what git answers in a folder. Raises InputError, in these words, where it does not."""
    # What people set for their eyes is not for ours.
    command = ["git", "--literal-pathspecs", "-c", "log.showSignature=false", *arguments]
    try:
        return subprocess.run(command, cwd=at, capture_output=True, timeout=SECONDS, check=True).stdout
    except FileNotFoundError as error:
        raise InputError([Problem(NO_GIT.format(text=text), found=text)]) from error
    except (subprocess.SubprocessError, OSError) as error:
        reason = getattr(error, "stderr", None) or str(error).encode()
        said = reason.decode(errors="replace").strip()
        revision = text.partition(":")[0]
        raise InputError([Problem(words.format(text=text, revision=revision, reason=said), found=text)]) from error
