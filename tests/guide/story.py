"""The steps of the guide, as they stand in steps.yaml."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

STORY = Path(__file__).parent / "steps.yaml"
# What the agencies of the guide filed: whoever reads it takes the same steps.
PRACTICE = "docs/practice"

PAGES = ("docs/指南.md", "docs/guide.md")
PICTURES = "docs/guide"


class Model(BaseModel):
    """A part of a step; a key that there is not is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(Model):
    """Some text of a file replaced by another; it must stand there exactly once."""

    file: str
    old: str
    new: str


class Picture(Model):
    """A picture of a file: which page or part of it, and what it shows, in Chinese and in English."""

    file: str
    of: str
    shows: str
    english: str
    width: int = 860
    height: int = 600
    # Of what is printed: which page, and which part of it, in hundredths: left, top, right, bottom.
    page: int = 1
    part: tuple[int, int, int, int] = (0, 0, 100, 100)
    # Of a web page: what is done in it beforehand, and where it is looked at (the beginning of the script's file).
    script: str = ""


class Filling(Model):
    """A workbook filled in with what an agency filed, tables and prose, but for some figures, by address."""

    file: str
    agency: str
    year: int
    but: dict[str, int] = {}


class Step(Model):
    """What is done in one step, in this order, and what the pages show of it."""

    step: str
    # What lies elsewhere in the project: from where, to where.
    copies: dict[str, str] = {}
    write: dict[str, str] = {}
    change: list[Change] = []
    fill: Filling | None = None
    run: str = ""
    fails: bool = False
    # Of a long output: from the line that holds this to the line that holds that.
    shown_from: str = ""
    shown_to: str = ""
    picture: Picture | None = None
    # Done, but in no page.
    unseen: bool = False


def read_story() -> list[Step]:
    """Return the steps in the order in which they are taken."""
    return [Step(**each) for each in yaml.safe_load(STORY.read_text(encoding="utf-8"))]
