"""Reports committed to a repository of git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from annual_report import paths


def git(repository: Path, *arguments: str) -> None:
    """Run git in a folder, whatever people set for themselves."""
    name = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *name, *arguments], cwd=repository, check=True, capture_output=True)


def commit(repository: Path, subject: str) -> None:
    """Commit all that is there."""
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--no-gpg-sign", "--message", subject)


def examples_in(repository: Path) -> Path:
    """Make a repository with the examples in its first commit; return their folder."""
    repository.mkdir()
    git(repository, "init", "--quiet")
    shutil.copytree(paths.PARAMS, repository / "params")
    commit(repository, "填报")
    return repository / "params"
