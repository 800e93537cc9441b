"""What of two editions cannot be compared, and why: cells not read, cells that only one form has, missing files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annual_report.desk.editions.edition import Edition
from annual_report.filing.comparison import CELL, FIGURE, SENTENCE, Uncompared
from annual_report.filing.read_tables import comparable_cells
from annual_report.form.forms import Form
from annual_report.form.tables import Table
from annual_report.wording import join_words

OTHER_FORM = "{first} 年格式和 {second} 年格式的这张表问的不是同一件事，不能比"
ONLY_IN_ONE = "只有 {form} 年格式有"
NOT_READ = "{name}：{reason}"
FIGURES = "正文数字（figures.csv）"
ONE_CELL, WHOLE_TABLE, SOME_CELLS = "{table} {label}", "{table}（共 {count} 格）", "{table} {label} 等 {count} 格"
TABLE = "表{number}"


def label_of_cell(form: Form, address: str) -> str:
    """Return how an office calls a cell, with its table: 表三 一、本年新收 × 自然人."""
    cell = form.cells[address]
    return ONE_CELL.format(table=name_of_table(form, cell.address.table), label=cell.label)


def name_of_table(form: Form, code: str) -> str:
    """Return how a table is called for short, by the number of its section: 表三."""
    title = next(section.title for section in form.sections if section.table == code)
    return TABLE.format(number=title.partition("、")[0])


def unread_cells(first: Edition, second: Edition, cells: Sequence[str]) -> Iterator[Uncompared]:
    """Yield the cells that were not read in one edition, those of one table for one reason together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for address in cells:
        lacking = [each for each in (first, second) if address not in each.cells]
        reason = "；".join(
            NOT_READ.format(name=each.short_name or each.name, reason=each.gaps[address]) for each in lacking
        )
        if lacking:
            groups.setdefault((first.form.cells[address].address.table, reason), []).append(address)
    for (table, reason), found in groups.items():
        yield _of_one_table(first.form, first.form.table(table), found, reason)


def other_cells(first: Form, second: Form) -> Iterator[Uncompared]:
    """Yield what one form asks for and the other does not, table by table; a table that asks for other things once."""
    shared = {*comparable_cells(first, second)}
    for form in (first, second):
        for table in form.tables:
            found = [str(cell.address) for cell in table.cells if str(cell.address) not in shared]
            if found and len(found) < len(table.cells):
                yield _of_one_table(form, table, found, ONLY_IN_ONE.format(form=form.version))
            elif found and form is first:
                yield _of_one_table(form, table, found, OTHER_FORM.format(first=first.version, second=second.version))


def other_parts(first: Edition, second: Edition) -> Iterator[Uncompared]:
    """Yield what is no cell and one edition cannot have: its list of numbers, and the sections of its prose."""
    groups: dict[tuple[str, str], list[str]] = {}
    titles = {section.code: section.title for section in first.form.sections}
    for part in (FIGURE, *titles):
        lacking = [each for each in (first, second) if part in each.lacking]
        if lacking and (part == FIGURE or any(part == each.section for each in (*first.sentences, *second.sentences))):
            reason = "；".join(
                NOT_READ.format(name=each.short_name or each.name, reason=each.lacking[part]) for each in lacking
            )
            kind = FIGURE if part == FIGURE else SENTENCE
            groups.setdefault((kind, reason), []).append(titles.get(part, FIGURES))
    for (kind, reason), labels in groups.items():
        yield Uncompared(kind, join_words(labels), reason)


def _reason(editions: Sequence[Edition], reasons: Sequence[str]) -> str:
    names = (each.short_name or each.name for each in editions)
    return "；".join(NOT_READ.format(name=name, reason=why) for name, why in zip(names, reasons, strict=True))


def _of_one_table(form: Form, table: Table, addresses: Sequence[str], reason: str) -> Uncompared:
    words = WHOLE_TABLE if len(addresses) == len(table.cells) else SOME_CELLS if len(addresses) > 1 else ONE_CELL
    name, label = name_of_table(form, table.code), form.cells[addresses[0]].label
    return Uncompared(CELL, words.format(table=name, label=label, count=len(addresses)), reason, tuple(addresses))
