"""Runs of text that only say where they stand: rows by their height, cells by their distance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

# Runs of one row stand less than this apart, in points or pixels; so do the beginnings of the lines of one label.
SAME_HEIGHT = 4.0
# Runs nearer than this part of a character are one piece: a change of typeface breaks a run, a column does not.
SAME_PIECE = 0.9
# The lines of one label are nearer than this many heights of a line.
SAME_LABEL = 1.6

# Labels of groups stand beside each other at most two deep: so many runs of several lines are heads.
FEWEST_HEADS = 3
FIGURE = re.compile(r"[-−+]?[\d.,，]*\d\D{0,2}|[/—–-]|")


@dataclass(frozen=True)
class PlacedText:
    """A piece of text and the rectangle that it takes on its page; `lines` is how many lines it is broken into."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    lines: int = 1

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return (self.bottom - self.top) / self.lines

    @property
    def is_figure(self) -> bool:
        return bool(FIGURE.fullmatch(self.text.strip()))


Row = tuple[PlacedText, ...]


def rows_of(runs: Iterable[PlacedText]) -> list[Row]:
    """Return runs as rows from top to bottom, each from left to right.

    A run of several lines belongs to the one row whose middle it covers; where it covers more, or none, it is in a row
    with others beside it, as the heads of a table are.
    """
    runs = list(runs)
    rows = _rows_at(run for run in runs if run.lines == 1)
    alone = []
    for run in (run for run in runs if run.lines > 1):
        covered = [row for row in rows if run.top < _middle(row) < run.bottom]
        if len(covered) == 1:
            rows[rows.index(covered[0])] = (*covered[0], run)
        else:
            alone.append(run)
    ordered = sorted(_with_heads(rows, alone), key=lambda row: min(run.top for run in row))
    return [tuple(_pieces(row)) for row in _with_whole_labels(ordered)]


def _rows_at(runs: Iterable[PlacedText]) -> list[Row]:
    """Return runs that begin at about one height as rows."""
    rows: list[list[PlacedText]] = []
    for run in sorted(runs, key=lambda run: run.top):
        if rows and run.top - rows[-1][0].top <= SAME_HEIGHT:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [tuple(row) for row in rows]


def _with_heads(rows: list[Row], alone: list[PlacedText]) -> list[Row]:
    """Return rows together with runs of several lines; of heads, all that overlap are one row."""
    groups: list[list[PlacedText]] = []
    for run in sorted(alone, key=lambda run: run.top):
        if groups and run.top < max(each.bottom for each in groups[-1]):
            groups[-1].append(run)
        else:
            groups.append([run])
    rest = list(rows)
    for group in groups:
        if len(group) < FEWEST_HEADS:
            rest += [(run,) for run in group]
            continue
        covered = [row for row in rest if sum(run.top < _middle(row) < run.bottom for run in group) > 1]
        rest = [row for row in rest if row not in covered]
        rest.append((*group, *(run for row in covered for run in row)))
    return rest


def _with_whole_labels(rows: list[Row]) -> list[Row]:
    """Return rows of figures together with the lines of their labels that stand above and below them."""
    joined: list[Row] = list(rows)
    for number, row in enumerate(rows):
        beside = [each for each in (number - 1, number + 1) if 0 <= each < len(rows) and _is_label_of(row, rows[each])]
        if beside:
            nearest = min(
                beside, key=lambda each: (_label(rows[each]) is not None, abs(_middle(rows[each]) - row[0].middle))
            )
            joined[nearest] = (*joined[nearest], row[0])
            joined[number] = ()
    return [row for row in joined if row]


def _is_label_of(single: Row, row: Row) -> bool:
    """Whether a line that stands alone is part of the label of a row of figures: near, and in line with what it has."""
    if len(single) != 1 or single[0].is_figure or figures_in(row) < 2:
        return False
    line, label = single[0], _label(row)
    if abs(line.middle - _middle(row)) > SAME_LABEL * line.size:
        return False
    return _are_in_line(label, line) if label else line.right < min(run.left for run in row)


def _label(row: Row) -> PlacedText | None:
    """Return the innermost label of a row: what stands last before its figures."""
    return max((run for run in row if not run.is_figure), key=lambda run: run.left, default=None)


def _are_in_line(one: PlacedText, other: PlacedText) -> bool:
    return abs(one.left - other.left) < SAME_HEIGHT


def figures_in(row: Row) -> int:
    """Return how many pieces of a row are figures, or marks for missing ones."""
    return sum(run.is_figure for run in row)


def _middle(row: Row) -> float:
    return sum(run.middle for run in row) / len(row)


def _pieces(row: Row) -> Iterator[PlacedText]:
    """Yield the runs of a row from left to right; what stands close together, or above each other, is one."""
    first, *others = sorted(row, key=lambda run: (round(run.left / SAME_HEIGHT), run.top))
    current, members = first, [first]
    for run in others:
        if _are_one(current, run):
            members.append(run)
            bottom, right = max(current.bottom, run.bottom), max(current.right, run.right)
            current = replace(current, right=right, bottom=bottom)
        else:
            yield replace(current, text=_text(members))
            current, members = run, [run]
    yield replace(current, text=_text(members))


def _text(runs: Sequence[PlacedText]) -> str:
    """Return the text of runs line after line; two figures are never closed up."""
    lines: list[list[PlacedText]] = []
    for run in sorted(runs, key=lambda run: run.top):
        if lines and run.top <= lines[-1][0].middle:
            lines[-1].append(run)
        else:
            lines.append([run])
    text = ""
    for run in (run for line in lines for run in sorted(line, key=lambda run: run.left)):
        blank = " " if text and text[-1].isascii() and run.text[0].isascii() else ""
        text += blank + run.text
    return text


def _are_one(run: PlacedText, following: PlacedText) -> bool:
    if run.is_figure or following.is_figure:
        return run.is_figure != following.is_figure and _are_near(run, following)
    return following.top > run.middle or _are_near(run, following)


def _are_near(run: PlacedText, following: PlacedText) -> bool:
    return following.left - run.right < SAME_PIECE * run.size and run.lines == following.lines == 1
