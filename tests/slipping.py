"""A report with two slips, two blank cells and a typed number, and what a check finds in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from annual_report.filing.report import Report
from annual_report.rules.explain.explain import explain
from annual_report.rules.finding import Change, Explanation, Finding, Slip
from annual_report.rules.findings import Findings
from annual_report.steps.validate import validate
from breaking import broken

ABOUT = {"agency": "yunze", "name": "云泽市人民政府", "year": 2024, "form": "2021"}

BREAKAGE = {
    "add": {"applications.received.natural_person": 1, "review_litigation.review.upheld": 2},
    "set": {"disclosure.normative_documents.in_force": None, "disclosure.licences.decisions": None},
    "prose": {"overview": "另有99999件。"},
}

RECEIVED = "applications.received.natural_person"
TOTALS = ("applications.received.total", "applications.outcomes_total.natural_person")
WAIVED = Finding("X-03", "waived", "warning", "现行有效件数接得上", "机构改革，文件已移交", "统计常规")


@cache
def slipped() -> tuple[Report, Findings]:
    """Return the report and its findings: two slips, one of them with three explanations and one with a remark."""
    report = broken(BREAKAGE)
    found = explain(validate(report))
    slips = _slips(found)
    numbered = (replace(each, slip=_number(each.rule, slips)) for each in found.found)
    return report, replace(found, slips=slips, found=(*numbered, WAIVED))


def _number(rule: str, slips: tuple[Slip, ...]) -> int:
    return next((number for number, slip in enumerate(slips, 1) if rule in slip.rules), 0)


def _slips(found: Findings) -> tuple[Slip, Slip]:
    def explanation(cause: str, **changes: int | None) -> Explanation:
        return Explanation(tuple(Change(found.places[key], to) for key, to in changes.items()), cause)

    likely = explanation("多写了 1", **{RECEIVED: 2902})
    both = explanation("两格都少写了 1", **{TOTALS[0]: 3185, TOTALS[1]: 2913})
    unknown = explanation("", **{"applications.carried_forward.natural_person": None})
    review = explanation("某一格多写了 2", **{"review_litigation.review.upheld": None})
    remark = "涉及的格太多，只列出一部分可能"
    return Slip(("T3-I1", "T3-R01"), (likely, both, unknown)), Slip(("T4-S1",), (review,), remark)
