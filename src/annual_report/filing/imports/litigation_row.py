"""Table 四: fifteen cells in one row under three procedures, or three rows of five, each under its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from annual_report.filing.imports.anchors import Stretch, anchor, runs_between
from annual_report.filing.imports.cutting import MOST, cuts_of_groups, groups_hide_a_blank
from annual_report.filing.imports.glyphs import compared
from annual_report.filing.imports.headers import names_among
from annual_report.filing.imports.placing import are_pads, may_be_padded, place_row
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.rows import derived, digits_of, is_glued
from annual_report.filing.imports.tokens import PrintedToken
from annual_report.filing.imports.words import Words
from annual_report.form.tables import Table
from annual_report.wording import excerpt

NO_HEADER = "表头不全（应有{wanted}），哪个数在哪一列无从确定"
NOT_ONE_ROW = "应有一行 {count} 格，原件里是 {found}：哪个数在哪一格无从确定"
NO_CUT = "数字连在一起，没有一种切分使三组都「各项之和等于总计」"
SEVERAL_CUTS = "数字连在一起，使三组都「各项之和等于总计」的切分不止一种"
BLANK_LOST = "数字连在一起，满 15 格的切分只有一种，但少一格也能切：可能丢了一个空格"
STRANGE = "数的前面有不是表头的文字「{found}」：哪个数在哪一格无从确定"
# What joins the names of a procedure, as in 行政诉讼：复议后起诉, once compared.
JOINING = "(),-—–"
NO_FIGURES = "原件里这张表没有数"


def read_litigation(words: Words, table: Table, start: int, end: int, reading: Transcript) -> None:
    """Read the fifteen figures where their header stands above them and there are exactly as many."""
    total = table.columns[-1]
    runs = runs_between(words, start, end, [anchor(total.code, total.label)])
    filled = [run for run in runs if len(run.cells) >= len(table.columns) and _figures(run)]
    glued = [run for run in runs if is_glued(run) and len(digits_of(run)) >= len(table.cells)]
    padded = any(are_pads(run.cells) or may_be_padded(run.cells) for run in runs)
    header = [run for run in runs if not filled or run.first <= filled[-1].first]
    if _lacks_header(table, header):
        wanted = "、".join(each.label for each in (*table.lines, *table.columns))
        reading.refuse(table.code, NO_HEADER.format(wanted=wanted))
    elif glued:
        _read_glued(table, glued[-1], reading)
    elif strange := _strange_words(table, filled):
        reading.refuse(table.code, STRANGE.format(found=excerpt(strange)), filled[-1].origin)
    elif len(filled) == 1:
        _read_across(table, filled[0], padded, reading)
    elif len(filled) == len(table.lines):
        _read_down(table, runs, filled, padded, reading)
    else:
        found = "、".join(f"{_figures(run)} 个数" for run in filled)
        reading.refuse(table.code, NOT_ONE_ROW.format(count=len(table.cells), found=found) if found else NO_FIGURES)


def _strange_words(table: Table, filled: Sequence[Stretch]) -> str:
    """Return words right before figures that are of no name of the form: then a figure may be of them."""
    names = {*compared("".join(each.label for each in (*table.line_headings(), *table.columns))), *JOINING}
    return next((run.printed for run in filled if {*compared(run.printed)} - names), "")


def _figures(run: Stretch) -> int:
    return sum(cell.kind != "blank" for cell in run.cells)


def _lacks_header(table: Table, runs: Sequence[Stretch]) -> bool:
    header = "".join(run.printed for run in runs)
    # A header that a converter has left in running text, around the cells that it took for one, is set over lines.
    outside = compared("".join(run.printed for run in runs if not run.in_cells))
    in_cells = any(run.in_cells for run in runs) and compared(table.lines[1].label) not in outside
    found = compared(header)
    places = [found.find(compared(line.label)) for line in table.lines]
    over = [found.find(compared(line.label)) for line in table.blocks[0].lines]
    labels = [column.label for column in table.columns]
    # In cells, and where no name is broken, the names stand in their order wherever they stand.
    runs_of_names = found.count("".join(map(compared, labels)))
    whole = in_cells or all(found.count(compared(label)) >= len(table.lines) for label in labels)
    shuffled = whole and any(found.count(compared(label)) != runs_of_names for label in labels)
    named = names_among(header, labels, in_cells=in_cells) and not shuffled
    lines = Counter(compared("".join(line.label for line in table.lines)))
    ordered = all(-1 in each or each == sorted(each) for each in ((places, over) if in_cells else (places,)))
    return not (named and ordered and not lines - Counter(found)) or (in_cells and -1 in places)


def _read_across(table: Table, run: Stretch, padded: bool, reading: Transcript) -> None:
    rows = [[*cells] for _, cells in groupby(run.cells, key=lambda cell: cell.row)]
    with_figures = [row for row in rows if any(cell.kind != "blank" for cell in row)]
    row = with_figures[0] if len(with_figures) == 1 else run.cells
    placed = place_row(row, len(table.cells), padded)
    if placed.refusal or len(with_figures) > 1:
        found = f"{_figures(run)} 个数"
        reading.refuse(table.code, NOT_ONE_ROW.format(count=len(table.cells), found=found), run.cells[0].origin)
        return
    _put(table, placed.cells, reading)


def _read_down(
    table: Table, runs: Sequence[Stretch], filled: Sequence[Stretch], padded: bool, reading: Transcript
) -> None:
    """Read three rows of five, each under the name of its procedure."""
    rows: list[PrintedToken] = []
    above = ""
    for run in runs:
        above += run.printed
        if run in filled:
            named = [line for line in table.lines if compared(line.label) in compared(above)]
            placed = place_row(run.cells, len(table.columns), padded)
            if len(named) != 1 or named[0] is not table.lines[len(rows) // len(table.columns)] or placed.refusal:
                found = f"{len(filled)} 行数"
                reading.refuse(table.code, NOT_ONE_ROW.format(count=len(table.cells), found=found), run.origin)
                return
            rows += placed.cells
            above = ""
    _put(table, rows, reading)


def _read_glued(table: Table, run: Stretch, reading: Transcript) -> None:
    sizes = (len(table.columns),) * len(table.lines)
    cuts = cuts_of_groups(digits_of(run), sizes)
    blank_lost = len(cuts) == 1 and groups_hide_a_blank(cuts[0], sizes)
    if len(cuts) == 1 and not blank_lost:
        _put(table, [*derived(cuts[0], run)], reading)
        return
    reading.refuse(table.code, BLANK_LOST if blank_lost else SEVERAL_CUTS if cuts else NO_CUT, run.origin)
    reading.suggest([*table.cells], ["|".join(cut) for cut in cuts][:MOST])


def _put(table: Table, cells: Sequence[PrintedToken], reading: Transcript) -> None:
    for cell, token in zip(table.cells, cells, strict=True):
        reading.put(cell, token)
