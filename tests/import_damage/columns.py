"""What happens to the names of columns: swapped, invented by a converter, cut in half, explained, merged otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile, takewhile

from import_damage.changing import Chance, Damage, Row, Truth, change_table, change_words, forget, insert, place_of
from published import Published, Rows

# How offices explain a column, with digits that are no figures.
GLOSSES = {
    "本年增/减": "本年增/减(减用负值表示，如-8)",
    "上一年项目数量": "上一年项目数量(指2019年事项数)",
    "采购总金额": "采购总金额（万元，保留2位小数）",
}


def swapped_heads(report: Published, truth: Truth, chance: Chance) -> Published:
    """The heads of two columns change places and their figures do not: neither may be read."""

    def swap(rows: Rows) -> Rows:
        place = chance.choice(_heads(rows))
        row = [*rows[place]]
        first, second = chance.sample([n for n, cell in enumerate(row) if cell.colspan == 1], 2)
        if row[first].text != row[second].text:
            _forget_below(rows, place, truth)
        row[first], row[second] = replace(row[first], text=row[second].text), replace(row[second], text=row[first].text)
        return (*rows[:place], tuple(row), *rows[place + 1 :])

    return change_table(report, chance, swap)


def false_names(report: Published, truth: Truth, chance: Chance) -> Published:
    """A converter has named the columns of table 三 itself: nothing of it may be read."""
    names = {leaf.label: f"数据{number}" for number, leaf in enumerate(report.form.table("applications").columns, 1)}
    rows = report.tables[1]
    for row in rows:
        forget(row, truth)
    changed = tuple(tuple(replace(cell, text=names.get(cell.text, cell.text)) for cell in row) for row in rows)
    return report.with_tables({1: changed})


def halved_names(report: Published, truth: Truth, chance: Chance) -> Published:
    """The second line of a head was lost, so that two columns read the same: 本年新."""

    def halve(rows: Rows) -> Rows:
        place = next(n for n in _heads(rows) if sum(len(cell.text) > 4 for cell in rows[n]) > 1)
        stub, *names = rows[place]
        row = (stub, *(replace(cell, text=cell.text[:3]) for cell in names))
        _forget_below(rows, place, truth)
        return (*rows[:place], row, *rows[place + 1 :])

    return change_table(report, chance, halve, 0)


def explained_names(report: Published, truth: Truth, chance: Chance) -> Published:
    """Digits in the name of a column are no figures."""
    return change_words(report, lambda text: GLOSSES.get(text, text))


def doubled_head(report: Published, truth: Truth, chance: Chance) -> Published:
    """A blank cell stands before the second head of table 四, as where a PDF has a line too many."""

    def double(rows: Rows) -> Rows:
        first, second = rows[0]
        return ((first, replace(second, text="", colspan=1), replace(second, colspan=9)), *rows[1:])

    return change_table(report, chance, double, 2)


def blank_heads(report: Published, truth: Truth, chance: Chance) -> Published:
    """Blank cells stand where others merge the head over two rows."""

    def unmerge(rows: Rows) -> Rows:
        above, heads, leaves, *rest = rows
        blank = replace(leaves[0], text="")
        return (above, tuple(replace(cell, rowspan=1) for cell in heads), (blank, *leaves, blank), *rest)

    return change_table(report, chance, unmerge, 1)


def group_twice(report: Published, truth: Truth, chance: Chance) -> Published:
    """The label of the outcomes stands twice, once for each part of its rows, as where a page ended."""

    def part(rows: Rows) -> Rows:
        tallest = max((cell for row in rows for cell in row), key=lambda cell: cell.rowspan)
        start = next(number for number, row in enumerate(rows) if tallest in row)
        size = chance.randrange(1, tallest.rowspan)
        upper = tuple(replace(cell, rowspan=size) if cell is tallest else cell for cell in rows[start])
        lower = (replace(tallest, rowspan=tallest.rowspan - size), *rows[start + size])
        return (*rows[:start], upper, *rows[start + 1 : start + size], lower, *rows[start + size + 1 :])

    return change_table(report, chance, part, 1)


def wide_cells(report: Published, truth: Truth, chance: Chance) -> Published:
    """The cells of a head are merged otherwise than those of the figures below: 1, 1, 2, 1 over 1, 2, 1, 1."""

    def widen(rows: Rows) -> Rows:
        return tuple(_widened(row, chance.randrange(len(row)) if len(row) > 1 else 0) for row in rows)

    return change_table(report, chance, widen, 0)


def table_of_nothing(report: Published, truth: Truth, chance: Chance) -> Published:
    """A table of dashes stands before a table: it is none."""
    number = chance.randrange(len(report.tables))
    cell = replace(report.tables[0][0][0], text="-", colspan=1)
    return insert(report, place_of(report, number), ((cell, cell), (cell, cell)))


def _heads(rows: Rows) -> list[int]:
    return [n for n, row in enumerate(rows) if len({c.text for c in row}) > 2 and not any(c.address for c in row)]


def _forget_below(rows: Rows, place: int, truth: Truth) -> None:
    below = dropwhile(lambda each: not each[-1].address, rows[place:])
    for each in takewhile(lambda each: each[-1].address, below):
        forget(each, truth)


def _widened(row: Row, place: int) -> Row:
    return tuple(replace(cell, colspan=cell.colspan + (number == place)) for number, cell in enumerate(row))


DAMAGES: tuple[Damage, ...] = (
    *(swapped_heads, false_names, halved_names, explained_names, doubled_head, blank_heads, group_twice),
    *(wide_cells, table_of_nothing),
)
