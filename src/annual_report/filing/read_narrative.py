"""Read narrative.md: the prose of an agency, cut into the official sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.inputs import is_there, require_file
from annual_report.filing.problems import Problems
from annual_report.filing.report import InputFile, Passage
from annual_report.filing.sheets import read_text
from annual_report.filing.strangers import damage_of
from annual_report.form.forms import Form, Section, form_of_year
from annual_report.wording import fold, suggestion

UNKNOWN_HEADING = "「{found}」不是官方标题{suggestion}"
TABLE_HEADING = "「{found}」由表格生成，不在 narrative.md 里写：请删去这一节"
DUPLICATE_HEADING = "「{found}」这一节重复了：请合并"
UNMARKED_HEADING = "这一行是官方标题，要顶格写作「# {title}」"
BEFORE_HEADING = "第一个标题之前有文字：请先写标题，如「# {title}」"

# A line above the first heading that only who opens the file sees: whence its text comes.
REMARK = re.compile(r"\A(\s*)<!--(?:(?!-->).)*-->[ \t\r]*$", re.MULTILINE)


def read_narrative(path: Path, form: Form) -> tuple[dict[str, Passage], InputFile]:
    """Return the passages of narrative.md by section, with default wording where the agency wrote none.

    Raises InputError with every wrong heading.
    """
    text, encoding = read_text(path)
    file = paths.stored_name(path)
    titles = [section.title for section in form.sections]
    damage = "" if any(title in text for title in titles) else damage_of(text, titles)
    if damage:
        raise InputError([Problem(damage, file)])
    problems = Problems(_unmarked_headings(text, form, file))
    written: dict[str, Passage] = {}
    for row, title, source in _split_sections(text):
        section = next((each for each in form.sections if fold(each.title) == fold(title)), None)
        wrong = _wrong_with_heading(title, section, form, written)
        if wrong:
            problems.append(Problem(wrong, file, row or _first_row(text), found=title))
        elif section:
            written[section.code] = Passage(section.code, source, file, row + 1)
    problems.raise_any()
    prose = [section.code for section in form.sections if section.is_prose]
    passages = {code: written.get(code) or default_passage(form, code) for code in prose}
    return {code: passage for code, passage in passages.items() if passage}, InputFile(file, encoding)


def read_previous_narrative(folder: Path) -> dict[str, Passage]:
    """Return what an agency wrote last year, by section; nothing where it cannot be read: it is not this year's.

    Raises InputError where it is no file at all.
    """
    form, path = form_of_year(int(folder.name)), folder / paths.NARRATIVE_FILE
    if form is None or not is_there(path):
        return {}
    require_file(path)
    try:
        return read_narrative(path, form)[0]
    except InputError:
        return {}


def without_remark(text: str) -> str:
    """Return a text with a blank line for the remark that may stand above its first heading and is not printed."""
    return REMARK.sub(r"\1", text, count=1)


def has_remark(text: str) -> bool:
    """Whether a remark stands above the first heading of a text."""
    return bool(REMARK.search(text))


def default_passage(form: Form, code: str) -> Passage | None:
    """Return the default wording of a section, used where an agency wrote none; None where there is none."""
    path = paths.NARRATIVE / form.version / f"{code}.md.j2"
    return Passage(code, path.read_text(encoding="utf-8"), paths.stored_name(path), 1) if path.exists() else None


def _unmarked_headings(text: str, form: Form, file: str) -> Iterator[Problem]:
    """Yield the lines that are an official title without being written as one; their section would be swallowed."""
    titles = {fold(section.title): section.title for section in form.sections}
    longest = max(map(len, titles))
    for row, line in enumerate(text.splitlines(), 1):
        if _is_longer(line, longest):
            continue
        title = titles.get(fold(line).strip("#*_=").rstrip("：:"))
        if title and not re.match(r"#\s", line):
            yield Problem(UNMARKED_HEADING.format(title=title), file, row, found=line)


def _is_longer(line: str, longest: int) -> bool:
    """Whether a line is longer than any title, however it is decorated."""
    visible = re.sub(r"\s+", "", line)
    return visible.isprintable() and len(visible.strip("#*_=：:＃＊＿＝")) > longest


def _split_sections(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield row, title and text of every section; text before the first heading has an empty title."""
    row, title, lines = 0, "", list[str]()
    for number, line in enumerate(without_remark(text).splitlines(), 1):
        if re.match(r"#\s", line):
            if title or "".join(lines).strip():
                yield row, title, "\n".join(lines)
            row, title, lines = number, line.lstrip("#").strip(), []
        else:
            lines.append(line)
    if title or "".join(lines).strip():
        yield row, title, "\n".join(lines)


def _first_row(text: str) -> int:
    return next(number for number, line in enumerate(without_remark(text).splitlines(), 1) if line.strip())


def _wrong_with_heading(title: str, section: Section | None, form: Form, written: Mapping[str, Passage]) -> str:
    prose = [section.title for section in form.sections if section.is_prose]
    if not title:
        return BEFORE_HEADING.format(title=prose[1])
    if section is None:
        return UNKNOWN_HEADING.format(found=title, suggestion=suggestion(title, prose))
    if section.table:
        return TABLE_HEADING.format(found=title)
    return DUPLICATE_HEADING.format(found=title) if section.code in written else ""
