"""What happens to a document as a whole: two reports in it, another form, no labels, tables set otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from import_damage.changing import Chance, Damage, Truth, change_table, forget_table, insert, place_of, rows_of_figures
from published import Published, Rows, invented

OLD_FORM = ("指标名称", "计量单位", "2018年度", "历年累计")
OLD_LINES = ("主动公开政府信息数", "制发规范性文件总数", "收到申请数", "予以公开答复数")


def two_reports(report: Published, truth: Truth, chance: Chance) -> Published:
    """The report of another year follows: none of both may be read."""
    truth.clear()
    other = invented(report.form.version, chance.randrange(10**6))
    return replace(report, items=(*report.items, *other.items))


def two_side_by_side(report: Published, truth: Truth, chance: Chance) -> Published:
    """The figures of two years stand beside each other in the same tables."""
    truth.clear()
    other = invented(report.form.version, chance.randrange(10**6))
    return report.with_tables(
        {n: _beside(*tables) for n, tables in enumerate(zip(report.tables, other.tables, strict=True))}
    )


def old_form(report: Published, truth: Truth, chance: Chance) -> Published:
    """The statistics that were reported before 2019."""
    truth.clear()
    cell = replace(report.tables[0][0][0], colspan=1)
    lines = ((line, "件", str(chance.randint(0, 99)), str(chance.randint(0, 999))) for line in OLD_LINES)
    rows = tuple(tuple(replace(cell, text=text) for text in row) for row in (OLD_FORM, *lines))
    return replace(report, items=(report.title, rows))


def no_labels(report: Published, truth: Truth, chance: Chance) -> Published:
    """Nothing but rows of numbers."""
    truth.clear()
    rows = tuple(tuple(cell for cell in row if cell.address) for row in report.tables[1])
    return replace(report, items=(report.title, tuple(row for row in rows if row)))


def one_row_for_three(report: Published, truth: Truth, chance: Chance) -> Published:
    """The last outcome stands in one row without its three parts: they are missing, and are not to be made up."""
    table = report.form.table("applications")
    group = next((each for each in table.line_headings() if each.code == "otherwise_closed"), None)
    if group is None or not group.children:
        return report
    for address in [address for address in truth if any(f".{leaf.code}." in address for leaf in group.leaves)]:
        truth.pop(address)
    rows = report.tables[1]
    place = next(number for number, row in enumerate(rows) if any(cell.text == group.label for cell in row))
    merged = tuple(replace(cell, rowspan=1) for cell in rows[place] if cell.text != group.leaves[0].label)
    return report.with_tables({1: (*rows[:place], merged, *rows[place + 3 :])})


def three_tables(report: Published, truth: Truth, chance: Chance) -> Published:
    """Table 四 is set as three of five columns, each under the name of its procedure."""
    rows = report.tables[2]
    names, figures = rows[1][:5], rows[3]
    procedures = (rows[0][0].text, "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    heads = tuple(replace(cell, rowspan=1) for cell in names)
    parts = [(heads, figures[5 * number : 5 * number + 5]) for number in range(3)]
    place = place_of(report, 2)
    items = [each for pair in zip(procedures, parts, strict=True) for each in pair]
    return replace(report, items=(*report.items[:place], *items, *report.items[place + 1 :]))


def table_twice(report: Published, truth: Truth, chance: Chance) -> Published:
    """A table stands twice with the same figures, or with others."""
    number = chance.randrange(2)
    other = invented(report.form.version, chance.randrange(10**6))
    is_same = chance.random() < 0.5
    if not is_same:
        truth.clear()
    again = report.tables[number] if is_same else other.tables[number]
    return insert(report, place_of(report, number) + 1, again)


def swapped_parts(report: Published, truth: Truth, chance: Chance) -> Published:
    """The second half of table 三 stands before the first, as where pages were mixed up: nothing of it may be read."""
    forget_table(report.tables[1], truth)

    def swap(rows: Rows) -> Rows:
        places = rows_of_figures(rows)
        first, middle = places[0], chance.choice(places[4:-4])
        return (*rows[:first], *rows[middle:], *rows[first:middle])

    return change_table(report, chance, swap, 1)


def _beside(rows: Rows, others: Rows) -> Rows:
    return tuple(
        (*row, *(cell for cell in other if cell.address)) for row, other in zip_longest(rows, others, fillvalue=())
    )


DAMAGES: tuple[Damage, ...] = (
    *(two_reports, two_side_by_side, old_form, no_labels, one_row_for_three, three_tables, table_twice, swapped_parts),
)
