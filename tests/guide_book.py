"""Write the guide, docs/指南.md and docs/guide.md: take its steps in a copy of the project, with pictures: make guide.

`make guide CHECK=1` takes them, too, but only says which place of a page, and which picture, is stale. It needs no
browser: a picture holds the digest of what it was made of, so that no font and no day makes it another.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from guide.memory import is_remembered, remember
from guide.page import line_of, shown_of, with_steps
from guide.pictures import is_made_of, take_picture
from guide.project import lay_out, take
from guide.stale import stale_places
from guide.story import PAGES, PICTURES, Step, read_story

ENGLISH = "docs/guide.md"
UNCHANGED = "nothing that the guide is made of has changed since it was last found true"
STALE_PICTURE = "{places}: {picture}: {of} is no longer what the picture was made of"
STALE = "{places}\nstale: make guide"
STOPPED = "{places}: the step did not end as the guide says\n{error}"


class Guide(NamedTuple):
    """The guide: its pages and pictures, in the project they belong to, and the steps that they show."""

    project: Path
    story: Sequence[Step]

    def text(self, page: str) -> str:
        """Return what stands on a page."""
        return (self.project / page).read_text(encoding="utf-8")

    def places(self, step: str) -> str:
        """Return where the pages show a step; its name, where none does."""
        lines = {page: line_of(self.text(page), step) for page in PAGES}
        return ", ".join(f"{page}:{line}" for page, line in lines.items() if line) or step


class Taken(NamedTuple):
    """What every page shows of the steps, by page and step; which pictures are of something else than they were."""

    shown: Mapping[str, Mapping[str, str]]
    pictures: list[str]


def main(guide: Guide, only_checks: bool) -> str:
    """Take the steps and write what is stale, or return where that is."""
    if only_checks and is_remembered(guide.project):
        print(UNCHANGED)
        return ""
    with tempfile.TemporaryDirectory() as name:
        taken = take_steps(guide, lay_out(Path(name)), with_pictures=not only_checks)
    if only_checks and (places := [*_stale_in_pages(guide, taken), *taken.pictures]):
        return STALE.format(places="\n".join(places))
    _write(guide, taken)
    remember(guide.project)
    return ""


def take_steps(guide: Guide, folder: Path, with_pictures: bool) -> Taken:
    """Take every step in a folder; the pictures that are stale are made anew, or only named."""
    shown: dict[str, dict[str, str]] = {page: {} for page in PAGES}
    stale: list[str] = []
    for step in guide.story:
        print(step.step, file=sys.stderr)
        printed = _printed_by(step, folder, guide)
        stale.extend(_stale_picture(step, folder, guide, with_pictures))
        for page in PAGES:
            shown[page][step.step] = shown_of(step, printed, english=page == ENGLISH)
    return Taken(shown, stale)


def _printed_by(step: Step, folder: Path, guide: Guide) -> str:
    try:
        return take(step, folder)
    except AssertionError as error:
        sys.exit(STOPPED.format(places=guide.places(step.step), error=error))


def _stale_picture(step: Step, folder: Path, guide: Guide, with_pictures: bool) -> list[str]:
    if not step.picture:
        return []
    name = f"{PICTURES}/{step.picture.file}"
    if is_made_of(step.picture, folder, guide.project / name):
        return []
    if with_pictures:
        take_picture(step.picture, folder, guide.project / name)
    return [STALE_PICTURE.format(places=guide.places(step.step), picture=name, of=step.picture.of)]


def _stale_in_pages(guide: Guide, taken: Taken) -> list[str]:
    return [place.told(page) for page in PAGES for place in stale_places(guide.text(page), taken.shown[page])]


def _write(guide: Guide, taken: Taken) -> None:
    """Write what is stale; where only seconds and sizes differ, the page stays as it is."""
    for page in PAGES:
        steps = {place.step for place in stale_places(guide.text(page), taken.shown[page])}
        text = with_steps(guide.text(page), {step: taken.shown[page][step] for step in steps})
        (guide.project / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Guide(paths.PROJECT, read_story()), only_checks=sys.argv[1:] == ["--check"]) or 0)
