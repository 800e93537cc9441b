"""Table 三: a label and seven cells a row, in the order of the form; arithmetic proves a cut and repairs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from annual_report.filing.imports.anchors import Anchor, Stretch, anchor, runs_between
from annual_report.filing.imports.application_header import cells_before_remarks, require_header
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.glued_rows import read_glued, refuse_uncuttable
from annual_report.filing.imports.placing import Placed, own_cells, place_rows, stands_apart
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.rows import is_glued, lines_found, refuse_strangers, say_wording
from annual_report.filing.imports.words import Words
from annual_report.form.tables import Heading, Table

OUT_OF_ORDER = "「{label}」排在「{before}」前面，行的次序与官方表不同"
PAGES = "，可能页码颠倒：请按正确的页序重新导出"
BLANKS_LOST = "空格在文本里丢失了（{count} 行的数不足 {columns} 个），整张表哪个数在哪一格无从确定"
ONE_ROW = "原件把「{label}」并成一行（{found}），官方表分 {count} 行，拆不开"
SUBTOTAL = "「{label}」一行带着数（{found}），官方表这一行不填数，没有写入"
NO_ROW = "原件里找不到「{label}」这一行"

# So many rows with too few cells are no slip of one row.
SLIPS = 1


def read_applications(words: Words, table: Table, start: int, end: int, reading: Transcript) -> None:
    """Read every row that has its official label and exactly seven cells."""
    runs = runs_between(words, start, end, [*_anchors(table)])
    found = lines_found(runs, reading, table)
    _require_order(table, found, words, reading)
    require_header(table, runs, found, words, reading)
    refuse_strangers(runs, found, reading, table)
    lines = [(line, found.get(line.code)) for line in table.lines]
    cells = cells_before_remarks(table, runs, found, [own_cells(run) if run else [] for _, run in lines], reading)
    placed = place_rows(cells, [len(table.columns)] * len(lines))
    glued = any(is_glued(run) for run in found.values())
    if glued:
        refuse_uncuttable(table, found, reading)
    else:
        _refuse_lost_blanks(table, found, reading)
    for (line, run), place in zip(lines, placed, strict=True):
        apart = stands_apart(run, found.values()) if run and not place.refusal else ""
        _read_row(table, line, run, Placed(refusal=apart) if apart else place, glued, reading)
    reading.absent[table.code] = [line.label for line, run in lines if run is None]
    _say_groups(table, runs, found, reading)


def _anchors(table: Table) -> Iterator[Anchor]:
    for line in table.blocks[0].lines:
        inner = {each.code for each in line.walk()} - {line.code}
        for each in line.walk():
            yield anchor(each.code, each.label, group=bool(each.children), level=int(each.code in inner))


def _require_order(table: Table, found: dict[str, Stretch], words: Words, reading: Transcript) -> None:
    lines = [line for line in table.lines if line.code in found]
    for before, line in pairwise(lines):
        if found[line.code].first < found[before.code].first:
            wrong = OUT_OF_ORDER.format(label=line.label, before=before.label)
            first, second = words.page_at(found[line.code].first), words.page_at(found[before.code].first)
            if first != second:
                raise Refused(wrong + PAGES, second)
            reading.refuse(table.code, wrong, words.token_at(found[line.code].first).origin)


def _refuse_lost_blanks(table: Table, found: dict[str, Stretch], reading: Transcript) -> None:
    """Refuse a table in running text in which several rows have too few cells: there blank cells left no trace."""
    columns = len(table.columns)
    short = [
        run
        for run in found.values()
        if sum(cell.kind != "blank" for cell in run.cells) < columns
        and all(cell.separator == "blanks" for cell in run.cells)
    ]
    if len(short) > SLIPS and any(run.cells for run in short):
        reading.refuse(table.code, BLANKS_LOST.format(count=len(short), columns=columns), short[0].origin)


def _read_row(
    table: Table, line: Heading, run: Stretch | None, place: Placed, glued: bool, reading: Transcript
) -> None:
    cells = table.cells_by_line[line.code]
    if table.code in reading.refused:
        return
    if run is None:
        reading.miss(cells, NO_ROW.format(label=line.label))
        return
    say_wording(run, line.label, reading)
    if glued:
        read_glued(cells, run, reading)
    elif place.refusal:
        reading.miss(cells, place.refusal, " ".join(cell.text for cell in run.cells), run.origin)
    else:
        for cell, token in zip(cells, place.cells, strict=True):
            reading.put(cell, token)


def _say_groups(table: Table, runs: list[Stretch], found: dict[str, Stretch], reading: Transcript) -> None:
    """Say what stands behind the label of a group: the form has no figures there."""
    groups = {each.code: each for each in table.line_headings() if each.children}
    for run in runs:
        figures = [cell.text for cell in run.cells if cell.kind != "blank"]
        if run.anchor and run.anchor.group and figures:
            group, shown = groups[run.anchor.code], " ".join(figures)
            missing = [leaf.code for leaf in group.leaves if leaf.code not in found]
            if len(missing) == len(group.leaves):
                group_labels = {leaf.label for leaf in group.leaves}
                wrong = ONE_ROW.format(label=group.label, found=shown, count=len(missing))
                cells = [cell for cell in table.cells if cell.address.line in missing]
                reading.absent[table.code] = [e for e in reading.absent[table.code] if e not in group_labels]
                if table.code not in reading.refused:
                    reading.miss(cells, wrong, shown, run.origin)
                reading.say(wrong, run.origin)
            else:
                reading.say(SUBTOTAL.format(label=group.label, found=shown), run.origin)
