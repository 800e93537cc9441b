"""Write the guide, docs/指南.md and docs/guide.md: take its steps in a copy of the project, with pictures: make guide.

`make guide CHECK=1` takes them, too, but only says whether a page is stale.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from annual_report import paths
from guide.page import is_same, shown_of, with_steps
from guide.pictures import take_picture
from guide.project import lay_out, take
from guide.story import PAGES, PICTURES, read_story

ENGLISH = "docs/guide.md"
STALE = "{pages}: what the commands print is no longer what stands there: make guide"


def main(only_checks: bool) -> str:
    """Take the steps and write the pages, or return which of them are stale."""
    with tempfile.TemporaryDirectory() as name:
        shown = take_steps(lay_out(Path(name)), with_pictures=not only_checks)
    stale = [page for page in PAGES if not is_same(_text(page), with_steps(_text(page), shown[page]))]
    if only_checks:
        return STALE.format(pages=", ".join(stale)) if stale else ""
    for page in stale:
        (paths.PROJECT / page).write_text(with_steps(_text(page), shown[page]), encoding="utf-8")
    return ""


def take_steps(project: Path, with_pictures: bool) -> Mapping[str, Mapping[str, str]]:
    """Take every step in a project and return what each page shows of it, by page and step."""
    shown: dict[str, dict[str, str]] = {page: {} for page in PAGES}
    for step in read_story():
        print(step.step, file=sys.stderr)
        printed = take(step, project)
        if step.picture and with_pictures:
            take_picture(step.picture, project, paths.PROJECT / PICTURES / step.picture.file)
        for page in PAGES:
            shown[page][step.step] = shown_of(step, printed, english=page == ENGLISH)
    return shown


def _text(page: str) -> str:
    return (paths.PROJECT / page).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(only_checks=sys.argv[1:] == ["--check"]) or 0)
