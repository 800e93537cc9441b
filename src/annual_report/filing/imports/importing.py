"""One file or a folder of them becomes report folders: whose report, of which year, and never over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.agency import bare_name, read_agency
from annual_report.filing.folders import require_form, require_plain_name
from annual_report.filing.imports.catalogue import read_file
from annual_report.filing.imports.differences import differences_between
from annual_report.filing.imports.reading import read
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.writing import contents_of, write_folder
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.new import BAD_SLUG, NEW_SLUG, write_agency
from annual_report.form.forms import form_of_year
from annual_report.wording import join_words

NO_FILE = "没有写文件：请写 FILE=年报文件 或 FILE=文件夹"
NOT_THERE = "没有「{file}」这个文件：请检查 FILE"
NO_FILES = "「{file}」这个文件夹里没有文件"
ONE_FOR_MANY = "一次导入整个文件夹时不能写 AGENCY 或 YEAR：单位和年份从每份的标题里取"
NO_YEAR = "从文件里看不出是哪一年的年报（标题和统计期限里都没有）：请写 YEAR=年份"
OTHER_YEAR = "YEAR={year}，可是文件自称是 {found} 年的年报：请核对文件或年份"
NO_AGENCY = "看不出是哪个单位的年报（标题里的单位是「{found}」，{params} 里没有这个名称）：请写 AGENCY=单位代号"
NO_NAME = "「{slug}」是新单位，而文件的标题里没有单位名称：请写 NAME=单位全称"
OTHER_NAME = "文件标题里的单位是「{found}」，AGENCY={slug} 的名称是「{name}」：按 AGENCY 导入，请核对"
OTHER_FORM = "文件用的是 {theirs} 年格式，{year} 年应当用 {ours} 年格式（T2-04）：按文件的格式导入"


@dataclass(frozen=True)
class Wanted:
    """What is to be imported, for whom, to where, and whether it may replace a folder that is there."""

    file: Path
    agency: str
    year: int | None
    name: str
    params: Path
    replace: bool = False


@dataclass(frozen=True)
class Imported:
    """What came of a file: what was read, the folder, whether it was written, and how one there already differs."""

    file: str
    reading: Transcript
    agency: str
    year: int
    folder: Path
    written: tuple[Path, ...]
    differences: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where every figure was read and written or stood there alike, 1 where a person is needed."""
        return 1 if self.reading.gaps or self.differences else 0


def files_of(file: str) -> list[Path]:
    """Return the files that are meant. Raises InputError where there is none."""
    if not file:
        raise InputError([Problem(NO_FILE)])
    path = Path(file)
    if not path.exists():
        raise InputError([Problem(NOT_THERE.format(file=file), found=file)])
    found = [each for each in sorted(path.rglob("*")) if _is_document(each, path)] if path.is_dir() else [path]
    if not found:
        raise InputError([Problem(NO_FILES.format(file=file), found=file)])
    return found


def _is_document(path: Path, folder: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)


def import_file(wanted: Wanted) -> Imported:
    """Read a file and write the folder of its report.

    Raises Refused where nothing may be trusted, InputError where agency or year are not certain.
    """
    reading = read(read_file(wanted.file))
    year = _year_of(reading, wanted.year)
    agency = wanted.agency or _agency_of(reading, wanted.params)
    if not NEW_SLUG.fullmatch(agency):
        require_plain_name(agency)
        raise InputError([Problem(BAD_SLUG.format(slug=agency), found=agency)])
    _say_what_disagrees(reading, agency, year, wanted)
    folder = wanted.params / agency / str(year)
    require_inside(folder.parent, wanted.params)
    contents = contents_of(reading, wanted.file.name)
    if is_there(folder) and not wanted.replace:
        found = tuple(differences_between(folder, reading, contents))
        return Imported(wanted.file.name, reading, agency, year, folder, (), found)
    name = _name_of(reading, agency, wanted)
    write_folder(folder, contents)
    written = (*write_agency(folder.parent / paths.AGENCY_FILE, name), *(folder / each for each in contents))
    return Imported(wanted.file.name, reading, agency, year, folder, written)


def _year_of(reading: Transcript, wanted: int | None) -> int:
    if wanted and reading.year and wanted != reading.year:
        raise InputError([Problem(OTHER_YEAR.format(year=wanted, found=reading.year), found=str(wanted))])
    year = wanted or reading.year
    if not year:
        raise InputError([Problem(NO_YEAR)])
    require_form(year)
    return year


def _agency_of(reading: Transcript, params: Path) -> str:
    """Return the agency whose name the title has. Raises InputError unless there is exactly one."""
    found = [slug for slug, names in _names(params) if bare_name(reading.agency) in names and reading.agency]
    if len(found) != 1:
        words = NO_AGENCY.format(found=reading.agency or "没有写", params=paths.shown_name(params))
        raise InputError([Problem(words, found=reading.agency)])
    return found[0]


def _names(params: Path) -> Iterator[tuple[str, set[str]]]:
    for file in sorted(params.glob(f"*/{paths.AGENCY_FILE}")):
        agency = read_agency(file)
        yield file.parent.name, {bare_name(each) for each in (agency.name, *agency.predecessors)}


def _say_what_disagrees(reading: Transcript, agency: str, year: int, wanted: Wanted) -> None:
    file = wanted.params / agency / paths.AGENCY_FILE
    if is_there(file):
        name = read_agency(file).name
        if reading.agency and bare_name(reading.agency) != bare_name(name):
            reading.say(OTHER_NAME.format(found=reading.agency, slug=agency, name=name))
    form = form_of_year(year)
    if form and form.version != reading.form.version:
        reading.say(OTHER_FORM.format(theirs=reading.form.version, year=year, ours=form.version))


def _name_of(reading: Transcript, agency: str, wanted: Wanted) -> str:
    """Return the name for a new agency. Raises InputError where neither title nor person says it."""
    name = wanted.name or reading.agency
    if not name and not is_there(wanted.params / agency / paths.AGENCY_FILE):
        raise InputError([Problem(NO_NAME.format(slug=agency), found=agency)])
    return name


def refuse_one_for_many(files: list[Path], folder: bool, agency: str, year: int | None) -> None:
    """Refuse to give all files of a folder the same agency and year."""
    if folder and len(files) > 1 and (agency or year):
        raise InputError([Problem(ONE_FOR_MANY, found=join_words([agency, str(year or "")]))])
