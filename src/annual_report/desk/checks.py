"""The rules between the figures of a report as data, read from the suites: for a form that judges where no Great
Expectations runs.

A workbook turns a check into a formula, a page into a few lines of script. Nothing of a rule is written a second time.
"""

from __future__ import annotations

from dataclasses import replace

from annual_report.desk.check import Check, Checks
from annual_report.desk.rows import rows_of
from annual_report.desk.sentences import NoStatementError
from annual_report.desk.statements import check_of
from annual_report.filing.report import Entry, Ledger, Report
from annual_report.form.forms import Form


def checks_of(report: Report) -> Checks:
    """Return what the suites say about the figures of a report, whatever those are.

    Of the report they depend on its form, year, agency and last year's figures: what those rule out is not there.
    """
    stated, left_out = list[Check](), dict[str, None]()
    for row in rows_of(_blank(report), report.previous):
        try:
            stated += check_of(row)
        except NoStatementError:
            left_out[row.rule_id] = None
    return Checks(tuple(stated), tuple(left_out))


def _blank(report: Report) -> Report:
    """Return the report with every figure of both years open: what its views are made from is a matter of its form."""
    blank = _blank_ledger(report.form)
    return replace(report, ledger=blank, previous=blank)


def _blank_ledger(form: Form) -> Ledger:
    return Ledger({address: Entry(cell) for address, cell in form.cells.items()})
