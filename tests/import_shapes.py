"""Invented reports in the shapes of published ones, whole and damaged, for the tests of imports."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from annual_report.form.forms import Form, load_form
from annual_report.form.tables import Heading, Table

Texts = dict[str, str]
# The cells of a printed row, and to which width its table is padded; a row of none is running text.
Row = tuple[list[str], int]

WIDTHS = {"blocks": 4, "stub": 10, "across": 15}
# What a label holds, and a figure does not.
WORDS = re.compile(r"[\u2e80-\u9fff]")


@dataclass
class Invented:
    """An invented report: its form, what is printed in every cell, and its rows as they are printed."""

    form: Form
    texts: Texts
    rows: list[Row] = field(default_factory=list)


def invent(chance: random.Random, version: str = "", blanks: float = 0.0, mistakes: float = 0.1) -> Invented:
    """Invent a report: rows that add up, but for some printed mistakes, and blank cells where so many are wanted."""
    form = load_form(version or chance.choice(["2019", "2021"]))
    texts: Texts = {}
    for cell in form.cells.values():
        texts[str(cell.address)] = _number(chance, cell.kind)
    for table in form.tables:
        if table.layout != "blocks":
            _add_up(table, texts, chance, mistakes)
    for address in texts:
        if chance.random() < blanks:
            texts[address] = ""
    return Invented(form, texts, [*rows_of_report(form, texts)])


def _number(chance: random.Random, kind: str) -> str:
    size = chance.choice([0, 0, 0, 9, 99, 1500, 80000])
    number = str(chance.randint(0, size))
    if kind == "change" and chance.random() < 0.3 and number != "0":
        return f"-{number}"
    return f"{number}.{chance.randint(1, 999999)}" if kind == "money" and chance.random() < 0.6 else number


def _add_up(table: Table, texts: Texts, chance: random.Random, mistakes: float) -> None:
    for line in table.lines:
        *parts, total = [f"{table.code}.{line.code}.{column.code}" for column in table.columns]
        texts[total] = str(sum(int(texts[part]) for part in parts))
        if chance.random() < mistakes:
            texts[total] = str(int(texts[total]) + chance.randint(1, 9))


def rows_of_report(form: Form, texts: Texts, name: str = "云泽市某局", year: int = 0) -> Iterator[Row]:
    """Yield the rows of a report as it is printed, cells that are merged over rows only in the first of them."""
    yield [f"{name}{year or form.first_year}年政府信息公开工作年度报告"], 0
    for section in form.sections:
        if not section.optional:
            yield [section.title], 0
        if section.table:
            table = form.table(section.table)
            yield from {"blocks": _blocks, "stub": _stub, "across": _across}[table.layout](table, texts)
        elif not section.optional:
            yield ["本节文字略，全年共办理12件，另有3项。"], 0


def _blocks(table: Table, texts: Texts) -> Iterator[Row]:
    for block in table.blocks:
        yield [block.label], 4
        yield [table.stub, *(column.label for column in block.columns)], 4
        for line in block.lines:
            addresses = [f"{table.code}.{line.code}.{column.code}" for column in block.columns]
            yield [line.label, *(texts[address] for address in addresses)], 4


def _stub(table: Table, texts: Texts) -> Iterator[Row]:
    first, organisations, total = table.blocks[0].columns
    yield [table.note, table.spanner], 10
    yield [first.label, organisations.label, total.label], 10
    yield [leaf.label for leaf in organisations.leaves], 10
    for line in table.blocks[0].lines:
        yield from _lines(table, line, [], texts)


def _lines(table: Table, line: Heading, above: list[str], texts: Texts) -> Iterator[Row]:
    if not line.children:
        addresses = [f"{table.code}.{line.code}.{column.code}" for column in table.columns]
        yield [*above, line.label, *(texts[address] for address in addresses)], 10
        return
    for number, child in enumerate(line.children):
        yield from _lines(table, child, [*above, line.label] if not number else [], texts)


def _across(table: Table, texts: Texts) -> Iterator[Row]:
    review, litigation = table.blocks[0].lines
    columns = [column.label for column in table.columns]
    yield [review.label, litigation.label], 15
    yield [*columns, *(leaf.label for leaf in litigation.leaves)], 15
    yield [*columns, *columns], 15
    yield [texts[str(cell.address)] for cell in table.cells], 15


def as_pipes(rows: list[Row]) -> str:
    """One row a line, padded to the width of its table with empty pipes."""
    return _by_row(rows, lambda cells, width: "| " + " | ".join(cells) + " | " + "|" * max(0, width - len(cells)))


def as_markdown(rows: list[Row]) -> str:
    """One row a line, every cell as wide as the others, a rule below the first."""
    return _by_row(rows, lambda cells, width: "|" + "|".join(f" {cell:<6} " for cell in cells) + "|")


def as_tabs(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "\t".join(cells))


def as_commas(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: ",".join(cells))


def as_csv(rows: list[Row]) -> str:
    """As a spreadsheet saves it: every row as wide as the widest, marks of quotation where a comma stands in a cell."""
    file = io.StringIO()
    csv.writer(file).writerows([*cells, *[""] * (15 - len(cells))] for cells, _ in rows)
    return file.getvalue()


def as_chinese_commas(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "，".join(cells))


def as_boxes(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "├───┼───┤\n│" + "│".join(f" {cell} " for cell in cells) + "│")


def as_marked(rows: list[Row]) -> str:
    """As converters write Markdown: names broken, figures in bold, marks escaped."""
    return _by_row(rows, lambda cells, width: "| " + " | ".join(map(_marked, cells)) + " |")


def _marked(cell: str) -> str:
    if _is_number(cell):
        return f"**{cell}**".replace("-", "\\-") if cell else "&nbsp;"
    return re.sub(r"^([0-9])\.", r"\1\.", cell[:2] + "<br>" + cell[2:] if len(cell) == 4 else cell)


def as_blanks(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "  ".join(cell for cell in cells if cell))


def as_raw(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: " ".join(cell for cell in cells if cell))


def as_lines(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "\n".join(cell for cell in cells if cell))


def as_lone(rows: list[Row]) -> str:
    return _by_row(rows, lambda cells, width: "\n|\n".join(cells) + "\n|")


def as_trail(rows: list[Row]) -> str:
    return _by_row(
        rows, lambda cells, width: "\n".join(f"{c} |".strip() for c in cells) + "\n" + "|" * (1 + width - len(cells))
    )


def as_glued(rows: list[Row]) -> str:
    return "".join("".join(cells) if width else " " + " ".join(cells) + " " for cells, width in rows)


def as_layout(rows: list[Row]) -> str:
    """Figures on the middle line of a long label, as pdftotext sets them."""
    return _by_row(rows, _laid_out)


def _laid_out(cells: list[str], width: int) -> str:
    words = [*takewhile(lambda cell: WORDS.search(cell), cells)]
    figures = "      ".join(cell for cell in cells[len(words) :] if cell)
    if len(words) == 1 and len(words[0]) > 12 and figures:
        third = -(-len(words[0]) // 3)
        first, second, last = words[0][:third], words[0][third : 2 * third], words[0][2 * third :]
        return f"      {first}\n      {second}        {figures}\n      {last}"
    return "   " + "    ".join(words) + "        " + figures


def as_html(rows: list[Row]) -> str:
    """Tables with merged cells, as a page has them."""
    lines, in_table = [], False
    for cells, width in rows:
        if bool(width) != in_table:
            lines.append("<table>" if width else "</table>")
            in_table = bool(width)
        lines.append(
            "<tr>" + "".join(f"<td>{c or '&nbsp;'}</td>" for c in cells) + "</tr>" if width else f"<p>{cells[0]}</p>"
        )
    return "<html><body><div>" + "\n".join([*lines, "</table>" if in_table else ""]) + "</div></body></html>"


def _by_row(rows: list[Row], line: Callable[[list[str], int], str]) -> str:
    return "\n".join(line(cells, width) if width else cells[0] for cells, width in rows) + "\n"


SHAPES = {each.__name__.removeprefix("as_"): each for each in (
    as_pipes, as_markdown, as_tabs, as_blanks, as_raw, as_lines, as_lone, as_trail, as_glued, as_layout, as_html,
    as_commas, as_csv, as_chinese_commas, as_boxes, as_marked,
)}  # fmt: skip


# What goes wrong on the way, to the rows or to the text.


def lose_blanks(rows: list[Row], chance: random.Random) -> list[Row]:
    return [([cell for cell in cells if cell], width) for cells, width in rows]


def lose_rows(rows: list[Row], chance: random.Random) -> list[Row]:
    place = chance.randrange(1, len(rows))
    return rows[:place] + rows[place + chance.randint(1, 4) :]


def lose_end(rows: list[Row], chance: random.Random) -> list[Row]:
    return rows[: chance.randrange(3, len(rows))]


def swap_rows(rows: list[Row], chance: random.Random) -> list[Row]:
    first, second = sorted(chance.sample(range(1, len(rows)), 2))
    return [*rows[:first], *rows[second:], *rows[first:second]]


def repeat(rows: list[Row], chance: random.Random) -> list[Row]:
    return [*rows, *((["9" if cell.isdigit() else cell for cell in cells], width) for cells, width in rows)]


def lose_a_cell(rows: list[Row], chance: random.Random) -> list[Row]:
    return _change_row(rows, chance, lambda cells: _without(cells, chance))


def lose_a_label(rows: list[Row], chance: random.Random) -> list[Row]:
    return _change_row(rows, chance, lambda cells: [cell for cell in cells if _is_number(cell)] or cells)


def lose_a_label_but_one_character(rows: list[Row], chance: random.Random) -> list[Row]:
    return _change_row(rows, chance, lambda cells: [cell[:-1] if not _is_number(cell) else cell for cell in cells])


def add_a_row(rows: list[Row], chance: random.Random) -> list[Row]:
    place = chance.randrange(5, len(rows))
    return [*rows[:place], (["其他主动公开文件", "90", "40", "120"], rows[place][1] or 4), *rows[place:]]


def add_a_number(rows: list[Row], chance: random.Random) -> list[Row]:
    place = chance.randrange(5, len(rows))
    return [*rows[:place], ([str(chance.randint(1, 40))], 0), *rows[place:]]


def add_a_note(rows: list[Row], chance: random.Random) -> list[Row]:
    return _change_row(rows, chance, lambda cells: [*cells[:-1], f"{cells[-1]}（其中修订 3 件）"])


def swap_columns(rows: list[Row], chance: random.Random) -> list[Row]:
    heads = [
        number
        for number, (cells, width) in enumerate(rows)
        if width and len({*cells}) > 2 and not any(map(_is_number, cells))
    ]
    place = chance.choice(heads)
    cells, width = rows[place]
    changed = [*cells]
    first, second = chance.sample(range(len(cells)), 2)
    changed[first], changed[second] = changed[second], changed[first]
    return [*rows[:place], (changed, width), *rows[place + 1 :]]


def number_columns(rows: list[Row], chance: random.Random) -> list[Row]:
    return [
        ([f"数据{n}" if cell in ("自然人", "商业企业") else cell for n, cell in enumerate(cells)], width)
        for cells, width in rows
    ]


def join_two_cells(rows: list[Row], chance: random.Random) -> list[Row]:
    return _change_row(rows, chance, lambda cells: [*cells[:-2], cells[-2] + cells[-1]])


def number_pages(rows: list[Row], chance: random.Random) -> list[Row]:
    place = chance.randrange(5, len(rows))
    return [*rows[:place], (["- 3 -"], 0), *rows[place:]]


DAMAGES = (
    lose_blanks, lose_rows, lose_end, swap_rows, repeat, lose_a_cell, lose_a_label, lose_a_label_but_one_character,
    add_a_row, add_a_number, add_a_note, swap_columns, number_columns, join_two_cells, number_pages,
)  # fmt: skip


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[-0-9.]*", cell))


def _change_row(rows: list[Row], chance: random.Random, change: Callable[[list[str]], list[str]]) -> list[Row]:
    places = [
        n for n, (cells, width) in enumerate(rows) if width and len(cells) > 1 and all(map(_is_number, cells[-1:]))
    ]
    place = chance.choice(places)
    return [*rows[:place], (change([*rows[place][0]]), rows[place][1]), *rows[place + 1 :]]


def _without(cells: list[str], chance: random.Random) -> list[str]:
    place = chance.choice([number for number, cell in enumerate(cells) if _is_number(cell)])
    return [*cells[:place], *cells[place + 1 :]]
