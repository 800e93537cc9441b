"""Let Great Expectations judge a roll-up: every suite over its view, as those of a single report."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from annual_report.filing.report import Entry, Ledger, Report
from annual_report.filing.roll_up.sums import cell_sums
from annual_report.filing.roll_up.units import RollUp
from annual_report.form.forms import Form
from annual_report.rules.findings import Findings
from annual_report.rules.validation import judge_beside
from annual_report.rules.views.rollup import rollup
from annual_report.rules.views.rollup_units import units
from annual_report.rules.views.rollup_whole import SECTIONS, UnitText, carry_over, texts, whole
from annual_report.rules.views.view import View


def judge_roll_up(roll_up: RollUp) -> Findings:
    """Judge a roll-up by the suites of its form. Raises RuleError as `validate_all`.

    Nothing is said of figures that the government has not filed yet.
    """
    report = roll_up.filed or draft_of(roll_up)
    found = (judge_beside(report, view) for view in _views(roll_up) if view and view.rows)
    return replace(reduce(Findings.beside, found, Findings()), places=report.places)


def _views(roll_up: RollUp) -> list[View | None]:
    titles = {code: roll_up.form.section(code).title for code in SECTIONS}
    return [
        rollup(roll_up),
        units(roll_up),
        whole(roll_up),
        carry_over(roll_up),
        texts(_texts_of(roll_up, roll_up.form), titles),
    ]


def _texts_of(roll_up: RollUp, form: Form) -> list[UnitText]:
    reports = [(each.slug, each.name, each.report) for each in roll_up.units if each.ledger and each.report]
    return [
        UnitText(slug, name, code, report.narrative[code].source.strip())
        for slug, name, report in reports
        for code in SECTIONS
        if code in report.narrative
    ]


def draft_of(roll_up: RollUp) -> Report:
    """Return the report that the sums make, without prose; what is not known of every unit is missing in it."""
    sums = cell_sums(roll_up)
    entries = {address: Entry(cell).with_value(sums[address].total) for address, cell in roll_up.form.cells.items()}
    return Report(roll_up.form, roll_up.slug, roll_up.agency, roll_up.year, "", Ledger(entries), {}, {})
