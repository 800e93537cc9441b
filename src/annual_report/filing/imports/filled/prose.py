"""Read the sheet of the prose: the paragraphs of every section, under the official titles."""

from __future__ import annotations

import re

from annual_report.errors import Problem
from annual_report.filing.imports.filled.book import FilledCell, FilledSheet
from annual_report.filing.numbers import FORMULA
from annual_report.filing.problems import Problems
from annual_report.filing.workbook_signs import PROSE_HEADS
from annual_report.form.forms import Form, Section
from annual_report.wording import excerpt, fold, join_words

NO_TITLES = "找不到{titles}的标题：请恢复，或用 form 命令重新生成一份"
TITLE_TWICE = "「{title}」这一节重复了（第 {row} 行已有）：请合并"
BEFORE_TITLES = "这一段在第一个标题之前：请移到它所属的一节里"
HEADING_MARK = "这一段以「# 」开头，会变成另一节的标题：请去掉「#」"
TITLE = re.compile(r"#\s", re.MULTILINE)


def read_prose_sheet(sheet: FilledSheet, form: Form, problems: Problems) -> dict[str, str]:
    """Return the text of every section by its code; what is wrong with the sheet is added to `problems`."""
    sections = {fold(each.title): each for each in form.sections if each.is_prose}
    titles: dict[str, int] = {}
    paragraphs: dict[str, list[str]] = {}
    now = ""
    for cell in _first_column(sheet):
        section = sections.get(fold(cell.text))
        wrong = _wrong_with(cell, section, now, titles)
        if wrong:
            problems.append(Problem(wrong, "", cell.row, cell.column, cell.text, sheet.name))
        elif section:
            now = section.code
            titles[now] = cell.row
            paragraphs[now] = []
        else:
            paragraphs[now].append(cell.text)
    gone = [each.title for each in sections.values() if each.code not in titles]
    if gone:
        words = NO_TITLES.format(titles=join_words(f"「{each}」" for each in gone))
        problems.append(Problem(words, sheet=sheet.name))
    return {code: "\n\n".join(texts) for code, texts in paragraphs.items()}


def _first_column(sheet: FilledSheet) -> list[FilledCell]:
    """Return what is written below the heads in the column of this year."""
    heads = [cell for cell in sheet.cells if fold(cell.text) == fold(PROSE_HEADS[0])]
    row, column = (heads[0].row, heads[0].column) if heads else (2, 1)
    return [cell for cell in sheet.cells if cell.row > row and cell.column == column and cell.text]


def _wrong_with(cell: FilledCell, section: Section | None, now: str, titles: dict[str, int]) -> str:
    if cell.is_formula:
        return FORMULA.format(found=excerpt(cell.text))
    if section:
        return TITLE_TWICE.format(title=section.title, row=titles[section.code]) if section.code in titles else ""
    if not now:
        return BEFORE_TITLES
    return HEADING_MARK if TITLE.search(cell.text) else ""
