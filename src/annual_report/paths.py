"""Where things lie. Nothing here imports from the package."""

from __future__ import annotations

import json
import os
import re
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parents[1]

FORM = PACKAGE / "form"
NOTEBOOKS = PROJECT / "notebooks"
NOTEBOOK = NOTEBOOKS / "annual_report.ipynb"
NARRATIVE = NOTEBOOKS / "narrative"
PHRASES = NARRATIVE / "phrases.yaml"
SUBJECTS = NARRATIVE / "subjects.yaml"
TEMPLATES = NOTEBOOKS / "templates"
EXPECTATIONS = PROJECT / "expectations"
PARAMS = PROJECT / "params"

# The fonts that the package carries, and the folder where a project puts those it needs beside.
FONTS = PACKAGE / "document/fonts"
OWN_FONTS = PROJECT / "fonts"
FONT_SUFFIXES = {".otf", ".ttf", ".otc", ".ttc"}

# A notebook takes only what a person chooses (agency, year); where the inputs lie travels beside it.
PARAMS_VARIABLE = "ANNUAL_REPORT_PARAMS"
NOTEBOOK_VARIABLE = "ANNUAL_REPORT_NOTEBOOK"
EXPECTATIONS_VARIABLE = "ANNUAL_REPORT_EXPECTATIONS"
FONTS_VARIABLE = "ANNUAL_REPORT_FONTS"

# What was judged before, and need not be judged again.
VERDICTS_VARIABLE = "ANNUAL_REPORT_VERDICTS"

# A draft is built in spite of what does not hold.
DRAFT_VARIABLE = "ANNUAL_REPORT_DRAFT"

# Folders that stand for places elsewhere (a URL, or the absolute path of a folder) while somebody works on what lies
# there, as JSON.
ELSEWHERE_VARIABLE = "ANNUAL_REPORT_ELSEWHERE"

AGENCY_FILE = "agency.yaml"
NARRATIVE_FILE = "narrative.md"
FIGURES_FILE = "figures.csv"
WAIVERS_FILE = "waivers.yaml"

# The folder of inputs that is being read.
_READ: ContextVar[Path | None] = ContextVar("read", default=None)

# Where Python's own files and packages lie, and the user's.
_PYTHON = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
# A path begins where no other goes on; a traceback may be coloured.
_PATH_BEGINS = r"(?:(?<![\w./~-])|(?<=\x1b\[\dm)|(?<=\x1b\[\d\dm)|(?<=;\dm)|(?<=;\d\dm))"
_HOME = os.path.expanduser("~")  # noqa: PTH111  (pathlib raises where there is none)


def params_folder() -> Path:
    """Return the folder of inputs: what the command chose, else the project's own."""
    return Path(os.environ.get(PARAMS_VARIABLE) or PARAMS)


def expectations_folder(version: str) -> Path:
    """Return the folder of the rules that one form version has of its own."""
    return Path(os.environ.get(EXPECTATIONS_VARIABLE) or EXPECTATIONS) / version


def common_expectations() -> Path:
    """Return the folder of the rules that hold under every form."""
    return expectations_folder("common")


def pinned_rules(version: str) -> Path:
    """Return the file that says which rules there must be for one form version, wherever the suites come from."""
    return PACKAGE / "rules/pinned" / f"{version}.json"


def notebook() -> Path:
    """Return the notebook that is executed: an analyst's own, else the project's."""
    return Path(os.environ.get(NOTEBOOK_VARIABLE) or NOTEBOOK)


def fonts_folder() -> Path:
    """Return the folder of the fonts that a project adds; it need not be there."""
    return Path(os.environ.get(FONTS_VARIABLE) or OWN_FONTS)


def own_fonts() -> list[Path]:
    """Return the files of the fonts that a project adds, in the same order everywhere."""
    folder = fonts_folder()
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(each for each in files if each.suffix.lower() in FONT_SUFFIXES and not each.name.startswith("."))


