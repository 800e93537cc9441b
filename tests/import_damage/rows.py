"""What happens to rows: one is lost, moved, doubled, unknown, cut in two; it lacks a cell or its label."""

from __future__ import annotations

from dataclasses import replace

from annual_report.document.blocks import TableCell
from import_damage.changing import (
    Chance,
    Damage,
    Row,
    Truth,
    change_row,
    change_table,
    forget,
    forget_table,
    insert,
    place_of,
    rows_of_figures,
)
from published import Published, Rows

APPLICATIONS = 1


def lost_row(report: Published, truth: Truth, chance: Chance) -> Published:
    def lose(rows: Rows) -> Rows:
        place = chance.randrange(len(rows))
        forget(rows[place], truth)
        return (*rows[:place], *rows[place + 1 :])

    return change_table(report, chance, lose)


def swapped_rows(report: Published, truth: Truth, chance: Chance) -> Published:
    def swap(rows: Rows) -> Rows:
        first, second = sorted(chance.sample(range(len(rows)), 2))
        changed = [*rows]
        changed[first], changed[second] = changed[second], changed[first]
        return tuple(changed)

    return change_table(report, chance, swap)


def doubled_row(report: Published, truth: Truth, chance: Chance) -> Published:
    def double(rows: Rows) -> Rows:
        place = chance.choice(rows_of_figures(rows))
        return (*rows[:place], rows[place], *rows[place:])

    return change_table(report, chance, double)


def lost_cell(report: Published, truth: Truth, chance: Chance) -> Published:
    def lose(row: Row) -> Row:
        place = _place_of_figure(row, chance)
        forget(row[place : place + 1], truth)
        return (*row[:place], *row[place + 1 :])

    return change_row(report, chance, lose)


def lost_zero(report: Published, truth: Truth, chance: Chance) -> Published:
    """A cell that held 0 leaves no trace: where digits ran together the row still adds up."""

    def lose(row: Row) -> Row:
        zeros = [number for number, cell in enumerate(row) if cell.address and cell.text == "0"]
        place = chance.choice(zeros) if zeros else len(row)
        forget(row[place : place + 1], truth)
        return (*row[:place], *row[place + 1 :])

    return change_row(report, chance, lose)


def parted_cell(report: Published, truth: Truth, chance: Chance) -> Published:
    """One figure stands in two cells."""

    def part(row: Row) -> Row:
        place = _place_of_figure(row, chance)
        forget(row[place : place + 1], truth)
        pieces = (replace(row[place], text=row[place].text[:1]), replace(row[place], text=row[place].text[1:] or "0"))
        return (*row[:place], *pieces, *row[place + 1 :])

    return change_row(report, chance, part)


def joined_cells(report: Published, truth: Truth, chance: Chance) -> Published:
    """Two figures stand in one cell."""

    def join(row: Row) -> Row:
        places = [number for number, cell in enumerate(row) if cell.address][:-1]
        if not places:
            return row
        place = chance.choice(places)
        one, two = row[place : place + 2]
        forget((one, two), truth)
        return (*row[:place], replace(one, text=one.text + two.text), *row[place + 2 :])

    return change_row(report, chance, join, chance.randrange(2))


def lost_label(report: Published, truth: Truth, chance: Chance) -> Published:
    def lose(row: Row) -> Row:
        forget(row, truth)
        return tuple(cell for cell in row if cell.address)

    return change_row(report, chance, lose, chance.randrange(2))


def labels_elsewhere(report: Published, truth: Truth, chance: Chance) -> Published:
    """Labels of several rows stand together before their figures, torn off from them."""

    def tear(rows: Rows) -> Rows:
        place = chance.choice(rows_of_figures(rows)[2:-3])
        torn = rows[place : place + 3]
        for row in torn:
            forget(row, truth)
        labels = tuple(tuple(cell for cell in row if not cell.address) for row in torn)
        figures = tuple(tuple(cell for cell in row if cell.address) for row in torn)
        together = (*(row for row in labels if row), *(row for row in figures if row))
        return (*rows[:place], *together, *rows[place + 3 :])

    return change_table(report, chance, tear, APPLICATIONS)


def figure_far_away(report: Published, truth: Truth, chance: Chance) -> Published:
    """The total of a row stands rows above it, alone."""

    def part(rows: Rows) -> Rows:
        place = chance.choice(rows_of_figures(rows)[3:])
        *rest, total = rows[place]
        forget([total], truth)
        above = place - chance.randint(1, 3)
        return (*rows[:above], (total,), *rows[above:place], (*rest, replace(total, text="")), *rows[place + 1 :])

    return change_table(report, chance, part, APPLICATIONS)


def unknown_row(report: Published, truth: Truth, chance: Chance) -> Published:
    """A row that the form does not have refuses its table."""

    def add(rows: Rows) -> Rows:
        places = rows_of_figures(rows)
        place = chance.choice(places[1:])
        forget_table(rows, truth)
        row = tuple(_stranger(cell, chance) for cell in rows[place] if cell.rowspan == 1)
        return (*rows[:place], row, *rows[place:])

    return change_table(report, chance, add, chance.randrange(2))


def row_in_words(report: Published, truth: Truth, chance: Chance) -> Published:
    """政府信息发布总数量：2条 among the rows of table 二."""

    def add(rows: Rows) -> Rows:
        place = chance.choice(rows_of_figures(rows)[1:])
        forget_table(rows, truth)
        words = replace(rows[0][0], text="政府信息发布总数量：2条", colspan=sum(cell.colspan for cell in rows[0]))
        return (*rows[:place], (words,), *rows[place:])

    return change_table(report, chance, add, 0)


def continued_table(report: Published, truth: Truth, chance: Chance) -> Published:
    """Table 三 is set as two, with or without words and its header above the second."""
    rows = report.tables[APPLICATIONS]
    first = rows_of_figures(rows)[0]
    place = chance.choice(rows_of_figures(rows)[1:])
    header = chance.choice((rows[:first], ()))
    words = chance.choice(([], ["（续表）"], ["（续表）"], ["续表"]))
    above = report.with_tables({APPLICATIONS: rows[:place]})
    return insert(above, place_of(report, APPLICATIONS) + 1, *words, (*header, *rows[place:]))


def cut_off(report: Published, truth: Truth, chance: Chance) -> Published:
    """A report ends in the midst of its tables; the table in which it does is not to be read."""
    number = chance.randrange(len(report.tables))
    rows = report.tables[number]
    place = chance.choice(rows_of_figures(rows))
    for table in report.tables[number:]:
        forget_table(table, truth)
    cut = report.with_tables({number: rows[:place]})
    return replace(cut, items=cut.items[: place_of(report, number) + 1])


def _place_of_figure(row: Row, chance: Chance) -> int:
    return chance.choice([number for number, cell in enumerate(row) if cell.address])


def _stranger(cell: TableCell, chance: Chance) -> TableCell:
    return replace(cell, text=str(chance.randint(0, 99)) if cell.address else "其他主动公开文件", address="")


DAMAGES: tuple[Damage, ...] = (
    *(lost_row, swapped_rows, doubled_row, lost_cell, lost_zero, parted_cell, joined_cells, lost_label),
    *(labels_elsewhere, figure_far_away, unknown_row, row_in_words, continued_table, cut_off),
)
