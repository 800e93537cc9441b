"""Where things lie, and by which names they are told of. Nothing here imports from the package."""

from __future__ import annotations

import json
import os
import re
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
# What a built wheel carries of a project, for `init` to lay out; a checkout is a project itself.
BROUGHT_ALONG = PACKAGE / "project"

# What people may set: where their project lies. Whatever a command starts is told of it in the same way.
PROJECT_VARIABLE = "ANNUAL_REPORT_PROJECT"


def _find_project() -> Path:
    """Return the project that is worked in: the one chosen, the checkout, else the one around the working folder."""
    chosen = os.environ.get(PROJECT_VARIABLE)
    if chosen:
        return absolute(Path(chosen))
    if not BROUGHT_ALONG.is_dir():
        return PACKAGE.parents[1]
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if is_project(each)), here)


def is_project(folder: Path) -> bool:
    """Whether a folder holds a notebook and rules."""
    return (folder / "notebooks/annual_report.ipynb").is_file() and (folder / "expectations").is_dir()


def absolute(path: Path) -> Path:
    """Return where a path leads from the working folder; links stay as they were typed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (pathlib would follow links)


PROJECT = _find_project()

FORM = PACKAGE / "form"
CELLS = FORM / "cells"
PINNED = PACKAGE / "rules/pinned"
PERSONAL_DATA = PACKAGE / "filing/personal_data.yaml"
NOTEBOOKS = PROJECT / "notebooks"
NOTEBOOK = NOTEBOOKS / "annual_report.ipynb"
NARRATIVE = NOTEBOOKS / "narrative"
PHRASES = NARRATIVE / "phrases.yaml"
WORDS = NARRATIVE / "words.yaml"
MEASURES = NARRATIVE / "measures.yaml"
SCOPES = NARRATIVE / "scopes.yaml"
EXAMPLES = NARRATIVE / "examples.yaml"
TEMPLATES = NOTEBOOKS / "templates"
EXPECTATIONS = PROJECT / "expectations"
PARAMS = PROJECT / "params"

# The fonts that the package carries, and the folder where a project puts those it needs beside.
FONTS = PACKAGE / "document/fonts"
OWN_FONTS = PROJECT / "fonts"
FONT_SUFFIXES = {".otf", ".ttf", ".otc", ".ttc"}

# What people may set: a notebook, and rules, of their own.
NOTEBOOK_VARIABLE = "ANNUAL_REPORT_NOTEBOOK"
EXPECTATIONS_VARIABLE = "ANNUAL_REPORT_EXPECTATIONS"

# A notebook takes only what a person chooses (agency, year). All else that the build around it has to tell is in one
# file, which this names: where things lie, whether it makes a draft, what was judged.
HANDED_VARIABLE = "ANNUAL_REPORT_HANDED"

AGENCY_FILE = "agency.yaml"
NARRATIVE_FILE = "narrative.md"
FIGURES_FILE = "figures.csv"
WAIVERS_FILE = "waivers.yaml"
ADDITIONS_FILE = "additions.ipynb"
# What persons decided about the report; it is no input of it.
REVIEW_FILE = "review.yaml"
# What an agency may file beside, to have its tables counted: one line an application, one line a case.
REGISTER_FILE, CASES_FILE = "register.csv", "cases.csv"

# What the file of a place may be called: the name is part of the ids of its rules.
PROFILE_NAME = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")

# The folder of inputs that is being read.
_READ: ContextVar[Path | None] = ContextVar("read", default=None)

# Where Python's own files and packages lie, and the user's.
_PYTHON = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
# A path begins where no other goes on; a traceback may be coloured.
_PATH_BEGINS = r"(?:(?<![\w./~-])|(?<=\x1b\[\dm)|(?<=\x1b\[\d\dm)|(?<=;\dm)|(?<=;\d\dm))"
_HOME = os.path.expanduser("~")  # noqa: PTH111  (pathlib raises where there is none)


@dataclass(frozen=True)
class Places:
    """Where the things lie that a run works with.

    `params` is set for a notebook only, which is not told in any other way. `elsewhere` are folders that stand for
    places elsewhere (a URL, or the absolute path of a folder) while somebody works on what lies there.
    """

    notebook: Path
    expectations: Path
    params: Path | None = None
    elsewhere: Mapping[Path, str] = field(default_factory=dict, hash=False)

    @classmethod
    def chosen(cls) -> Places:
        """Return the places that people chose, else the project's own.

        They are found from anywhere: a kernel and the workers of a cluster stand in folders of their own.
        """
        notebook, rules = os.environ.get(NOTEBOOK_VARIABLE), os.environ.get(EXPECTATIONS_VARIABLE)
        return cls(absolute(Path(notebook or NOTEBOOK)), absolute(Path(rules or EXPECTATIONS)))

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Places:
        """Return the places that `as_dict` gave."""
        params, elsewhere = stored["params"], stored["elsewhere"]
        return cls(
            Path(stored["notebook"]),
            Path(stored["expectations"]),
            Path(params) if params else None,
            {Path(folder): place for folder, place in elsewhere.items()},
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the places as JSON can hold them."""
        return {
            "notebook": str(self.notebook),
            "expectations": str(self.expectations),
            "params": str(self.params) if self.params else "",
            "elsewhere": {str(folder): place for folder, place in self.elsewhere.items()},
        }


# The places of the run that is under way.
_PLACES: ContextVar[Places | None] = ContextVar("places", default=None)


def places() -> Places:
    """Return the places of the run under way; else those that the build around this notebook, or people, chose."""
    under_way = _PLACES.get()
    if under_way is not None:
        return under_way
    told = read_handed().get("places")
    return Places.from_dict(told) if told else Places.chosen()


