"""A report beside the entry of a second person: read before anything is judged, compared with what was judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annual_report.build.outcomes import Outcome, Request
from annual_report.desk.editions.compare import compare
from annual_report.desk.editions.edition import Edition
from annual_report.desk.editions.of_report import edition_of_report
from annual_report.desk.editions.second_entry import read_second
from annual_report.errors import LedgerError
from annual_report.steps.ingest import read_report

DIFFERENT = "与第二份有 {count} 处不同，请对照原始材料核实"
INCOMPLETE = "第二份有 {count} 格没有比较"


def second_of(request: Request, second: Path) -> Edition | None:
    """Return the second entry of a report; None where the report itself cannot be read: there is nothing to compare.

    Raises InputError where the second cannot be read, or is not of this report.
    """
    report, problems, _ = read_report(request.agency, request.year, request.params)
    return None if problems else read_second(second, report, request.folder)


def beside(outcome: Outcome, second: Edition) -> Outcome:
    """Return the outcome of a check with what a second entry says otherwise: then, or where it is not whole, 1."""
    if outcome.report is None:
        return outcome
    found = compare(edition_of_report(outcome.report, outcome.report.folder), second)
    outcome = replace(outcome, findings=replace(outcome.findings, second=found))
    if found.is_alike or outcome.exit_code:
        return outcome
    differing = len(found.disagreements)
    words = DIFFERENT.format(count=differing) if differing else INCOMPLETE.format(count=found.open_cells)
    return replace(outcome, exit_code=LedgerError.exit_code, message=words)
