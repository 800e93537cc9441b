"""The edition that a folder is which a second person filled in for the same report; files and cells may be missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_report import sentences_of_report, sides_of_entries, sides_of_quotations
from annual_report.filing.agency import read_agency
from annual_report.filing.comparison import FIGURE
from annual_report.filing.folders import YEAR
from annual_report.filing.imports.result import BLANK
from annual_report.filing.imports.writing import RECORD_FILE
from annual_report.filing.inputs import is_there, open_input
from annual_report.filing.neighbours import NO_FILE as NOTHING_NEAR
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import read_figures
from annual_report.filing.read_narrative import read_narrative
from annual_report.filing.read_tables import read_ledger
from annual_report.filing.report import Ledger, Passage, Quotation, Report
from annual_report.prose.names import reserved_names

NO_FILE = "没有 {file}"

LARGEST_RECORD = 1_000_000


def edition_of_second_folder(folder: Path, report: Report) -> Edition:
    """Return what a folder says of a report, by names as they are stored.

    Its sentences are filled in with the figures of the report: where those differ, that is told once, at the cell.
    Raises InputError with everything in it that cannot be read.
    """
    problems, lacking = Problems(), _lacking(folder, report)
    ledger, gaps = _read_tables(folder, report, problems)
    figures = _read_figures(folder, report, problems) if FIGURE not in lacking else {}
    narrative = _read_prose(folder, report, problems) if not lacking.keys() & report.narrative.keys() else {}
    problems.raise_any()
    filled_in = replace(report, narrative=narrative, quotations={**figures, **report.quotations})
    return Edition(
        name=paths.stored_name(folder),
        form=report.form,
        agency=agency_of(folder),
        year=year_of(folder),
        cells={address: side for address, side in sides_of_entries(ledger).items() if address not in gaps},
        gaps=gaps,
        figures=sides_of_quotations(figures),
        sentences=[*sentences_of_report(filled_in)],
        lacking=lacking,
    )


def year_of(folder: Path) -> int | None:
    """Return the year that a folder is of: its name says so, or the record of what was imported into it."""
    year = int(folder.name) if YEAR.fullmatch(folder.name) else _record_of(folder).get("year")
    return year if isinstance(year, int) else None


def agency_of(folder: Path) -> str:
    """Return the agency of a folder: the master data beside it say so, or the record of what was imported into it."""
    file = folder.parent / paths.AGENCY_FILE
    if YEAR.fullmatch(folder.name) and is_there(file):
        return read_agency(file).name
    name = _record_of(folder).get("agency")
    return name if isinstance(name, str) else ""


def _lacking(folder: Path, report: Report) -> dict[str, str]:
    files = {FIGURE: paths.FIGURES_FILE, **dict.fromkeys(report.narrative, paths.NARRATIVE_FILE)}
    return {part: NO_FILE.format(file=file) for part, file in files.items() if not is_there(folder / file)}


def _read_tables(folder: Path, report: Report, problems: Problems) -> tuple[Ledger, dict[str, str]]:
    """Return the figures of a folder, and why single cells were not read."""
    found, gaps = Problems(), _gaps_of_import(folder)
    ledger, _ = read_ledger(folder, report.form, found)
    files = {paths.stored_name(folder / table.file): table for table in report.form.tables}
    missing = {file: table for file, table in files.items() if not is_there(folder / Path(file).name)}
    problems += [each for each in found if each.file not in missing]
    reasons = {each.file: each.message for each in found if each.message != NOTHING_NEAR}
    gaps = {address: reason for address, reason in gaps.items() if not ledger.texts.get(address, "").strip()}
    for file, table in missing.items():
        reason = reasons.get(file) or NO_FILE.format(file=table.file)
        gaps |= dict.fromkeys((str(cell.address) for cell in table.cells), reason)
    return ledger, gaps


def _gaps_of_import(folder: Path) -> dict[str, str]:
    """Return the cells that an import left blank because it could not read them, and why."""
    blank = _record_of(folder).get("blank")
    rows = [each for each in blank if isinstance(each, dict)] if isinstance(blank, list) else []
    return {str(each.get("cell")): str(each.get("reason")) for each in rows if each.get("reason") != BLANK}


def _record_of(folder: Path) -> Mapping[str, Any]:
    """Return the record of the import that filled a folder; nothing where there is none."""
    file = folder / RECORD_FILE
    if not is_there(file):
        return {}
    with open_input(file) as opened, suppress(ValueError):
        record = json.loads(opened.read(LARGEST_RECORD))
        return record if isinstance(record, dict) else {}
    return {}


def _read_figures(folder: Path, report: Report, problems: Problems) -> Mapping[str, Quotation]:
    figures = problems.catch(read_figures, folder / paths.FIGURES_FILE, reserved_names(report.form))
    return figures[0] if figures else {}


def _read_prose(folder: Path, report: Report, problems: Problems) -> Mapping[str, Passage]:
    prose = problems.catch(read_narrative, folder / paths.NARRATIVE_FILE, report.form)
    return prose[0] if prose else {}