def verdicts_file() -> Path | None:
    """Return the file of the verdicts that hold already; None where everything is to be judged."""
    name = os.environ.get(VERDICTS_VARIABLE)
    return Path(name) if name else None


def state(path: Path) -> tuple[Path, int, int, int]:
    """Return what tells whether a file is still what it was: what was made of it may be kept for as long."""
    found = path.stat()
    # The moment of change tells of what was put back with the time it had before.
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def is_draft() -> bool:
    """Whether what is built now is a draft."""
    return bool(os.environ.get(DRAFT_VARIABLE))


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment, and put all of it back afterwards."""
    before = os.environ.copy()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def reading(params: Path) -> Iterator[None]:
    """Let `stored` name what lies in a folder of inputs by the path below it."""
    token = _READ.set(absolute(params))
    try:
        yield
    finally:
        _READ.reset(token)


def stored(path: Path) -> str:
    """Return a path as outputs store it, the same wherever things lie: below PARAMS, below the project.

    What lies in a folder that stands for a place elsewhere is named by its URL; of what lies anywhere else, the name
    is kept.
    """
    at = absolute(path)
    return _below(at, _own_folders()) or _stands_for(at) or at.name


def shown(path: Path) -> str:
    """Return a path as it opens from where the command was typed: relative to that folder where it lies inside.

    What lies in a folder that stands for a place elsewhere is shown as if it lay there.
    """
    at = absolute(path)
    while place := _stands_for(at):
        if "://" in place:
            return place
        at = absolute(Path(place))
    return _below(at, [Path.cwd()]) or at.as_posix()


def meant(name: str, params: Path) -> Path:
    """Return the path that `stored` names: below PARAMS, or what the project brings along."""
    own, given = PROJECT / name, params / name
    return own if own.is_file() and not given.exists() else given


def repository_of(path: Path) -> Path | None:
    """Return the folder that other programs count names from: the repository a file lies in, or the project."""
    at = absolute(path)
    found = next((each for each in at.parents if (each / ".git").exists()), None)
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
    read = _READ.get()
    return [
        *([read] if read else []),
        *(
            absolute(Path(name))
            for name in (os.environ.get(PARAMS_VARIABLE), os.environ.get(EXPECTATIONS_VARIABLE))
            if name
        ),
        PROJECT,
    ]


def _below(path: Path, folders: Iterable[Path]) -> str:
    """Return a path as it goes on from the nearest of some folders; nothing where it lies in none."""
    around = [folder for folder in folders if path.is_relative_to(folder)]
    return path.relative_to(max(around, key=lambda folder: len(folder.parts))).as_posix() if around else ""


def _stands_for(path: Path) -> str:
    """Return the URL or the path of what a path stands for; nothing where it stands for itself."""
    around = ((folder, place) for folder, place in elsewhere().items() if path.is_relative_to(folder))
    return next(("/".join((public(at).rstrip("/"), *path.relative_to(folder).parts)) for folder, at in around), "")


def absolute(path: Path) -> Path:
    """Return where a path leads from the working folder; links stay as they were typed."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (pathlib would follow links)


@contextmanager
def standing_for(folder: Path, place: str) -> Iterator[None]:
    """Let a folder stand for a place: what lies in it is shown as if it lay there, by whoever is started here, too."""
    known = {str(each): other for each, other in elsewhere().items()}
    told = json.dumps({**known, str(folder): place}, ensure_ascii=False)
    with environment({ELSEWHERE_VARIABLE: told}):
        yield


def elsewhere() -> dict[Path, str]:
    """Return the folders that stand for places elsewhere, and those places."""
    folders = json.loads(os.environ.get(ELSEWHERE_VARIABLE) or "{}")
    return {Path(folder): url for folder, url in folders.items()}


def public(url: str) -> str:
    """Return a URL as it may be shown: without the name and password of who asks."""
    return re.sub("(?<=://)[^/@]*:[^/@]*@", "", url)
