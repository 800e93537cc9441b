"""Read the CSV files and the prose of one report into one immutable Report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.additions import read_additions
from annual_report.filing.agency import Agency, read_agency, require_profile
from annual_report.filing.folders import find_folder
from annual_report.filing.place import OF_THE_PROSE, PREVIOUS
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import read_figures, read_last_years_figures
from annual_report.filing.read_narrative import read_narrative, read_previous_narrative
from annual_report.filing.read_tables import read_ledger, read_previous
from annual_report.filing.register.lines import CaseRegister, Register
from annual_report.filing.register.read_register import read_cases, read_register
from annual_report.filing.report import InputFile, Ledger, Passage, Quotation, Report
from annual_report.filing.waivers import read_waivers
from annual_report.form.forms import Form, form_of_year
from annual_report.prose.compose import compose
from annual_report.prose.names import quotes_last_year, reserved_names

LOG = logging.getLogger(__name__)


class ReadReport(NamedTuple):
    """A report as far as it could be read, what could not be, and the official name; nothing where nobody gave it."""

    report: Report
    problems: tuple[Problem, ...]
    name: str


class Registers(NamedTuple):
    """The registers that the tables may be counted from; named as in Report."""

    register: Register | None
    previous_register: Register | None
    cases: CaseRegister | None


class LastYear(NamedTuple):
    """What of last year's report this year's may look back at; named as in Report."""

    previous: Ledger | None
    previous_quotations: Mapping[str, Quotation]
    previous_narrative: Mapping[str, Passage]


def ingest(agency: str, year: int, params: Path | None = None) -> Report:
    """Read params/<agency>/<year> into a Report.

    Counts are whole numbers (件), money is exact. Raises InputError that lists every problem of the folder at once.
    """
    report, problems, _ = read_report(agency, year, params or paths.params_folder())
    if problems:
        raise InputError(problems)
    for remark in report.remarks:
        LOG.warning(remark)
    return report


def read_report(agency: str, year: int, params: Path) -> ReadReport:
    """Read each file of params/<agency>/<year> once. Raises InputError where there is no such folder."""
    with paths.reading(params):
        return _read(agency, year, params)


def _read(agency: str, year: int, params: Path) -> ReadReport:
    folder, form = find_folder(agency, year, params)
    problems = Problems()
    master_data = folder.parent / paths.AGENCY_FILE
    master = problems.catch(read_agency, master_data)
    problems.catch(require_profile, master or Agency(name=agency), master_data)
    ledger, tables = read_ledger(folder, form, problems)
    before, left_open = read_last_year(folder.parent / str(year - 1), form, problems)
    figures = problems.catch(read_figures, folder / paths.FIGURES_FILE, reserved_names(form))
    narrative = problems.catch(read_narrative, folder / paths.NARRATIVE_FILE, form)
    problems.catch(read_additions, folder / paths.ADDITIONS_FILE, form)
    waivers = problems.catch(read_waivers, folder / paths.WAIVERS_FILE, _addresses(form, figures[0] if figures else ()))
    registers, listed = _read_registers(folder, form, problems)
    report = Report(
        form=form,
        slug=agency,
        agency=master or Agency(name=agency),
        year=year,
        folder=paths.stored_name(folder),
        ledger=ledger,
        quotations=figures[0] if figures else {},
        narrative=narrative[0] if narrative else {},
        **before._asdict(),
        inputs=(*tables, *(each[1] for each in (figures, narrative) if each), *listed),
        waivers=waivers or (),
        **registers._asdict(),
    )
    if quotes_last_year(report):
        problems.extend(left_open)
    if figures and narrative:
        problems.catch(compose, report)
    return ReadReport(report, tuple(problems), master.name if master else "")


def _read_registers(folder: Path, form: Form, problems: Problems) -> tuple[Registers, list[InputFile]]:
    """Return the registers that are there, and how this year's were encoded."""
    year_before = folder.with_name(str(int(folder.name) - 1))
    register = problems.catch(read_register, folder / paths.REGISTER_FILE, form)
    before = problems.catch(
        read_register, year_before / paths.REGISTER_FILE, form_of_year(int(year_before.name)) or form
    )
    cases = problems.catch(read_cases, folder / paths.CASES_FILE, form)
    known = Registers(register and register[0], before and before[0], cases and cases[0])
    return known, [each[1] for each in (register, cases) if each]


def read_last_year(folder: Path, form: Form, problems: Problems) -> tuple[LastYear, Problems]:
    """Return what this year's report may look back at, and what is wrong with last year's figures.csv.

    That stands in the way only where a sentence quotes last year; what is wrong with its tables is added to `problems`.
    """
    ledger, before, left_open = read_previous(folder, form, problems), form_of_year(int(folder.name)), Problems()
    narrative = problems.catch(read_previous_narrative, folder) or {}
    reserved = reserved_names(before) if before else frozenset()
    quotations = left_open.catch(read_last_years_figures, folder / paths.FIGURES_FILE, reserved) if before else None
    return LastYear(ledger, quotations or {}, narrative), left_open


def _addresses(form: Form, figures: Iterable[str]) -> frozenset[str]:
    """Return everything that a waiver can name: the figures of this year, of last year, of figures.csv."""
    cells = form.cells
    return frozenset({*cells, *(f"{PREVIOUS}{each}" for each in cells), *(f"{OF_THE_PROSE}{name}" for name in figures)})