@contextmanager
def in_force(chosen: Places) -> Iterator[None]:
    """Let these be the places of whatever is done meanwhile."""
    token = _PLACES.set(chosen)
    try:
        yield
    finally:
        _PLACES.reset(token)


def read_handed() -> Mapping[str, Any]:
    """Return what the build around this notebook hands to it; nothing where there is no build, as in JupyterLab."""
    name = os.environ.get(HANDED_VARIABLE)
    return _load_handed(name) if name else {}


@lru_cache(maxsize=1)
def _load_handed(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(Path(name).read_bytes())
    return found


def params_folder() -> Path:
    """Return the folder of inputs: what the build around this notebook chose, else the project's own."""
    return places().params or PARAMS


def expectations_folder(version: str) -> Path:
    """Return the folder of the rules that one form version has of its own."""
    return places().expectations / version


def common_expectations() -> Path:
    """Return the folder of the rules that hold under every form."""
    return expectations_folder("common")


def profiles() -> dict[str, Path]:
    """Return the files that say what single places ask for, by the name that an agency chooses one with."""
    found = sorted((places().expectations / "profiles").glob("*.yaml"))
    return {file.stem: file for file in found if PROFILE_NAME.fullmatch(file.stem)}


def pinned_rules(version: str) -> Path:
    """Return the file that says which rules there must be for one form version, wherever the suites come from."""
    return PINNED / f"{version}.json"


def notebook() -> Path:
    """Return the notebook that is executed: an analyst's own, else the project's."""
    return places().notebook


def own_fonts() -> list[Path]:
    """Return the files of the fonts that a project adds, in the same order everywhere; it need not add any."""
    files = OWN_FONTS.iterdir() if OWN_FONTS.is_dir() else ()
    return sorted(file for file in files if file.suffix.lower() in FONT_SUFFIXES and not file.name.startswith("."))


@contextmanager
def reading(params: Path) -> Iterator[None]:
    """Let `stored_name` name what lies in a folder of inputs by the path below it."""
    token = _READ.set(absolute(params))
    try:
        yield
    finally:
        _READ.reset(token)


def stored_name(path: Path) -> str:
    """Return a path as outputs store it, the same wherever things lie: below PARAMS, below the project.

    What lies in a folder that stands for a place elsewhere is named by its URL; of what lies anywhere else, the name
    is kept.
    """
    at = absolute(path)
    return _name_below(at, _own_folders()) or _stands_for(at) or at.name


def shown_name(path: Path) -> str:
    """Return a path as it opens from where the command was typed: relative to that folder where it lies inside.

    What lies in a folder that stands for a place elsewhere is shown as if it lay there.
    """
    at = absolute(path)
    while place := _stands_for(at):
        if "://" in place:
            return place
        at = absolute(Path(place))
    return _name_below(at, [Path.cwd()]) or at.as_posix()


def find_stored(name: str, params: Path) -> Path:
    """Return the path that `stored_name` gave: below PARAMS, or what the project brings along."""
    own, given = PROJECT / name, params / name
    return own if own.is_file() and not given.exists() else given


def repository_of(path: Path) -> Path | None:
    """Return the folder that other programs count names from: the repository a file lies in, or the project."""
    at = absolute(path)
    found = next((parent for parent in at.parents if (parent / ".git").exists()), None)
    return found or (PROJECT if at.is_relative_to(PROJECT) else None)


def without_folders(text: str) -> str:
    """Return what a program says without the folders of this machine: Python's, the project's, those of inputs."""
    folders = [str(folder) for folder in (*_own_folders(), *_PYTHON) if folder != Path(folder.anchor)]
    # IPython writes ~ for the folder of the user.
    folders += [f"~{folder.removeprefix(_HOME)}" for folder in folders if folder.startswith(f"{_HOME}{os.sep}")]
    for folder in sorted(folders, key=len, reverse=True):
        text = re.sub(f"{_PATH_BEGINS}{re.escape(folder + os.sep)}", "", text)
    return text


def _own_folders() -> list[Path]:
    """Return the folders that names may be counted from."""
    read, known = _READ.get(), places()
    given = [known.params, known.expectations if known.expectations != EXPECTATIONS else None]
    return [*([read] if read else []), *(absolute(each) for each in given if each), PROJECT]


def _name_below(path: Path, folders: Iterable[Path]) -> str:
    """Return a path as it goes on from the nearest of some folders; nothing where it lies in none."""
    around = [folder for folder in folders if path.is_relative_to(folder)]
    return path.relative_to(max(around, key=lambda folder: len(folder.parts))).as_posix() if around else ""


def _stands_for(path: Path) -> str:
    """Return the URL or the path of what a path stands for; nothing where it stands for itself."""
    around = ((folder, place) for folder, place in elsewhere().items() if path.is_relative_to(folder))
    return next(
        ("/".join((without_password(at).rstrip("/"), *path.relative_to(folder).parts)) for folder, at in around), ""
    )


@contextmanager
def standing_for(folder: Path, place: str) -> Iterator[None]:
    """Let a folder stand for a place: what lies in it is shown as if it lay there."""
    known = places()
    with in_force(replace(known, elsewhere={**known.elsewhere, folder: place})):
        yield


def elsewhere() -> Mapping[Path, str]:
    """Return the folders that stand for places elsewhere, and those places."""
    return places().elsewhere


def without_password(url: str) -> str:
    """Return a URL as it may be shown: without the name and password of who asks."""
    return re.sub("(?<=://)[^/@]*:[^/@]*@", "", url)
