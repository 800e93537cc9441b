"""A page of the guide: words written by hand, and between marks what a step did, printed and showed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from guide.story import PICTURES, Step

MARK = re.compile(
    r"(?P<begin><!-- make guide: (?P<step>[a-z0-9-]+) -->\n)(?P<shown>.*?)(?P<end><!-- /make guide -->\n)", re.DOTALL
)
LEFT_OUT = "…"
LANGUAGES = {".yaml": "yaml", ".md": "markdown", ".csv": "csv", ".py": "python", ".ipynb": "json"}


def steps_in(text: str) -> list[str]:
    """Return the names of the steps that a page shows."""
    return [found["step"] for found in MARK.finditer(text)]


def line_of(text: str, step: str) -> int:
    """Return the line of a page on which a step begins, 0 where the page does not show it."""
    starts = {found["step"]: found.start() for found in MARK.finditer(text)}
    return text.count("\n", 0, starts[step]) + 1 if step in starts else 0


def with_steps(text: str, shown: Mapping[str, str]) -> str:
    """Return a page with what some of its steps show; the others stay as they are."""
    return MARK.sub(lambda found: found["begin"] + shown.get(found["step"], found["shown"]) + found["end"], text)


def shown_of(step: Step, printed: str, english: bool) -> str:
    """Return what a page shows of a step: what was written, the command with what it printed, the picture."""
    return "".join(f"{block}\n" for block in _blocks(step, printed, english))


def _blocks(step: Step, printed: str, english: bool) -> Iterator[str]:
    for name, text in step.write.items():
        yield f"**{name}**\n\n```{LANGUAGES[PurePosixPath(name).suffix]}\n{text.rstrip()}\n```\n"
    for each in step.change:
        yield f"**{each.file}**\n\n```diff\n{_marked('-', each.old)}{_marked('+', each.new)}```\n"
    if step.run:
        yield f"```console\n$ {step.run}\n{_part(step, printed)}```\n"
    if step.picture:
        shows = step.picture.english if english else step.picture.shows
        yield f"![{shows}]({PurePosixPath(PICTURES).name}/{step.picture.file})\n"


def _marked(mark: str, text: str) -> str:
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


def _part(step: Step, printed: str) -> str:
    """Return the lines of an output that a step shows; where some are left out, that is marked."""
    lines = [line.rstrip() for line in printed.splitlines()]
    first = _line_with(step.shown_from, lines) if step.shown_from else 0
    last = _line_with(step.shown_to, lines, first) if step.shown_to else len(lines) - 1
    before, after = [LEFT_OUT] * (first > 0), [LEFT_OUT] * (last < len(lines) - 1)
    return "".join(f"{line}\n" for line in (*before, *lines[first : last + 1], *after))


def _line_with(text: str, lines: list[str], after: int = 0) -> int:
    found = [number for number, line in enumerate(lines) if number >= after and text in line]
    assert found, f"no line has {text!r} in it"
    return found[0]
