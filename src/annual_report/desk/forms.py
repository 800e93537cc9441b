"""The forms that a clerk fills in: each format, its file and who writes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from annual_report.errors import InputError, Problem
from annual_report.files import read_record, sha256_of, write_json, write_whole
from annual_report.filing.report import Report
from annual_report.wording import join_words, suggestion

UNKNOWN_FORMAT = "没有「{name}」这种填报表{suggestion}（可用：{known}）"
NOT_INSTALLED = '写「{file}」还缺软件包 {package}：请先运行 python -m pip install "annual-report[desk]"'
# What is done with a form that lies there and is another one: somebody may have filled it in.
SET_ASIDE = "{stem}（旧{number}）{suffix}"
# Beside the forms: what each held when it was written, by which one is known that nobody has typed in since.
RECORD = ".填报表.json"


@dataclass(frozen=True)
class FormFormat:
    """A format to fill in: the name of its file, what writes it, and the package of an extra that this takes."""

    file: str
    write: Callable[[Report], bytes]
    package: str = ""

    @property
    def lacks(self) -> str:
        """What to install before this format can be written; nothing where it can."""
        is_there = not self.package or find_spec(self.package)
        return "" if is_there else NOT_INSTALLED.format(file=self.file, package=self.package)


@dataclass(frozen=True)
class WrittenForm:
    """A form that was written, and under which name one that lay there was kept."""

    file: Path
    set_aside: Path | None = None


def _workbook(report: Report) -> bytes:
    from annual_report.desk.workbook.write import form_workbook

    return form_workbook(report)


def _page(report: Report) -> bytes:
    from annual_report.desk.page.write import form_page

    return form_page(report)


FORMATS = {
    "xlsx": FormFormat("填报表.xlsx", _workbook, "xlsxwriter"),
    "html": FormFormat("填报表.html", _page),
}


def formats_of(text: str) -> list[str]:
    """Return the formats that are named; where none is, all that can be written here.

    Raises InputError for an unknown one, and for one that lacks its package.
    """
    names = text.replace(",", " ").split() or [name for name, each in FORMATS.items() if not each.lacks]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        words = UNKNOWN_FORMAT.format(
            name=unknown[0], suggestion=suggestion(unknown[0], FORMATS), known=join_words(FORMATS)
        )
        raise InputError([Problem(words, found=unknown[0])])
    lacking = [Problem(FORMATS[name].lacks) for name in names if FORMATS[name].lacks]
    if lacking:
        raise InputError(lacking)
    return list(dict.fromkeys(names))


def write_forms(report: Report, folder: Path, names: Iterable[str]) -> list[WrittenForm]:
    """Write forms into a folder. One that lies there is replaced where nobody has touched it since it was written.

    Else it is kept beside, under another name.
    """
    contents = [(FORMATS[name].file, FORMATS[name].write(report)) for name in names]
    folder.mkdir(parents=True, exist_ok=True)
    known = read_record(folder / RECORD)
    written = [_write(folder / file, content, known.get(file, "")) for file, content in contents]
    write_json(folder / RECORD, {**known, **{file: sha256_of(content) for file, content in contents}})
    return written


def _write(file: Path, content: bytes, known: str) -> WrittenForm:
    aside = None
    if os.path.lexists(file) and sha256_of(file.read_bytes()) not in (known, sha256_of(content)):
        aside = _free_name(file)
        file.rename(aside)
    write_whole(file, content)
    return WrittenForm(file, aside)


def _free_name(file: Path) -> Path:
    number = 1
    while os.path.lexists(found := file.with_name(SET_ASIDE.format(stem=file.stem, number=number, suffix=file.suffix))):
        number += 1
    return found
