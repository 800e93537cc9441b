"""Report folders as they were committed: read out of git, object by object, without touching the working tree."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple

from annual_report.errors import InputError, Problem
from annual_report.filing.folders import YEAR
from annual_report.filing.inputs import input_files

SECONDS = 60

NO_GIT = "没有装 git，读不了「{text}」：请装好 git，或把那个版本的文件夹放在别处再比"
NO_REPOSITORY = "这里不在 git 仓库里，读不了「{text}」（{reason}）：请到仓库里运行，或直接写文件夹"
NO_REVISION = "仓库里没有「{revision}」这个版本：请用 git log 查看"
NO_FOLDER = "{revision} 这个版本里没有 {path} 这个文件夹"
NOT_A_YEAR = "「{text}」要写到年份文件夹，如 HEAD~1:params/luolong/2024"
FAILED = "git 读不出「{text}」：{reason}"

# What git says of a commit: its short name and the day on which it was made.
COMMIT = "--format=%h %cs"
FILES = ("100644", "100755")


class Revision(NamedTuple):
    """A report folder as it was committed: which agency and year, below which folder, by which commit of which day."""

    text: str
    commit: str
    day: str
    params: PurePosixPath
    agency: str
    year: int

    @property
    def folder(self) -> PurePosixPath:
        return self.params / self.agency / str(self.year)


def is_revision(text: str) -> bool:
    """Whether a text is meant for a revision: REV:params/agency/year, and not the name of something that is there."""
    revision, colon, path = text.partition(":")
    return bool(colon and path and len(revision) > 1) and not Path(text).exists()


def find_revision(text: str) -> Revision:
    """Return the folder that a text names. Raises InputError where there is no git, no such commit, no such folder."""
    revision, _, path = text.partition(":")
    prefix = _git(text, "rev-parse", "--show-prefix", words=NO_REPOSITORY).decode().strip()
    # As git itself reads it: below the repository, or with ./ below the folder one stands in.
    folder = PurePosixPath(normpath(f"{prefix}{path}" if path.startswith(".") else path))
    if not YEAR.fullmatch(folder.name) or len(folder.parts) < 2:
        raise InputError([Problem(NOT_A_YEAR.format(text=text), found=text)])
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(text, *asked, words=NO_REVISION).decode().strip()
    said = _git(text, "log", "-1", COMMIT, commit).decode().split()
    found = Revision(text, said[0], said[1], folder.parent.parent, folder.parent.name, int(folder.name))
    if not [*_blobs(found, [folder])]:
        raise InputError([Problem(NO_FOLDER.format(revision=revision, path=folder), found=text)])
    return found


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
            file.write_bytes(_git(revision.text, "cat-file", "blob", blob))
        yield params


def _blobs(revision: Revision, wanted: list[PurePosixPath]) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield path and object of every file of a commit among those that are wanted, or below them."""
    names = [str(each) for each in wanted]
    listing = _git(revision.text, "ls-tree", "-r", "-z", "--full-tree", revision.commit, "--", *names)
    for line in filter(None, listing.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.decode().split()
        if mode in FILES:
            yield PurePosixPath(name.decode(errors="surrogateescape")), blob


def _git(text: str, *arguments: str, words: str = FAILED) -> bytes:
    """Return what git answers. Raises InputError, in these words, where it does not."""
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(command, capture_output=True, timeout=SECONDS, check=True).stdout
    except FileNotFoundError as error:
        raise InputError([Problem(NO_GIT.format(text=text), found=text)]) from error
    except (subprocess.SubprocessError, OSError) as error:
        reason = getattr(error, "stderr", None) or str(error).encode()
        said = reason.decode(errors="replace").strip()
        revision = text.partition(":")[0]
        raise InputError([Problem(words.format(text=text, revision=revision, reason=said), found=text)]) from error
