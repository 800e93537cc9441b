"""Text whose cells are parted by commas or the like, as a spreadsheet saves it: read as if it had tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annual_report.filing.imports.printed_figures import kind_of

# What parts cells: the first by which the rows of a table end in figures. Those of Chinese stand in labels, too.
OF_DATA, OF_WORDS = ",;", "，；、"
# So many lines end in so many figures where a text is separated: the rows of table 三 do.
FEWEST_ROWS, FEWEST_FIGURES = 8, 6

# Quotation marks that hold more lines than this are not those of a cell.
MOST_LINES = 20
LONGEST_NAME = {**dict.fromkeys(OF_DATA, 40), **dict.fromkeys(OF_WORDS, 15)}
ORDINAL = re.compile(r"\s*[（(]?[一二三四五六七八九十0-9]{1,2}[)）]?[、，]")
FULL_STOP = "。"
# The comma may be one of thousands between at most three digits and just three.
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


class SeparatedLine(NamedTuple):
    """A line as it is printed, and its cells."""

    printed: str
    cells: Sequence[str]


def separator_of(text: str) -> str:
    """Return what parts the cells of a text; nothing where tabs or pipes do, or no mark does."""
    lines = [line for line in text.splitlines() if "\t" not in line and "|" not in line]
    for separator in OF_DATA + OF_WORDS:
        rows = [line.rstrip(separator).split(separator)[1:][-FEWEST_FIGURES:] for line in lines]
        if sum(len(cells) == FEWEST_FIGURES and all(map(_is_figure, cells)) for cells in rows) >= FEWEST_ROWS:
            return separator
    return ""


def with_tabs(text: str, separator: str) -> str:
    """Return a text with tabs between the cells of its rows; sentences and rows in doubt stay as they are."""
    rows = [*(_data(text, separator) if separator in OF_DATA else _words(text, separator))]
    widths = [0, *(len(row.cells) for row in rows), 0]
    beside = [{widths[place], widths[place + 2]} for place in range(len(rows))]
    return "\n".join(
        _tabbed(row, separator) if len(row.cells) in widths or not _is_doubtful(row) else row.printed
        for row, widths in zip(rows, beside, strict=True)
    )


def _data(text: str, separator: str) -> Iterator[SeparatedLine]:
    """Yield the lines of data; a cell in quotation marks may hold separators and ends of lines."""
    lines = text.splitlines()
    rows = [*_quoted(lines, separator)]
    if not rows or any(row.printed.count("\n") > MOST_LINES for row in rows):
        rows = [SeparatedLine(line, line.split(separator)) for line in lines]
    yield from rows


def _quoted(lines: list[str], separator: str) -> Iterator[SeparatedLine]:
    reader, done = csv.reader((f"{line}\n" for line in lines), delimiter=separator), 0
    try:
        for cells in reader:
            yield SeparatedLine("\n".join(lines[done : reader.line_num]), [each.replace("\n", "") for each in cells])
            done = reader.line_num
    except csv.Error:  # an endless cell: these are no quotation marks of data
        yield SeparatedLine("\n" * (MOST_LINES + 1), [])


def _words(text: str, separator: str) -> Iterator[SeparatedLine]:
    """Yield the lines of a text whose separator stands in labels, too: there it parts figures, and short names."""
    for line in text.splitlines():
        cells = line.split(separator)
        words = max((place for place, cell in enumerate(cells, 1) if not _is_figure(cell)), default=0)
        if words < len(cells):
            yield SeparatedLine(line, [separator.join(cells[:words]), *cells[words:]] if words else cells)
        else:
            yield SeparatedLine(line, [line] if ORDINAL.match(line) else cells)


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure, a mark for a missing one, or blank."""
    return kind_of(cell) in ("figure", "blank")


def _tabbed(row: SeparatedLine, separator: str) -> str:
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and len(row.cells) > 1:
        return filled[0]
    if len(filled) < 2 or "\t" in row.printed:
        return row.printed
    are_names = all(len(cell) <= LONGEST_NAME[separator] for cell in filled) and FULL_STOP not in row.printed
    return "\t".join(row.cells) if are_names or _is_figure(filled[-1]) else row.printed


def _is_doubtful(row: SeparatedLine) -> bool:
    """Whether commas of thousands may part cells of a row, and blank cells hide that there are too many."""
    before, after = THOUSANDS
    pairs = [*pairwise(cell.strip() for cell in row.cells)]
    return "" in row.cells and any(before.fullmatch(one) and after.fullmatch(other) for one, other in pairs)
