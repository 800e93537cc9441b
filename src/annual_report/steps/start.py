"""The report to fill in: as it is filed so far, or open where nobody has begun it."""

from __future__ import annotations

from pathlib import Path

from annual_report import paths
from annual_report.filing.agency import Agency, read_agency
from annual_report.filing.folders import find_agency, require_form
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.new import carried_over
from annual_report.filing.problems import Problems
from annual_report.filing.read_narrative import default_passage
from annual_report.filing.report import Entry, Ledger, Report
from annual_report.steps.ingest import ReadReport, read_last_year, read_report


def read_or_start(agency: str, year: int, params: Path) -> ReadReport:
    """Return a report as far as it can be read, and what cannot be; an open one where it has no folder yet.

    Raises InputError for an unknown agency, and for a year without a form.
    """
    folder, form = find_agency(agency, params) / str(year), require_form(year)
    if is_there(folder):
        return read_report(agency, year, params)
    with paths.reading(params):
        require_inside(folder.parent / str(year - 1), params)
        problems = Problems()
        master = problems.catch(read_agency, folder.parent / paths.AGENCY_FILE)
        before, _ = read_last_year(folder.parent / str(year - 1), form, problems)
        passages = ((section.code, default_passage(form, section.code)) for section in form.sections)
        ledger = Ledger({address: Entry(cell) for address, cell in form.cells.items()})
        carried = carried_over(before.previous, form) if before.previous else {}
        report = Report(
            form=form,
            slug=agency,
            agency=master or Agency(name=agency),
            year=year,
            folder=paths.stored_name(folder),
            ledger=ledger.with_values({str(address): value for address, value in carried.items()}),
            quotations={},
            narrative={code: passage for code, passage in passages if passage},
            **before._asdict(),
        )
    return ReadReport(report, tuple(problems), master.name if master else "")
