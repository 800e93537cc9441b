"""Table 二: blocks under each other, each row under the column names of its own block."""

from __future__ import annotations

from collections.abc import Iterator

from annual_report.filing.imports.anchors import Anchor, Run, anchor, runs_between
from annual_report.filing.imports.cutting import MOST, keeps_apart, plain_cuts
from annual_report.filing.imports.headers import names_exactly
from annual_report.filing.imports.placing import Placed, other_cells, own_cells, place_rows
from annual_report.filing.imports.result import Reading
from annual_report.filing.imports.rows import (
    derived,
    digits_of,
    is_glued,
    lines_found,
    pieces_of,
    refuse_strangers,
    say_wording,
)
from annual_report.filing.imports.words import Words
from annual_report.form.tables import Block, Cell, Heading, Table

OTHER_COLUMNS = "这一行上面的列名是「{found}」，与官方的「{wanted}」对不上：哪个数在哪一列无从确定"
NO_COLUMNS = "这一行上面没有列名"
SEVERAL_CUTS = "各格的数字连在一起，切分方法不止一种"
UNLABELLED = "有的行没有行名（「{label}」后面的数多出一行以上）"


def read_disclosure(words: Words, table: Table, start: int, end: int, reading: Reading) -> None:
    """Read every row that stands under its own column names, with exactly as many cells as there are columns."""
    runs = runs_between(words, start, end, [*_anchors(table)])
    found = lines_found(runs, reading, table)
    refuse_strangers(runs, found, reading, table)
    lines = [(block, line, found.get(line.code)) for block, line in _rows(table)]
    reading.absent[table.code] = [line.label for _, line, run in lines if run is None]
    cells = [own_cells(run) if run else [] for _, _, run in lines]
    placed = place_rows(cells, [len(block.columns) for block, _, _ in lines])
    headers = dict(_headers(runs))
    for (block, line, run), place in zip(lines, placed, strict=True):
        _read_row(table, block, line, run, place, headers, reading)


def _anchors(table: Table) -> Iterator[Anchor]:
    yield anchor("stub", table.stub, group=True)
    for block in table.blocks:
        yield anchor(block.label, block.label, group=True)
        yield from (anchor(line.code, line.label) for line in block.lines)


def _rows(table: Table) -> Iterator[tuple[Block, Heading]]:
    return ((block, line) for block in table.blocks for line in block.lines)


def _headers(runs: list[Run]) -> Iterator[tuple[int, tuple[str, bool]]]:
    """Yield for every row, by where it begins, the words between it and the rows above it, and whether in cells."""
    words, in_cells = "", False
    for run in runs:
        if run.anchor is None:
            words, in_cells = run.printed, run.in_cells
        elif run.anchor.group:
            words = ""
        else:
            yield run.first, (words, in_cells)


def _read_row(
    table: Table,
    block: Block,
    line: Heading,
    run: Run | None,
    place: Placed,
    headers: dict[int, tuple[str, bool]],
    reading: Reading,
) -> None:
    cells = [cell for cell in table.cells if cell.address.line == line.code]
    if run is None:
        reading.miss(cells, f"原件里找不到「{line.label}」这一行")
        return
    say_wording(run, line.label, reading)
    header, in_cells = headers[run.first]
    labels = [column.label for column in block.columns]
    origin = run.cells[0].origin if run.cells else None
    if not names_exactly(header, labels, in_cells):
        wrong = OTHER_COLUMNS.format(found=header, wanted="、".join(labels)) if header else NO_COLUMNS
        reading.miss(cells, wrong, "".join(cell.text for cell in own_cells(run)), origin)
    elif is_glued(run):
        _read_glued(cells, run, reading)
    elif place.refusal or any(cell.kind != "blank" for cell in other_cells(run)):
        found = " ".join(cell.text for cell in run.cells)
        reading.miss(cells, place.refusal or UNLABELLED.format(label=line.label), found, origin)
    else:
        for cell, token in zip(cells, place.cells, strict=True):
            reading.put(cell, token)


def _read_glued(cells: list[Cell], run: Run, reading: Reading) -> None:
    """Read digits that have run together where there is only one way to cut them, blank cells thought of, too."""
    digits, pieces, origin = digits_of(run), pieces_of(run), run.cells[0].origin
    alone = len(cells) == len(pieces) == 1
    cuts = [(digits,)] if alone else [cut for cut in plain_cuts(digits, len(cells)) if keeps_apart(cut, pieces)]
    if len(cuts) == 1 and len(cuts[0]) == len(cells):
        for cell, token in zip(cells, derived(cuts[0], run, certain=alone), strict=True):
            reading.put(cell, token)
        return
    reading.miss(cells, SEVERAL_CUTS, digits, origin)
    reading.suggest(cells, ["|".join(cut) for cut in cuts if len(cut) == len(cells)][:MOST])
