"""Lay out a project: the notebooks, the rules and example inputs that the toolkit brings along, in an empty folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.typed_command import typed_command

# What a person edits, or fills in; and what starts the toolkit by a double click in Windows.
PARTS = ("notebooks", "expectations", "params", "报告.cmd")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".*")

NOT_EMPTY = "「{folder}」里已经有文件（{found}），不会覆盖：请换一个空文件夹"
INSIDE = "「{folder}」在另一个项目「{project}」里面，会混在一起：请换一个项目以外的空文件夹"
NO_FOLDER = "「{folder}」不是文件夹：请检查 FOLDER"
NO_PROJECT = (
    "「{folder}」里没有项目（notebooks、expectations）：请先到项目的文件夹里去；还没有项目的，在空文件夹里运行 {init}"
)


def require_project() -> None:
    """Raise InputError where there is no project to work in, and nobody chose a notebook and rules instead."""
    brought_along = paths.Places(paths.NOTEBOOK, paths.EXPECTATIONS)
    if not paths.is_project(paths.PROJECT) and paths.Places.chosen() == brought_along:
        words = NO_PROJECT.format(folder=paths.shown_name(paths.PROJECT), init=typed_command("init"))
        raise InputError([Problem(words)])


def lay_out(folder: Path) -> list[Path]:
    """Write a project into an empty folder, or a new one; return what is new at its top.

    Raises InputError where anything lies there: nothing is ever written over; and inside another project, which would
    take the new one for an agency, or for rules of its own.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError([Problem(NO_FOLDER.format(folder=folder), found=str(folder))])
    around = next(filter(paths.is_project, paths.absolute(folder).parents), None)
    if around:
        raise InputError([Problem(INSIDE.format(folder=folder, project=around), found=str(folder))])
    found = sorted(_visible(folder))
    if found:
        raise InputError([Problem(NOT_EMPTY.format(folder=folder, found=found[0]), found=str(folder))])
    folder.mkdir(parents=True, exist_ok=True)
    return [_copy(_brought_along() / name, folder / name) for name in PARTS]


def _visible(folder: Path) -> Iterator[str]:
    """Yield the names of what lies in a folder, but for what a person does not see (.git)."""
    yield from (each.name for each in folder.glob("*") if not each.name.startswith("."))


def _brought_along() -> Path:
    return paths.BROUGHT_ALONG if paths.BROUGHT_ALONG.is_dir() else paths.PROJECT


def _copy(source: Path, target: Path) -> Path:
    if source.is_dir():
        shutil.copytree(source, target, ignore=LEFT_BEHIND)
    else:
        shutil.copyfile(source, target)
    return target
