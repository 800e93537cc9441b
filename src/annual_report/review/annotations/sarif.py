"""Findings as SARIF 2.1.0, which code hosts and editors show beside the file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from annual_report.filing.place import Place
from annual_report.review.annotations.checked import PARAMS, Checked, address_of, title_of
from annual_report.rules.finding import SEVERITIES, Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "warning": "warning", "info": "note"}

# A file that cannot be read is shown beside its line as well, under a rule of its own.
UNREADABLE = Finding("unreadable", "failed", "critical", "填报数据读不了", message="", basis="改正后重新检查")
FOLDER_OF_INPUTS = "填报数据的文件夹（PARAMS）"
COLUMN = "{message}（第 {col} 列：{label}）"


def sarif(outcomes: Iterable[Checked]) -> str:
    """Return one run over all reports.

    Failed rules are results with their level; a rule that cannot be judged is a result of the kind `open`; a waived
    one is suppressed, with its reason. What went wrong in the check itself is a notification of the run. A region
    has the line only: our columns count fields of a table, those of SARIF count characters, so the message says it.
    """
    reports = list(outcomes)
    found = [(checked, finding) for checked in reports for finding in _problems_and_findings(checked)]
    rules = _rules(finding for _, finding in found)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    notifications = [notification for checked in reports for notification in _notifications(checked)]
    results = [_result(checked, finding, numbers[finding.rule]) for checked, finding in found]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "annual-report", "version": version("annual-report"), "rules": rules}},
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "results": results,
    }
    if any(_base(result) == PARAMS for result in results):
        run["originalUriBaseIds"] = {PARAMS: {"description": {"text": FOLDER_OF_INPUTS}}}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _problems_and_findings(checked: Checked) -> Iterator[Finding]:
    """Yield what becomes a result: findings, and files that cannot be read in the shape of findings."""
    for problem in checked.findings.problems:
        if problem.file:
            place = Place("", "", "", "", problem.file, problem.row or 0, problem.column or 0, None)
            yield replace(UNREADABLE, message=problem.message, cells=(place,))
    yield from (each for each in checked.findings.found if each.outcome != "broken")


def _notifications(checked: Checked) -> Iterator[dict[str, Any]]:
    for problem in checked.findings.problems:
        if not problem.file:
            yield {"level": "error", "message": {"text": f"{title_of(checked)}：{problem.message}"}}
    for finding in checked.findings.found:
        if finding.outcome == "broken":
            yield {
                "level": "error",
                "message": {"text": f"{title_of(checked)}：{finding.message}"},
                "descriptor": {"id": finding.rule},
            }


def _rules(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return every rule that found something; one that judges with several severities is listed with the gravest."""
    order = list(SEVERITIES)
    gravest: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda each: (each.rule, order.index(each.severity))):
        gravest.setdefault(finding.rule, finding)
    return [
        {
            "id": rule,
            "shortDescription": {"text": finding.label},
            "help": {"text": finding.basis},
            "defaultConfiguration": {"level": LEVELS[finding.severity]},
        }
        for rule, finding in gravest.items()
    ]


def _result(checked: Checked, finding: Finding, number: int) -> dict[str, Any]:
    judged = finding.outcome != "not_assessable"
    result = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "kind": "fail" if judged else "open",
        "level": LEVELS[finding.severity] if judged else "none",
        "message": {"text": _message(finding)},
        "locations": [_location(checked, place) for place in finding.cells[:1]],
    }
    if finding.outcome == "waived":
        result["suppressions"] = [{"kind": "external", "justification": finding.message}]
    return result


def _message(finding: Finding) -> str:
    place = next(iter(finding.cells), None)
    if place is None or not place.col or not place.label:
        return finding.message
    return COLUMN.format(message=finding.message, col=place.col, label=place.label)


def _location(checked: Checked, place: Place) -> dict[str, Any]:
    name, base = address_of(checked, place.file)
    address = {"uri": _uri(name), **({"uriBaseId": base} if base else {})}
    location: dict[str, Any] = {"artifactLocation": address}
    if place.row:
        location["region"] = {"startLine": place.row}
    return {"physicalLocation": location}


def _base(result: Mapping[str, Any]) -> str | None:
    """Return what the name of the file of a result counts from."""
    addresses = (location["physicalLocation"]["artifactLocation"] for location in result["locations"])
    return next((address.get("uriBaseId") for address in addresses), None)


def _uri(name: str) -> str:
    """Return a name percent-encoded; a folder may be named in any bytes."""
    scheme, mark, rest = name.rpartition("://")
    return f"{scheme}{mark}{quote(os.fsencode(rest), safe='/@:' if mark else '/')}"
