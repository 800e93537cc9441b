"""What does not fit together in a form: a code that stands there twice, a section without its table, figures lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from string import Formatter
from typing import TypeVar

from annual_report.form.form_file import ColumnEntry, FormFile, HeadingEntry, LineEntry, TableEntry, table_of
from annual_report.strict_yaml import Mistake, Place, find_doubled
from annual_report.wording import fold, join_words, suggestion

Entry = TypeVar("Entry")
Headed = TypeVar("Headed", LineEntry, ColumnEntry)

# What a table needs beside what all have, by how it is printed; no other table has it.
LAYOUTS: dict[str, tuple[str, ...]] = {"stub": ("note", "spanner", "widths"), "across": (), "blocks": ("value", "stub")}

# The units of money; everything else is counted.
MONEY = ("元", "万元")

# What rules and prose speak of by its code, whatever the form.
SPOKEN_OF: dict[str, tuple[str, ...]] = {
    "disclosure": (),
    "applications": ("received", "carried_in", "outcomes", "outcomes_total", "carried_forward", "total"),
    "review_litigation": ("review", "direct_suit", "suit_after_review", "total"),
}

# The families that code and prose ask for, whatever the form, and what no family may count in.
FAMILIES: dict[str, tuple[str, ...]] = {"applications": ("applicant", "outcome")}
TOTALS: dict[str, tuple[str, ...]] = {"applications": ("outcomes_total", "total"), "review_litigation": ("total",)}

# What a title may be filled in with.
FIELDS = ("name", "year")

WRONG_VERSION = "「version」写的是 {found}，文件名却是 {name}.yaml：请改成一致"
WRONG_YEARS = "「last_year」写的是 {found}，早于 first_year（{first}）：请核对"
WRONG_TITLE = "「title」写的是 {found}：花括号里只能写 {known}"
TWO_MEANINGS = "「code」写的 {found} 在前面的 blocks 里是另一列：同一个 code 的列，各处要写得一样"
NO_TABLE = "没有「{found}」这张表{suggestion}（可用：{known}）"
NO_CODE = "缺少 code 是「{code}」的{kind}：规则和正文要用到它"
NO_FAMILY = "缺少「families」里有 {family} 的行或列：规则和正文要用到它"
NO_TOTAL = "「{code}」是合计：请写上 total: true"
NO_SECTION = "没有哪一节放「{found}」这张表：请在 sections 里写上 table: {found}"
NEEDED = "layout 是 {layout} 的表缺少「{key}」：请补上"
NOT_NEEDED = "layout 是 {layout} 的表不用「{key}」：请删去"
ONE_BLOCK = "layout 是 {layout} 的表只能有一组「blocks」"
WRONG_KEYS = "layout 是 {layout} 的表要有 {count} 个「keys」"
NOT_MONEY = "「{found}」的 unit 是 {unit}、kind 是 {kind}：金额写 kind: money，单位只能是 {known}"
WRONG_WIDTHS = "「widths」有 {found} 个，印出来却是 {count} 列：请核对行、列和 children 有没有缺漏"
WRONG_FIGURES = "「figures」写的是 {found}，按行和列数出来却是 {count}：请核对行、列和 children 有没有缺漏"
NO_CELL = "没有「{found}」这一格{suggestion}"


def mistakes_in(form: FormFile, name: str) -> Iterator[Mistake]:
    """Yield everything that does not fit together in a form that is written in a file of this name."""
    if form.version != name:
        yield Mistake(("version",), WRONG_VERSION.format(found=form.version, name=name), form.version)
    if form.last_year is not None and form.last_year < form.first_year:
        words = WRONG_YEARS.format(found=form.last_year, first=form.first_year)
        yield Mistake(("last_year",), words, str(form.last_year))
    yield from _in_title(form.title)
    yield from _in_sections(form)
    for key in ("code", "name", "caption", "file"):
        yield from find_doubled(
            key, (((*at, key), getattr(each, key)) for at, each in _with_numbers(form.tables, ("tables",)))
        )
    for at, table in _with_numbers(form.tables, ("tables",)):
        yield from _in_table(table, at)
    yield from _missing(SPOKEN_OF, [table.code for table in form.tables], ("tables",), "表")
    yield from _in_headlines(form)


def _in_title(title: list[str]) -> Iterator[Mistake]:
    for at, part in _with_numbers(title, ("title",)):
        if not _can_be_filled(part):
            yield Mistake(at, WRONG_TITLE.format(found=part, known=join_words(f"{{{each}}}" for each in FIELDS)), part)


def _can_be_filled(part: str) -> bool:
    try:
        fields = [(name, layout, how) for _, name, layout, how in Formatter().parse(part) if name is not None]
    except ValueError:
        return False
    return all(name in FIELDS and not layout and not how for name, layout, how in fields)


def _in_sections(form: FormFile) -> Iterator[Mistake]:
    sections, known = [*_with_numbers(form.sections, ("sections",))], [table.code for table in form.tables]
    yield from find_doubled("code", (((*at, "code"), section.code) for at, section in sections))
    yield from find_doubled("title", (((*at, "title"), fold(section.title)) for at, section in sections))
    yield from find_doubled("table", (((*at, "table"), section.table) for at, section in sections if section.table))
    for at, section in sections:
        if section.table and section.table not in known:
            near = suggestion(section.table, known)
            words = NO_TABLE.format(found=section.table, suggestion=near, known=join_words(known))
            yield Mistake((*at, "table"), words, section.table)
    for at, table in _with_numbers(form.tables, ("tables",)):
        if table.code not in [section.table for section in form.sections]:
            yield Mistake((*at, "code"), NO_SECTION.format(found=table.code), table.code)


def _in_table(table: TableEntry, at: Place) -> Iterator[Mistake]:
    blocks = [*_with_numbers(table.blocks, (*at, "blocks"))]
    lines = [[*_walk(block.lines, (*place, "lines"))] for place, block in blocks]
    columns = [[*_walk(block.columns, (*place, "columns"))] for place, block in blocks]
    yield from _in_layout(table, at)
    yield from find_doubled("label", (((*place, "label"), fold(each.label)) for place, each in blocks if each.label))
    yield from _in_names([each for block in lines for each in block])
    for line_block in lines:
        yield from _in_labels(line_block)
    for column_block in columns:
        yield from _in_names(column_block)
        yield from _in_labels(column_block)
    yield from _in_columns([each for block in columns for each in block])
    yield from _in_figures(table, at)
    codes = [line.code for block in lines for _, line in block] + [each.code for block in columns for _, each in block]
    yield from _missing(SPOKEN_OF.get(table.code, ()), codes, (*at, "blocks"), "行或列")
    yield from _in_families(table, [*chain(*lines, *columns)], (*at, "blocks"))


def _in_families(table: TableEntry, headings: Sequence[tuple[Place, HeadingEntry]], at: Place) -> Iterator[Mistake]:
    """Yield the families that are asked for and are not there, and the totals that would count in one."""
    there = {family for _, heading in headings for family in heading.families}
    for family in FAMILIES.get(table.code, ()):
        if family not in there:
            yield Mistake(at, NO_FAMILY.format(family=family), family)
    for place, heading in headings:
        if heading.code in TOTALS.get(table.code, ()) and not heading.total:
            yield Mistake((*place, "code"), NO_TOTAL.format(code=heading.code), heading.code)


def _in_layout(table: TableEntry, at: Place) -> Iterator[Mistake]:
    """Yield what a table has too much or too little of for how it is printed."""
    needed = LAYOUTS[table.layout]
    for key in (key for keys in LAYOUTS.values() for key in keys):
        yield from _in_key(table.layout, at, key, is_needed=key in needed, is_there=bool(getattr(table, key)))
    for place, block in _with_numbers(table.blocks, (*at, "blocks")):
        yield from _in_key(table.layout, place, "label", is_needed="value" in needed, is_there=bool(block.label))
    # Clause, item and measure, where every row of the file holds a single value.
    count = 3 if "value" in needed else 1
    if len(table.keys) != count:
        yield Mistake((*at, "keys"), WRONG_KEYS.format(layout=table.layout, count=count))
    if "value" not in needed and len(table.blocks) > 1:
        yield Mistake((*at, "blocks"), ONE_BLOCK.format(layout=table.layout))


def _in_key(layout: str, at: Place, key: str, *, is_needed: bool, is_there: bool) -> Iterator[Mistake]:
    if is_needed != is_there:
        words = NEEDED if is_needed else NOT_NEEDED
        yield Mistake((*at, key), words.format(layout=layout, key=key), key)


def _in_names(headings: Sequence[tuple[Place, LineEntry | ColumnEntry]]) -> Iterator[Mistake]:
    yield from find_doubled("code", (((*place, "code"), each.code) for place, each in headings))
    yield from find_doubled("name", (((*place, "name"), each.said_name) for place, each in headings))


def _in_labels(headings: Sequence[tuple[Place, LineEntry | ColumnEntry]]) -> Iterator[Mistake]:
    return find_doubled("label", (((*place, "label"), fold(each.label)) for place, each in headings))


def _in_columns(columns: Iterable[tuple[Place, ColumnEntry]]) -> Iterator[Mistake]:
    """Yield the columns of money that are counted, the other way round, and those that are another one elsewhere."""
    known = dict[str, ColumnEntry]()
    for at, column in columns:
        if (column.unit in MONEY) != (column.kind == "money"):
            found = {"found": column.code, "unit": column.unit, "kind": column.kind}
            yield Mistake(at, NOT_MONEY.format(**found, known=join_words(MONEY)), column.unit)
        if known.setdefault(column.code, column) != column:
            yield Mistake((*at, "code"), TWO_MEANINGS.format(found=column.code), column.code)


def _in_figures(table: TableEntry, at: Place) -> Iterator[Mistake]:
    """Yield what the lines and columns do not come to: one of them is gone, or too many."""
    official = table_of(table)
    count, printed = len(official.cells), max(line.depth for line in official.blocks[0].lines) + len(official.columns)
    if count != table.figures:
        yield Mistake((*at, "figures"), WRONG_FIGURES.format(found=table.figures, count=count), str(table.figures))
    if table.widths and len(table.widths) != printed:
        yield Mistake((*at, "widths"), WRONG_WIDTHS.format(found=len(table.widths), count=printed))


def _in_headlines(form: FormFile) -> Iterator[Mistake]:
    known = {str(cell.address) for table in form.tables for cell in table_of(table).cells}
    headlines = [*_with_numbers(form.headlines, ("headlines",))]
    yield from find_doubled("headlines", headlines)
    for at, address in headlines:
        if address not in known:
            yield Mistake(at, NO_CELL.format(found=address, suggestion=suggestion(address, known)), address)


def _missing(wanted: Iterable[str], codes: Sequence[str], at: Place, kind: str) -> Iterator[Mistake]:
    """Yield what somebody will ask for by its code."""
    return (Mistake(at, NO_CODE.format(code=code, kind=kind), code) for code in wanted if code not in codes)


def _with_numbers(entries: Iterable[Entry], at: Place) -> Iterator[tuple[Place, Entry]]:
    """Yield the entries of a list, each with its place."""
    return (((*at, number), entry) for number, entry in enumerate(entries))


def _walk(headings: Sequence[Headed], at: Place) -> Iterator[tuple[Place, Headed]]:
    """Yield every line or column, groups included, with its place."""
    for number, heading in enumerate(headings):
        yield (*at, number), heading
        yield from _walk(heading.children, (*at, number, "children"))
