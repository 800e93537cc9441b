"""The console: every text is printed as one line, and no character in it commands the terminal or a CI server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.segment import Segment
from rich.status import Status
from rich.text import Text

from annual_report.wording import make_harmless, on_one_line

# What stays together on a line: a placeholder, a word of ASCII or one character, with the marks around it.
PIECE = re.compile(r"[（「《“〔『【]*(?:\{\{[^{}]{0,60}\}\}|[!-~]+|.)[，。；：、）」》”〕』】？！…]*")

RATE = "{rate:.1f} 份/秒"
# In a window that is narrower, the terminal breaks the lines.
LEAST_WIDTH = 20


class Terminal(Console):
    """A console without markup or guessed colours that leaves it to the caller what a closed pipe means.

    Whatever is printed may hold text of inputs: a text is one line, and what would not be seen is shown escaped.
    """

    def __init__(self) -> None:
        super().__init__(highlight=False, emoji=False, markup=False)

    def print(self, *objects: Any, **options: Any) -> None:
        super().print(*map(_one_line, objects), **options)

    def status(self, status: RenderableType, **options: Any) -> Status:
        return super().status(_one_line(status if isinstance(status, Text) else Text(str(status))), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(make_harmless(segment.text), segment.style)

    def command(self, lines: str) -> None:
        """Hand on what is meant for who reads the log, as it is."""
        self.file.write(lines)
        self.file.flush()

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def break_lines(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells: anywhere between Chinese characters, never in a number.

    No line begins with a mark that closes or ends with one that opens; placeholders are whole. What is longer than a
    line is broken at its end.
    """
    lines = [""]
    for piece in (each for found in PIECE.findall(on_one_line(text)) for each in chop_cells(found, width)):
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece.strip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]


def say(text: str, indent: str, console: Console, style: str = "") -> None:
    """Print a text in lines that fit, each as far to the right as the first."""
    for line in break_lines(text, max(LEAST_WIDTH, console.width - len(indent))):
        console.print(Text(f"{indent}{line}", style), soft_wrap=True)


@contextmanager
def progress(console: Console, reports: int, doing: str) -> Iterator[Callable[[], None]]:
    """Show how many of so many reports are done, how fast it goes and how long it will take; give what counts one.

    A single report has no bar; nor has a console that is no terminal.
    """
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=reports == 1 or not console.is_terminal)
    with bar:
        task = bar.add_task(doing, total=reports)
        yield lambda: bar.advance(task)


class _Rate(ProgressColumn):
    """How many reports a second."""

    def render(self, task: Task) -> Text:
        return Text(RATE.format(rate=task.speed) if task.speed else "")


def _one_line(thing: Any) -> Any:
    if isinstance(thing, str):
        return on_one_line(thing)
    if isinstance(thing, Text) and "\n" in thing.plain:
        thing = thing.copy()
        thing.plain = thing.plain.replace("\n", "⏎")
    return thing
