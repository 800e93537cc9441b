"""The header of a register: its columns, in any order, and no other; one about persons is refused by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annual_report.errors import InputError, Problem
from annual_report.filing.personal_data import is_about_persons, mask
from annual_report.filing.register.cells import personal_in
from annual_report.filing.register.lines import say_cell
from annual_report.filing.sheets import Row, Sheet
from annual_report.wording import excerpt, fold, join_words, suggestion

NO_HEADER = "第一行不是表头：请写上「{header}」"
ABOUT_PERSONS = "{cell}：「{found}」这一列是个人信息，登记簿里不收：请删去整列再保存"
UNKNOWN = "{cell}：没有「{found}」这一列{suggestion}"
ONLY_THESE = "：请删去这一列；只收这几列：{header}"
LEFT_OUT = "{file} 第 {rows} 行在表头上面，没有读入"
DEEPEST_HEADER = 10
NAMELESS = "{cell}：这一列没有列名：请补上，多余的列请删去"
DOUBLED = "{cell}：「{found}」这一列重复了：请只留一列"
MISSING = "缺少「{missing}」：表头应是「{header}」"
EXTRA_VALUES = "这一行比表头多出几格：请删去，或检查逗号"


def below_title(sheet: Sheet, labels: Sequence[str]) -> Sheet:
    """Return a sheet from its header on, where only titles of one cell stand above it; else as it is."""
    rows = (sheet.header, *sheet.rows)
    for at, row in enumerate(rows[:DEEPEST_HEADER]):
        if _is_header(row, labels):
            above = join_words(str(each.number) for each in rows[:at])
            remark = LEFT_OUT.format(file=sheet.file, rows=above) if above else ""
            return replace(sheet, header=row, rows=rows[at + 1 :], remark=remark)
        if sum(bool(value.strip()) for value in row.values) > 1:
            break
    return sheet


def find_columns(sheet: Sheet, labels: Sequence[str], optional: Sequence[str] = ()) -> dict[str, int]:
    """Return where each column stands.

    Raises InputError for one that is unknown, doubled or about persons, and for one that is missing and may not be.
    """
    found = _labels_in(sheet.header, labels)
    needed = [label for label in labels if label not in optional]
    header = ",".join(needed)
    # Where the header is missing, a line stands in its place: nothing of it is repeated.
    is_header = _is_header(sheet.header, labels)
    problems = [*_wrong(sheet, found, labels)] if is_header else []
    missing = join_words(label for label in needed if label not in found)
    if not problems and missing:
        words = MISSING.format(missing=missing, header=header) if is_header else NO_HEADER.format(header=header)
        problems = [Problem(words, sheet.file, sheet.header.number)]
    if problems:
        raise InputError(problems)
    return {label: place for place, label in enumerate(found, 1) if label}


def _labels_in(row: Row, labels: Sequence[str]) -> list[str]:
    official = {fold(label): label for label in labels}
    return [official.get(fold(text), "") for text in row.values]


def _is_header(row: Row, labels: Sequence[str]) -> bool:
    """Whether a row names some of the columns, or one about persons; a single such word may be a title."""
    named = sum(map(bool, _labels_in(row, labels)))
    filled = sum(bool(text.strip()) for text in row.values)
    return named > 1 or (filled > 1 and (named > 0 or any(map(is_about_persons, row.values))))


def _wrong(sheet: Sheet, found: Sequence[str], labels: Sequence[str]) -> Iterator[Problem]:
    row = sheet.header.number
    for place, (text, label) in enumerate(zip(sheet.header.values, found, strict=True), 1):
        words = _wrong_with(text, label, place, sheet, found)
        if words:
            shown = {"cell": say_cell(sheet.file, row, place), "header": ",".join(labels)}
            near = suggestion(text, [each for each in labels if each not in found]) or ONLY_THESE.format(**shown)
            hidden = mask(text) if personal_in(text) else excerpt(text.strip())
            yield Problem(words.format(**shown, found=hidden, suggestion=near), sheet.file, row, place)


def _wrong_with(text: str, label: str, place: int, sheet: Sheet, found: Sequence[str]) -> str:
    """Return what to say of a column; nothing where it is one of the register, or holds nothing at all."""
    if label:
        return DOUBLED if label in found[: place - 1] else ""
    if is_about_persons(text):
        return ABOUT_PERSONS
    if text.strip():
        return UNKNOWN
    return NAMELESS if any(row[place].strip() for row in sheet.rows) else ""
