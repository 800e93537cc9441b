"""The commit of the project that a report was made by."""

from __future__ import annotations

import re
import subprocess

from annual_report import paths


def current_commit() -> str:
    """Return the commit the project stands at; empty where it is not under version control."""
    return _git("rev-parse", "--verify", "HEAD") or ""


def is_commit(name: str) -> bool | None:
    """Whether the project has a commit of this name; None where that cannot be told."""
    if not re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", name):
        return False
    return _git("cat-file", "-t", name) == "commit" if current_commit() else None


def _git(*arguments: str) -> str | None:
    """Return what git says of the project; None where it says no, or where there is no git."""
    command = ["git", "-C", str(paths.PROJECT), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.strip()
