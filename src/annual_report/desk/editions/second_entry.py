"""The second, independent entry of a report: a folder, a workbook or a document, of the same report or refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annual_report import paths
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_document import edition_of_document
from annual_report.desk.editions.of_form import edition_of_form, form_in
from annual_report.desk.editions.second_folder import agency_of, edition_of_second_folder, year_of
from annual_report.errors import SHEETS, InputError, Problem
from annual_report.filing.imports.agency_names import has_name
from annual_report.filing.inputs import is_there
from annual_report.filing.report import Report
from annual_report.wording import join_words

NOT_THERE = "没有「{path}」：请检查 SECOND"
ONE_OF_FILES = "「{path}」只是第二份里的一个文件：请写放着它的文件夹"
ITSELF = "SECOND 就是第一份自己（{path}）：请写另一个人独立录入的那一份"
NO_TABLES = "「{path}」里没有 {files}：请写放着第二份表格的文件夹"
OTHER_YEAR = "第二份是 {theirs} 年的，第一份是 {ours} 年的：不是同一份年报，没有比较"
OTHER_AGENCY = "第二份的单位是「{theirs}」，第一份是「{ours}」：不是同一份年报，没有比较"
OTHER_FORM = "第二份用的是 {theirs} 年格式，第一份是 {ours} 年格式：不是同一张表，没有比较"
NOTHING_READ = "第二份一格也没有读出，没有比较（{reason}）"


def read_second(path: Path, report: Report, folder: Path) -> Edition:
    """Return the second entry of a report that was read from a folder; its files go by their names below `path`.

    It may lack files and cells. Raises InputError where it cannot be read, is that folder itself, or is of another
    agency, year or form.
    """
    path = paths.absolute(path)
    if not path.exists():
        raise _refusal(NOT_THERE, path)
    if path.suffix.lower() in SHEETS and path.is_file():
        raise _refusal(ONE_OF_FILES, path)
    try:
        with paths.reading(path.parent):
            edition = _of_folder(path, report, folder) if path.is_dir() else _of_document(path, report)
    except InputError as error:
        raise InputError(_to_open(problem, path.parent) for problem in error.problems) from error
    if not edition.cells:
        raise _refusal(NOTHING_READ, path, reason="；".join(dict.fromkeys(edition.gaps.values())))
    return edition


def _to_open(problem: Problem, folder: Path) -> Problem:
    return replace(problem, file=str(folder / problem.file)) if problem.file else problem


def _of_folder(path: Path, report: Report, first: Path) -> Edition:
    second = _tables_folder(path, report)
    if second.samefile(first):
        raise _refusal(ITSELF, first)
    _require_same_report(agency_of(second), year_of(second), report)
    return edition_of_second_folder(second, report)


def _of_document(path: Path, report: Report) -> Edition:
    form = form_in(path)
    if form:
        return edition_of_form(form, path, path.name, report)
    edition = edition_of_document(path, path.name)
    _require_same_report(edition.agency, edition.year, report)
    if edition.form.version != report.form.version:
        raise _refusal(OTHER_FORM, path, theirs=edition.form.version, ours=report.form.version)
    return edition


def _tables_folder(path: Path, report: Report) -> Path:
    """Return the folder with the tables: the one that was named, that of the year in it, or of agency and year."""
    files = [table.file for table in report.form.tables]
    for each in (path, path / str(report.year), path / report.slug / str(report.year)):
        if any(is_there(each / file) for file in files):
            return each
    raise _refusal(NO_TABLES, path, files=join_words(files))


def _require_same_report(agency: str, year: int | None, report: Report) -> None:
    """Raise InputError for an edition that says it is of another year or agency; one that is silent may pass."""
    if year and year != report.year:
        raise InputError([Problem(OTHER_YEAR.format(theirs=year, ours=report.year), found=str(year))])
    if agency and not has_name(report.agency, agency):
        raise InputError([Problem(OTHER_AGENCY.format(theirs=agency, ours=report.agency.name), found=agency)])


def _refusal(words: str, path: Path, **more: str) -> InputError:
    return InputError([Problem(words.format(path=paths.shown_name(path), **more), found=str(path))])
