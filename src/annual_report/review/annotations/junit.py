"""Findings as JUnit XML, which every CI server shows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable

from annual_report.review.annotations.checked import Checked, title_of
from annual_report.rules.finding import SEVERITIES, Finding
from annual_report.wording import make_visible

READING = "读入填报数据"
# What XML 1.0 cannot hold, even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The element of a test case by the outcome of its rule.
ELEMENTS = {"failed": "failure", "broken": "error", "not_assessable": "skipped"}


def junit(outcomes: Iterable[Checked]) -> str:
    """Return one test suite per report and one test case per rule.

    A failed critical rule is a failure, a broken one an error, one that cannot be judged is skipped. Warnings and
    waived rules do not stop a report, so their cases pass: skipped would say that nobody looked; what was found
    stands in their system-out. A report that could not be read is one case with an error. The seconds each report
    took are the only thing that differs from run to run.
    """
    suites = ElementTree.Element("testsuites")
    for checked in outcomes:
        suites.append(_suite(checked))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _suite(checked: Checked) -> ElementTree.Element:
    cases = [_case(checked, rule, outcome) for rule, outcome in checked.findings.outcomes.items()]
    if checked.findings.problems:
        cases.insert(0, _unreadable(checked))
    suite = ElementTree.Element("testsuite", name=_clean(title_of(checked)), tests=str(len(cases)))
    for attribute, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(kind) is not None for case in cases)))
    suite.set("time", f"{checked.seconds:.3f}")
    suite.extend(cases)
    return suite


def _case(checked: Checked, rule: str, outcome: str) -> ElementTree.Element:
    case = _empty_case(checked, rule)
    found = [each for each in checked.findings.found if (each.rule, each.outcome) == (rule, outcome)]
    lines = [_line(each) for each in found]
    blocks = any(each.severity == "critical" for each in found)
    if outcome in ELEMENTS and (blocks or outcome != "failed"):
        _add(case, ELEMENTS[outcome], rule, lines)
    elif lines:
        ElementTree.SubElement(case, "system-out").text = _clean("\n".join(lines))
    return case


def _unreadable(checked: Checked) -> ElementTree.Element:
    case = _empty_case(checked, READING)
    _add(case, "error", READING, [str(problem).strip() for problem in checked.findings.problems])
    return case


def _empty_case(checked: Checked, name: str) -> ElementTree.Element:
    return ElementTree.Element(
        "testcase", name=_clean(name), classname=_clean(f"{checked.request.agency}.{checked.request.year}")
    )


def _add(case: ElementTree.Element, element: str, kind: str, lines: list[str]) -> None:
    """Add what was found: the first line as the message, all of them as the text."""
    message = _clean(lines[0]) if lines else ""
    added = ElementTree.SubElement(case, element, type=kind, message=message)
    added.text = _clean("\n".join(lines))


def _line(finding: Finding) -> str:
    position = f"{finding.cells[0].position}  " if finding.cells else ""
    return f"{position}{SEVERITIES[finding.severity]}：{finding.message}"


def _clean(text: str) -> str:
    """Return text that XML can hold; what it cannot, and what would not be seen, is shown escaped."""
    return NOT_XML.sub("", make_visible(text))
