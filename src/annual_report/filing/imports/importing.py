"""A document becomes the folder of a report: whose report it is, of which year, and never over another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import require_form
from annual_report.filing.imports.agency_names import AgencyNames, agency_names_in
from annual_report.filing.imports.catalogue import read_file
from annual_report.filing.imports.differences import differences_between
from annual_report.filing.imports.master_data import name_of, say_what_disagrees
from annual_report.filing.imports.reading import read
from annual_report.filing.imports.report_folder import restore_folder, write_folder
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.writing import contents_of
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.new import require_slug, write_agency
from annual_report.filing.untouched import untouched_files

NO_YEAR = "从文件里看不出是哪一年的年报（标题和统计期限里都没有）：请单独导入，写 YEAR=年份"
OTHER_YEAR = "YEAR={year}，可是文件自称是 {found} 年的年报：请核对文件或年份"


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
class Identified:
    """A document that was read, whose report it is and of which year; nothing is written yet."""

    wanted: Wanted
    reading: Transcript
    agency: str
    year: int

    @property
    def folder(self) -> Path:
        """Where the report belongs."""
        return self.wanted.params / self.agency / str(self.year)


@dataclass(frozen=True)
class Imported:
    """What came of a file: what was read, the folder, whether it was written, and how one there already differs.

    `twin` is another file that is written instead: the same report once more, of which no figure is another. Then
    `differences` are the figures that only this one gave. `replaced` are the new names of files that held something
    else before.
    """

    file: Path
    reading: Transcript
    agency: str
    year: int
    folder: Path
    written: tuple[Path, ...]
    differences: tuple[str, ...] = ()
    twin: str = ""
    replaced: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where every figure was read and written or stood there alike, 1 where a person is needed."""
        return 1 if self.differences or (self.reading.gaps and not self.twin) else 0


def import_file(wanted: Wanted) -> Imported:
    """Read a file and write the folder of its report.

    Raises Refused where nothing may be trusted, InputError where agency or year are not certain.
    """
    return write_report(identify(wanted))


def identify(wanted: Wanted, agencies: AgencyNames | None = None) -> Identified:
    """Read a file and find out whose report it is, and of which year. Raises Refused, and InputError where unsure."""
    reading = read(read_file(wanted.file))
    year = _year_of(reading, wanted.year)
    agency = wanted.agency or (agencies or agency_names_in(wanted.params)).slug_of(reading.agency)
    require_slug(agency)
    return Identified(wanted, reading, agency, year)


def write_report(found: Identified) -> Imported:
    """Write the folder of a report; what stands in one that is there is replaced only where that is wanted.

    Where it holds nothing else, as after make new, its blanks are filled.
    """
    wanted, reading, folder = found.wanted, found.reading, found.folder
    say_what_disagrees(reading, folder)
    require_inside(folder.parent, wanted.params)
    restore_folder(folder)
    contents = contents_of(reading, wanted.file.name)
    if is_there(folder) and not wanted.replace:
        differences = [*differences_between(folder, reading, contents)]
        others = tuple(each.words for each in differences if not each.is_blank)
        if others or not differences:
            return Imported(wanted.file, reading, found.agency, found.year, folder, (), others)
    name = name_of(reading, folder, wanted.name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # First, so that no report is ever without its agency.
    agency = write_agency(folder.parent / paths.AGENCY_FILE, name)
    replaced = write_folder(folder, contents, untouched_files(folder))
    written = (*agency, *(folder / each for each in contents))
    return Imported(wanted.file, reading, found.agency, found.year, folder, written, replaced=tuple(replaced))


def _year_of(reading: Transcript, wanted: int | None) -> int:
    if wanted and reading.year and wanted != reading.year:
        raise InputError([Problem(OTHER_YEAR.format(year=wanted, found=reading.year), found=str(wanted))])
    year = wanted or reading.year
    if not year:
        raise InputError([Problem(NO_YEAR)])
    require_form(year)
    return year
