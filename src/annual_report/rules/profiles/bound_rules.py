"""Points that are fulfilled where rules of the form hold: a notice may make such a rule graver than it is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annual_report import paths
from annual_report.form.forms import load_forms
from annual_report.rules.finding import SEVERITIES, Finding
from annual_report.rules.findings import Findings
from annual_report.rules.profiles.points import LocalPoint, load_profile
from annual_report.strict_yaml import Mistake, Place
from annual_report.toolkit_files import refuse
from annual_report.wording import suggestion

UNKNOWN_RULE = "没有「{found}」这条规则{suggestion}（见 docs/rules.md）"
BASIS = "{local}；{law}"


def require_known_rules(place: str) -> None:
    """Raise RuleError, by line, where the file of a place names a rule that no form has."""
    notices = load_profile(place).notices
    named = [
        (("notices", at, "points", number, "rules", position), rule)
        for at, notice in enumerate(notices)
        for number, point in enumerate(notice.points)
        for position, rule in enumerate(point.rules)
    ]
    if named:
        known = _rules_of_all_forms()
        unknown = ((at, rule) for at, rule in named if rule not in known)
        refuse(paths.profiles()[place], (_unknown(at, rule, known) for at, rule in unknown))


def _unknown(at: Place, rule: str, known: Iterable[str]) -> Mistake:
    return Mistake(at, UNKNOWN_RULE.format(found=rule, suggestion=suggestion(rule, known)), rule)


def _rules_of_all_forms() -> set[str]:
    """Return the ids of all rules; of one that has a number for every row, what stands before it."""
    from annual_report.rules.suites import entries_of

    suites = (suite for form in load_forms() for suite in entries_of(form.version).values())
    return {entry.rule.partition("{")[0] for _, entries in suites for entry in entries}


def covered(rule: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that a rule named in a file stands for: its own, or those of all rows."""
    return [each for each in ids if each == rule or (each.startswith(rule) and each.removeprefix(rule).isdigit())]


def raise_severities(findings: Findings, points: Sequence[LocalPoint]) -> Findings:
    """Return the findings in which what a notice makes grave is so, with the notice beside the basis of the rule."""
    graver = [each for each in points if each.point.rules and each.point.says_severity]
    if not graver:
        return findings
    return replace(findings, found=tuple(_raised(each, graver) for each in findings.found))


def _raised(finding: Finding, points: Iterable[LocalPoint]) -> Finding:
    for each in _about(finding, points):
        if _gravity(each.point.severity) < _gravity(finding.severity):
            basis = BASIS.format(local=each.basis, law=finding.basis)
            finding = replace(finding, severity=each.point.severity, basis=basis)
    return finding


def _about(finding: Finding, points: Iterable[LocalPoint]) -> Iterator[LocalPoint]:
    return (each for each in points if any(covered(rule, [finding.rule]) for rule in each.point.rules))


def _gravity(severity: str) -> int:
    return list(SEVERITIES).index(severity)
