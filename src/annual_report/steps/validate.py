"""Judge a report by the suites of its form."""

from __future__ import annotations

from dataclasses import replace

from annual_report import paths
from annual_report.filing.report import Report
from annual_report.rules.findings import Findings
from annual_report.rules.memory.verdicts import collect_verdicts, take_over
from annual_report.rules.validation import validate_all


def validate(report: Report) -> Findings:
    """Judge a report by the suites of its form.

    Every rule comes out as passed, failed, broken, not_assessable, or waived by a person. Raises RuleError for a suite
    that cannot be read or does not fit its view, and for a rule that was not judged.

    In a notebook that the build runs, what the build has judged is not judged again, and a draft goes on.
    """
    with collect_verdicts(take_over()):
        findings = validate_all([report])[0]
    return replace(findings, of_draft=bool(paths.read_handed().get("draft")))
