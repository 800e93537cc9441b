"""Two editions to compare, wherever each lies: a report folder, a revision of git, a document; of one agency."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_document import edition_of_document
from annual_report.desk.editions.of_form import edition_of_form, form_in
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.revisions import checked_out, find_revision, is_revision
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import YEAR
from annual_report.steps.ingest import read_report

NOT_GIVEN = "没有写 {name}：请写 {name}=文件夹、版本（如 HEAD~1:params/luolong/2024）或已发布的年报"
NOT_THERE = "没有「{text}」：请检查 {name}"
NOT_A_YEAR = "「{text}」不是年报的文件夹：{name} 要写到年份，如 params/luolong/2024"
OTHER_AGENCY = "A 的单位是「{first}」，B 的是「{second}」：不是同一个单位的年报，没有比较"
NAME_OF_REVISION = "{text}（{commit}，{day}）"


def two_editions(first: str, second: str) -> tuple[Edition, Edition]:
    """Return the editions that A and B name.

    Raises InputError with all that cannot be read of either, and where they are of two agencies.
    """
    one, other = (_edition(text.strip(), name) for text, name in ((first, "A"), (second, "B")))
    if one.agencies and other.agencies and not one.agencies & other.agencies:
        words = OTHER_AGENCY.format(first=one.agency, second=other.agency)
        raise InputError([Problem(words, found=other.agency)])
    return one, other


def _edition(text: str, name: str) -> Edition:
    if not text:
        raise InputError([Problem(NOT_GIVEN.format(name=name))])
    if is_revision(text):
        return _of_revision(text)
    path = Path(text)
    if not path.exists():
        raise InputError([Problem(NOT_THERE.format(text=text, name=name), found=text)])
    if path.is_file():
        return _of_file(path, text)
    folder = paths.absolute(path)
    if not YEAR.fullmatch(folder.name):
        raise InputError([Problem(NOT_A_YEAR.format(text=text, name=name), found=text)])
    return _of_folder(folder, text, paths.shown_name(folder.parent.parent))


def _of_file(path: Path, text: str) -> Edition:
    try:
        form = form_in(path)
        return edition_of_form(form, path, text) if form else edition_of_document(path, text)
    except InputError as error:
        place = path.parent
        raise InputError(replace(each, file=paths.shown_name(place / each.file)) for each in error.problems) from error


def _of_revision(text: str) -> Edition:
    revision = find_revision(text)
    name = NAME_OF_REVISION.format(text=text, commit=revision.commit, day=revision.day)
    with checked_out(revision) as params:
        return _of_folder(params / revision.agency / str(revision.year), name, f"{revision.commit}:{revision.params}")


def _of_folder(folder: Path, name: str, place: str) -> Edition:
    """Return the edition in a folder that goes by the name of a place. Raises InputError with all that is wrong."""
    report, problems, _ = read_report(folder.parent.name, int(folder.name), folder.parent.parent)
    if problems:
        raise InputError(replace(each, file=f"{place}/{each.file}") if each.file else each for each in problems)
    return edition_of_report(report, name)
