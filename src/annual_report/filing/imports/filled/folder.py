"""From a workbook into the folder of a report: what is blank there is filled, what differs is told and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.form import Filled, read_form
from annual_report.filing.imports.filled.merge_figures import merge_figures
from annual_report.filing.imports.filled.merge_prose import merge_prose
from annual_report.filing.imports.filled.merge_tables import merge_tables
from annual_report.filing.imports.filled.there import Merged, OtherText
from annual_report.filing.imports.importing import Wanted
from annual_report.filing.imports.master_data import NO_NAME
from annual_report.filing.imports.report_folder import restore_folder, write_folder
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.new import require_slug, write_agency
from annual_report.filing.untouched import untouched_files

SET_ASIDE = "原来的文件另存为 {}"


@dataclass(frozen=True)
class IdentifiedForm:
    """A form that was read, and what is wanted of it; nothing is written yet."""

    wanted: Wanted
    form: FilledForm

    @property
    def folder(self) -> Path:
        """Where the report belongs."""
        return self.wanted.params / self.form.agency / str(self.form.year)


@dataclass(frozen=True)
class Filling:
    """What came of a form that was filled in: what stood in it, where it belongs, which files were written.

    `differences` stand in the way where nothing was to be replaced: then no file was written.
    """

    file: Path
    form: FilledForm
    folder: Path
    written: tuple[Path, ...]
    differences: tuple[OtherText, ...]
    kept: tuple[str, ...] = ()

    @property
    def open(self) -> int:
        """How many figures of the tables are still blank."""
        return len(self.form.form.cells) - len(self.form.figures)

    @property
    def exit_code(self) -> int:
        """0 where the folder holds what the workbook does, 1 where a person is to decide."""
        return 1 if self.differences and not self.written else 0


def fill_in(wanted: Wanted, filled: Filled) -> Filling:
    """Read a form that was filled in, and write what it holds into the folder of its report.

    Raises InputError with the cell of everything that is wrong.
    """
    return write_form(identify_form(wanted, filled))


def identify_form(wanted: Wanted, filled: Filled) -> IdentifiedForm:
    """Read a form and find out whose report it is. Raises InputError with everything that is wrong."""
    return IdentifiedForm(wanted, read_form(filled, wanted.agency, wanted.year))


def write_form(found: IdentifiedForm) -> Filling:
    """Write what a form holds into the folder of its report.

    Blank cells are filled at once. What is filed otherwise is replaced only where that is wanted; numbers and sections
    that the form does not have are kept in any case.
    """
    wanted, form, folder = found.wanted, found.form, found.folder
    _require_agency(form.agency, folder, wanted)
    restore_folder(folder)
    merged, untouched = [*_merged(form, folder)], untouched_files(folder)
    differences = tuple(other for each in merged if each.file not in untouched for other in each.differences)
    kept = tuple(words for each in merged for words in each.kept)
    if differences and not wanted.replace:
        return Filling(wanted.file, form, folder, (), differences, kept)
    spare = {each.file for each in merged if not each.loses} | untouched
    contents = {each.file: each.text for each in merged if each.is_new}
    folder.parent.mkdir(parents=True, exist_ok=True)
    agency = write_agency(folder.parent / paths.AGENCY_FILE, wanted.name)
    replaced = write_folder(folder, contents, spare) if contents else []
    written = (*agency, *(folder / each for each in contents))
    return Filling(wanted.file, form, folder, written, differences, (*kept, *map(SET_ASIDE.format, replaced)))


def _merged(form: FilledForm, folder: Path) -> Iterator[Merged]:
    yield from merge_tables(form, folder)
    if form.quotations is not None:
        yield merge_figures(form.quotations, folder / paths.FIGURES_FILE)
    if form.prose is not None:
        yield merge_prose(form, form.prose, folder / paths.NARRATIVE_FILE)


def _require_agency(agency: str, folder: Path, wanted: Wanted) -> None:
    require_slug(agency)
    require_inside(folder.parent, wanted.params)
    if not wanted.name and not is_there(folder.parent / paths.AGENCY_FILE):
        raise InputError([Problem(NO_NAME.format(slug=agency), found=agency)])
