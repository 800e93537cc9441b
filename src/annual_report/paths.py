"""Where things lie. Nothing here imports from the package."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parents[1]

FORMS = PACKAGE / "forms"
NOTEBOOKS = PROJECT / "notebooks"
NOTEBOOK = NOTEBOOKS / "annual_report.ipynb"
NARRATIVE = NOTEBOOKS / "narrative"
PHRASES = NARRATIVE / "phrases.yaml"
SUBJECTS = NARRATIVE / "subjects.yaml"
TEMPLATES = NOTEBOOKS / "templates"
EXPECTATIONS = PROJECT / "expectations"
PARAMS = PROJECT / "params"

# The fonts that the package carries, and the folder where a project puts those it needs beside.
FONTS = PACKAGE / "publish/document/fonts"
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

# Folders that stand for places elsewhere while somebody works on what lies there, and their URLs, as JSON.
ELSEWHERE_VARIABLE = "ANNUAL_REPORT_ELSEWHERE"

AGENCY_FILE = "agency.yaml"
NARRATIVE_FILE = "narrative.md"
FIGURES_FILE = "figures.csv"
WAIVERS_FILE = "waivers.yaml"


def params_folder() -> Path:
    """Return the folder of inputs: what the command chose, else the project's own."""
    return Path(os.environ.get(PARAMS_VARIABLE) or PARAMS)


def expectations_folder(version: str) -> Path:
    """Return the folder of the suites for one form version."""
    return Path(os.environ.get(EXPECTATIONS_VARIABLE) or EXPECTATIONS) / version


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


def state(path: Path) -> tuple[Path, int, int]:
    """Return what tells whether a file is still what it was: what was made of it may be kept for as long."""
    found = path.stat()
    return path, found.st_size, found.st_mtime_ns


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


def shown(path: Path) -> str:
    """Return a path as messages show it: relative to the project where it lies inside, else as it is.

    What lies in a folder that stands for a place elsewhere is shown by its URL.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (keeps links as they were typed)
    for folder, url in elsewhere().items():
        if absolute.is_relative_to(folder):
            return "/".join((public(url).rstrip("/"), *absolute.relative_to(folder).parts))
    return absolute.relative_to(PROJECT).as_posix() if absolute.is_relative_to(PROJECT) else absolute.as_posix()


def meant(name: str) -> Path:
    """Return the path that `shown` shows by a name."""
    for folder in elsewhere():
        if f"{name}/".startswith(f"{shown(folder)}/"):
            return folder / name.removeprefix(shown(folder)).lstrip("/")
    return PROJECT / name


def elsewhere() -> dict[Path, str]:
    """Return the folders that stand for places elsewhere, and the URLs of those."""
    folders = json.loads(os.environ.get(ELSEWHERE_VARIABLE) or "{}")
    return {Path(folder): url for folder, url in folders.items()}


def public(url: str) -> str:
    """Return a URL as it may be shown: without the name and password of who asks."""
    return re.sub("(?<=://)[^/@]*:[^/@]*@", "", url)
