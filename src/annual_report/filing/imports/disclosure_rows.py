"""Table 二: blocks under each other, each row under the column names of its own block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annual_report.filing.imports.anchors import Anchor, Stretch, anchor, runs_between
from annual_report.filing.imports.cutting import LONGEST_FIGURE, MOST, keeps_apart, plain_cuts
from annual_report.filing.imports.headers import names_exactly
from annual_report.filing.imports.placing import Placed, other_cells, own_cells, place_rows, stands_apart
from annual_report.filing.imports.repeated_cells import written_once
from annual_report.filing.imports.result import Transcript
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
NO_ROW = "原件里找不到「{label}」这一行"


class Header(NamedTuple):
    """The words above a row, up to the row before or the name of its block; whether they stand in cells, and in which.

    `shape` tells of every cell behind the first whether it holds words: a column may be wider than a cell.
    """

    words: str
    in_cells: bool
    shape: tuple[bool, ...] = ()


class BlockRow(NamedTuple):
    """A row of the form, where it was found, and its cells."""

    block: Block
    line: Heading
    run: Stretch | None
    placed: Placed


def read_disclosure(words: Words, table: Table, start: int, end: int, reading: Transcript) -> None:
    """Read every row that stands under its own column names, with exactly as many cells as there are columns."""
    runs = runs_between(words, start, end, [*_anchors(table)])
    found = lines_found(runs, reading, table)
    refuse_strangers(runs, found, reading, table)
    _refuse_unlabelled(runs, reading, table)
    lines = [(block, line, found.get(line.code)) for block in table.blocks for line in block.lines]
    reading.absent[table.code] = [line.label for _, line, run in lines if run is None]
    cells = [own_cells(run) if run else [] for _, _, run in lines]
    placed = place_rows(cells, [len(block.columns) for block, _, _ in lines])
    headers = dict(_headers(runs))
    for (block, line, run), place in zip(lines, placed, strict=True):
        header = headers[run.first] if run else Header("", False)
        names = [column.label for column in block.columns]
        once = written_once(names, header.words, own_cells(run)) if run and header.in_cells else ()
        header = header._replace(words="".join(names)) if once else header
        row = BlockRow(block, line, run, Placed(once) if once else _under(header, run, place) if run else place)
        _read_row(table, row, found, header, reading)


def _anchors(table: Table) -> Iterator[Anchor]:
    yield anchor("stub", table.stub, group=True)
    for block in table.blocks:
        yield anchor(block.label, block.label, group=True)
        yield from (anchor(line.code, line.label) for line in block.lines)


def _refuse_unlabelled(runs: list[Stretch], reading: Transcript, table: Table) -> None:
    """Trust no figure of a table in which figures stand behind the name of a block: their row has lost its label."""
    for run in runs:
        if run.anchor and run.anchor.group and any(cell.kind != "blank" for cell in run.cells):
            reading.refuse(table.code, UNLABELLED.format(label=run.anchor.label), run.origin)


def _headers(runs: list[Stretch]) -> Iterator[tuple[int, Header]]:
    """Yield the header of every row, by where the row begins; rows under each other have the same."""
    header, is_open = Header("", False), True
    for run in runs:
        blanks = (False,) * len(run.cells)
        if run.anchor and not run.anchor.group:
            yield run.first, header
            is_open = False
        elif run.anchor:
            header, is_open = Header("", False, blanks), True
        else:
            # Cells without words part the names of wide columns.
            before = header if is_open else Header("", False)
            shape = (*before.shape, *(True for _ in run.owners), *blanks)
            header, is_open = Header(before.words + run.printed, run.in_cells, shape), True


def _under(header: Header, run: Stretch, placed: Placed) -> Placed:
    """Place a row that has exactly the cells of its header, wide columns included, each figure under a name."""
    cells = own_cells(run)
    if not placed.refusal or len(cells) != len(header.shape) or not all(cell.separator == "pipes" for cell in cells):
        return placed
    named = [cell for cell, is_named in zip(cells, header.shape, strict=True) if is_named]
    rest = [cell for cell, is_named in zip(cells, header.shape, strict=True) if not is_named]
    doubtful = any(cell.kind != "blank" for cell in rest) or any(
        cell.kind == "blank" and cell.width < 2 for cell in named
    )
    return placed if doubtful else Placed(tuple(named))


def _read_row(table: Table, row: BlockRow, found: dict[str, Stretch], header: Header, reading: Transcript) -> None:
    cells = table.cells_by_line[row.line.code]
    if row.run is None:
        reading.miss(cells, NO_ROW.format(label=row.line.label))
        return
    say_wording(row.run, row.line.label, reading)
    above = _wrong_above(row, header)
    if is_glued(row.run) and not above:
        _read_glued(cells, row.run, reading)
    elif wrong := above or _wrong_with(row, found):
        origin = row.run.cells[0].origin if row.run.cells else row.run.origin
        reading.miss(cells, wrong, " ".join(cell.text for cell in row.run.cells), origin)
    else:
        for cell, token in zip(cells, row.placed.cells, strict=True):
            reading.put(cell, token)


def _wrong_above(row: BlockRow, header: Header) -> str:
    """Return what is wrong with the column names above a row; nothing where they are those of its block."""
    labels = [column.label for column in row.block.columns]
    if names_exactly(header.words, labels, header.in_cells):
        return ""
    return OTHER_COLUMNS.format(found=header.words, wanted="、".join(labels)) if header.words else NO_COLUMNS


def _wrong_with(row: BlockRow, found: dict[str, Stretch]) -> str:
    """Return why the cells of a row are not certain."""
    if row.run and any(cell.kind != "blank" for cell in other_cells(row.run)):
        return UNLABELLED.format(label=row.line.label)
    return row.placed.refusal or (stands_apart(row.run, found.values()) if row.run else "")


def _read_glued(cells: Sequence[Cell], run: Stretch, reading: Transcript) -> None:
    """Read digits that have run together where there is only one way to cut them, blank cells thought of, too."""
    digits, pieces, origin = digits_of(run), pieces_of(run), run.cells[0].origin
    alone = len(cells) == len(pieces) == 1
    cuts = [(digits,)] if alone else plain_cuts(digits, len(cells))
    is_certain = len(cuts) == 1 and len(cuts[0]) == len(cells) and keeps_apart(cuts[0], pieces)
    if is_certain and all(len(part.partition(".")[0]) <= LONGEST_FIGURE for part in cuts[0]):
        for cell, token in zip(cells, derived(cuts[0], run, certain=alone), strict=True):
            reading.put(cell, token)
        return
    reading.miss(cells, SEVERAL_CUTS, digits, origin)
    reading.suggest(cells, ["|".join(cut) for cut in cuts if len(cut) == len(cells)][:MOST])
