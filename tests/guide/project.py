"""A project of its own to take the steps in: the same notebook, rules and Makefile, no agency yet."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from openpyxl import load_workbook

from annual_report import paths
from annual_report.engine import settings
from annual_report.steps.ingest import ingest
from guide.story import PRACTICE, Change, Filling, Step
from workbooks import put, put_prose

LAID_OUT = ("notebooks", "expectations", PRACTICE, "Makefile", "pyproject.toml", "requirements.txt")
# What makes two runs say the same, on any machine: one width, language and time zone, no process that stays, commits
# without a clock and without the settings of whoever runs it.
ALWAYS = {
    **{"COLUMNS": "80", settings.WARM_VARIABLE: "0", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    **{"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    **{f"GIT_{who}_{what}": "clerk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2025-01-20T09:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}
# All that a command is handed of what this run was started with: PARAMS, MAKEFLAGS and the like are not for it.
HANDED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
# How make says that a command could not read something, or was typed wrong.
REFUSED = "Error 2"


def lay_out(folder: Path) -> Path:
    """Make an empty project in a folder, with the environment of this one, and return it."""
    for name in LAID_OUT:
        source = paths.PROJECT / name
        # Copies are as old as what they are of, so that make sees an environment that is ready.
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    (folder / ".venv").symlink_to(paths.PROJECT / ".venv")
    (folder / "params").mkdir()
    return folder


def take(step: Step, project: Path) -> str:
    """Do what a step says in the project and return what its command printed.

    Raises AssertionError where a command ends otherwise than the step says, or a text to change is not there.
    """
    for source, target in step.copies.items():
        _copy(project / source, project / target)
    for name, text in step.write.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    for each in step.change:
        _change(project / each.file, each)
    if step.fill:
        _fill(project / step.fill.file, step.fill)
    return _printed_by(step, project) if step.run else ""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _change(file: Path, change: Change) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(change.old) == 1, f"{change.old!r} stands {text.count(change.old)} times in {change.file}"
    file.write_text(text.replace(change.old, change.new), encoding="utf-8", newline="")


def _fill(file: Path, filling: Filling) -> None:
    report, book = ingest(filling.agency, filling.year, paths.PROJECT / PRACTICE), load_workbook(file)
    put(book, report, {**report.ledger.values, **filling.but})
    put_prose(book, report)
    book.save(file)


def _printed_by(step: Step, project: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name in HANDED_ON}
    environment |= {**ALWAYS, paths.PROJECT_VARIABLE: str(project)}
    command = shlex.split(step.run)
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    # What a step shows of a mistake is one of the report, never of the command or its files.
    ends_as_told = (done.returncode != 0) == step.fails and REFUSED not in done.stderr
    assert ends_as_told, f"{step.step}\n{done.stdout}{done.stderr}"
    return done.stdout.replace(f"{project}/", "")
