"""Compare two editions of a report: cell by cell, then number by number, then sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.sentences import Pair, differing
from annual_report.desk.editions.uncompared import label_of_cell, other_cells, other_parts, unread_cells
from annual_report.filing.comparison import (
    ADDED,
    CELL,
    CHANGED,
    FIGURE,
    MOVED,
    REMOVED,
    SENTENCE,
    Comparison,
    Disagreement,
    Side,
)
from annual_report.filing.read_tables import comparable_cells
from annual_report.form.forms import Form

# Whichever dash was typed, and however long: it is one mark. A blank, a stroke and a dash are three.
DASHES = frozenset("-–—―－")
DASH = "—"


def compare(first: Edition, second: Edition) -> Comparison:
    """Return how two editions differ; what was not read in one of them is told as not compared, never as alike."""
    cells = comparable_cells(first.form, second.form)
    read = [cell for cell in cells if cell in first.cells and cell in second.cells]
    lacking = {*first.lacking, *second.lacking}
    names = [] if FIGURE in lacking else [*dict.fromkeys((*first.figures, *second.figures))]
    sentences = [[each for each in edition.sentences if each.section not in lacking] for edition in (first, second)]
    return Comparison(
        first.name,
        second.name,
        {CELL: len(read), FIGURE: len(names), SENTENCE: max(map(len, sentences))},
        (
            *_differing_cells(first, second, read),
            *_differing_figures(first, second, names),
            *(_of_pair(pair, first.form) for pair in differing(*sentences)),
        ),
        (*unread_cells(first, second, cells), *other_cells(first.form, second.form), *other_parts(first, second)),
    )


def is_same(first: Side, second: Side) -> bool:
    """Whether two cells hold the same: equal numbers however they are written, or the same mark of what is missing."""
    if first.value is not None or second.value is not None:
        return first.value == second.value
    return _mark(first.text) == _mark(second.text)


def _mark(text: str) -> str:
    mark = text.strip().upper()
    return DASH if mark and DASHES.issuperset(mark) else mark


def _differing_cells(first: Edition, second: Edition, read: list[str]) -> Iterator[Disagreement]:
    for address in read:
        one, other = first.cells[address], second.cells[address]
        if not is_same(one, other):
            yield Disagreement(CELL, CHANGED, address, label_of_cell(first.form, address), one, other)


def _differing_figures(first: Edition, second: Edition, names: list[str]) -> Iterator[Disagreement]:
    for name in names:
        one, other = first.figures.get(name), second.figures.get(name)
        if one is None or other is None:
            yield Disagreement(FIGURE, ADDED if one is None else REMOVED, name, name, one, other)
        elif one.text != other.text:
            yield Disagreement(FIGURE, CHANGED, name, name, one, other)


def _of_pair(pair: Pair, form: Form) -> Disagreement:
    one, other = (each.side if each else None for each in (pair.first, pair.second))
    change = ADDED if one is None else REMOVED if other is None else MOVED if pair.moved else CHANGED
    return Disagreement(SENTENCE, change, pair.section, form.section(pair.section).title, one, other)
