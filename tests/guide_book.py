"""Write the guide, docs/指南.md and docs/guide.md: take its steps in a copy of the project, with pictures: make guide.

`make guide CHECK=1` takes them, too, but only says which place of a page, and which picture, is stale. It needs no
browser: a picture holds the digest of what it was made of, so that no font and no day makes it another.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from guide.memory import is_remembered, remember
from guide.page import line_of, shown_of, with_steps
from guide.pictures import is_made_of, take_picture
from guide.stale import stale_places
from guide.story import PAGES, PICTURES, Step, read_story

ENGLISH = "docs/guide.md"
UNCHANGED = "nothing that the guide is made of has changed since it was last found true"
STALE_PICTURE = "{places}: {picture}: {of} is no longer what the picture was made of"
STALE = "stale: make guide"
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


def main(guide: Guide, only_checks: bool) -> str:
    """Take the steps and write what is stale, or print where that is and return what to do."""
    if only_checks and is_remembered(guide.project):
        print(UNCHANGED)
        return ""
    with tempfile.TemporaryDirectory() as name:
        is_true = take_steps(guide, Path(name), only_checks)
    if only_checks and not is_true:
        return STALE
    remember(guide.project)
    return ""


def take_steps(guide: Guide, folder: Path, only_checks: bool) -> bool:
    """Take every step in a folder and write, or only print, what of it is stale; return whether nothing was."""
    # Only where something has changed: the steps need most of the toolkit, which takes its time.
    from guide.project import lay_out, take

    lay_out(folder)
    is_true = True
    for step in guide.story:
        print(step.step, file=sys.stderr)
        try:
            printed = take(step, folder)
        except AssertionError as error:
            sys.exit(STOPPED.format(places=guide.places(step.step), error=error))
        for stale in (*_stale_in_pages(step, printed, guide), *_stale_picture(step, folder, guide)):
            is_true = False
            stale.tell() if only_checks else stale.write()
    return is_true


class Stale(NamedTuple):
    """Something that is stale: how it is told of, and how it is made anew."""

    tell: Callable[[], None]
    write: Callable[[], None]


def _stale_in_pages(step: Step, printed: str, guide: Guide) -> Iterator[Stale]:
    for page in PAGES:
        shown = {step.step: shown_of(step, printed, english=page == ENGLISH)}
        text = guide.text(page)
        if places := stale_places(text, shown):
            told = "\n".join(place.told(page) for place in places)
            write = partial((guide.project / page).write_text, with_steps(text, shown), encoding="utf-8")
            yield Stale(partial(print, told), write)


def _stale_picture(step: Step, folder: Path, guide: Guide) -> Iterator[Stale]:
    if step.picture:
        name = f"{PICTURES}/{step.picture.file}"
        if not is_made_of(step.picture, folder, guide.project / name):
            told = STALE_PICTURE.format(places=guide.places(step.step), picture=name, of=step.picture.of)
            yield Stale(partial(print, told), partial(take_picture, step.picture, folder, guide.project / name))


if __name__ == "__main__":
    sys.exit(main(Guide(paths.PROJECT, read_story()), only_checks=sys.argv[1:] == ["--check"]) or 0)
