"""Explain the differences of a roll-up: the reports of the units are judged, too, where figures differ."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.report import Report
from annual_report.filing.roll_up.units import RollUp
from annual_report.rules.explain import gaps
from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import Findings
from annual_report.rules.validation import validate_all


def explain_gaps(roll_up: RollUp, findings: Findings) -> Findings:
    """Return the findings with the slips behind the differences. Raises RuleError as `validate_all`."""
    if not any(gaps.gaps_of(roll_up)):
        return findings
    slips = gaps.explain_gaps(roll_up, _asked(roll_up))
    numbers = {cell: number for number, (_, cells) in enumerate(slips, 1) for cell in cells}
    found = tuple(
        replace(each, slip=numbers.get(each.cells[0].address, 0)) if each.rule == gaps.RULE and each.cells else each
        for each in findings.found
    )
    return replace(findings, found=found, slips=tuple(slip for slip, _ in slips))


def _asked(roll_up: RollUp) -> dict[str, Findings]:
    """Return what the rules say of every report of its own, the government's among them."""
    reports: dict[str, Report] = {each.slug: each.report for each in roll_up.units if each.ledger and each.report}
    if roll_up.filed:
        reports[roll_up.slug] = roll_up.filed
    said = validate_all([*reports.values()])
    return {slug: explain(findings) for slug, findings in zip(reports, said, strict=True)}
