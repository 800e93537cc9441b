"""The files that the page to fill in saved as one zip: read as they would be in the folder of their report."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annual_report import paths
from annual_report.errors import Position
from annual_report.filing.folders import YEAR
from annual_report.filing.imports.filled.filled_form import FilledFigure, FilledForm
from annual_report.filing.imports.filled.quotation_fields import Fields, fields_of
from annual_report.filing.imports.packages import ZIP, Package
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import read_figures
from annual_report.filing.read_narrative import read_narrative
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Entry
from annual_report.form.forms import Form, load_forms


@dataclass(frozen=True)
class SavedFiles:
    """Files of a report by name; `agency` and `year` are those of the folders in the zip, blank where it has none."""

    agency: str
    year: int
    contents: Mapping[str, bytes]


def open_saved(content: bytes) -> SavedFiles | None:
    """Return the files that a zip holds where all are those of one report; None for every other file.

    Raises Refused for a damaged one.
    """
    if not content.startswith(ZIP):
        return None
    package = Package(content)
    names = [PurePosixPath(name) for name in sorted(package.names) if not name.endswith("/")]
    tables = {table.file for form in load_forms() for table in form.tables}
    known = {*tables, paths.FIGURES_FILE, paths.NARRATIVE_FILE}
    files = {name.name for name in names}
    if not files & tables or not files <= known or len({name.parent for name in names}) > 1:
        return None
    *_, agency, year = ("", "", *names[0].parent.parts)
    is_year = YEAR.fullmatch(year)
    contents = {name.name: package.read(name.as_posix()) for name in names}
    return SavedFiles(agency if is_year else "", int(year) if is_year else 0, contents)


def read_saved(saved: SavedFiles, agency: str, year: int, form: Form) -> FilledForm:
    """Return what stands in the files of a zip. Raises InputError with every problem, each with its place."""
    with tempfile.TemporaryDirectory() as place, paths.reading(Path(place)):
        folder = Path(place)
        for name, content in saved.contents.items():
            (folder / name).write_bytes(content)
        problems = Problems()
        figures = _read_tables(folder, form, problems)
        quotations, prose = _read_quotations(folder, problems), _read_prose(folder, form, problems)
        problems.raise_any()
    absent = frozenset(table.file for table in form.tables) - saved.contents.keys()
    return FilledForm(form, agency, year, figures, quotations, prose, absent=absent)


def _read_tables(folder: Path, form: Form, problems: Problems) -> dict[str, FilledFigure]:
    found = Problems()
    ledger, _ = read_ledger(folder, form, found)
    missing = {paths.stored_name(folder / table.file) for table in form.tables if not (folder / table.file).exists()}
    problems += [each for each in found if each.file not in missing]
    return {address: _figure(address, entry) for address, entry in ledger.entries.items() if entry.text.strip()}


def _figure(address: str, entry: Entry) -> FilledFigure:
    return FilledFigure(address, entry.text.strip(), Position(entry.file, entry.row, entry.column))


def _read_quotations(folder: Path, problems: Problems) -> list[Fields] | None:
    file = folder / paths.FIGURES_FILE
    found = problems.catch(read_figures, file, frozenset()) if file.exists() else None
    return [fields_of(name, each) for name, each in found[0].items()] if found else None


def _read_prose(folder: Path, form: Form, problems: Problems) -> dict[str, str] | None:
    """Return the sections that the file has; the default wording of others is nobody's."""
    file = folder / paths.NARRATIVE_FILE
    found = problems.catch(read_narrative, file, form) if file.exists() else None
    if found is None:
        return None
    passages, read = found
    return {code: each.source.strip() for code, each in passages.items() if each.file == read.file}
