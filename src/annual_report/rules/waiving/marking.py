"""Mark the findings that a person has decided about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from annual_report.filing.waivers import Waiver
from annual_report.rules.finding import Finding, worst
from annual_report.rules.findings import Findings
from annual_report.rules.waiving.decisions import Effect

WAIVED = "{message}〔已豁免：{reason}（{who}，{when}）〕"


def waive(findings: Findings, effects: Iterable[Effect]) -> Findings:
    """Return the findings in which those that a waiver settles are waived: they say so, and block nothing."""
    settled = {finding: effect.waiver for effect in effects for finding in effect.findings}
    if not settled:
        return findings
    found = tuple(_waive_finding(each, settled[each]) if each in settled else each for each in findings.found)
    return replace(findings, found=found, outcomes=_outcomes(findings, found))


def _waive_finding(finding: Finding, waiver: Waiver) -> Finding:
    message = WAIVED.format(message=finding.message, reason=waiver.reason, who=waiver.who, when=waiver.when)
    return replace(finding, outcome="waived", message=message)


def _outcomes(findings: Findings, found: Iterable[Finding]) -> dict[str, str]:
    """Return what became of every rule; one that left no finding keeps its outcome."""
    of_rule: dict[str, list[str]] = defaultdict(list)
    for each in found:
        of_rule[each.rule].append(each.outcome)
    return {rule: worst(of_rule.get(rule, [outcome])) for rule, outcome in findings.outcomes.items()}
