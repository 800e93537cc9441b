"""Judge reports: read, views, rules, explanations, findings; the same for `check`, for a report and for many."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.errors import AnnualReportError, InputError, RuleError
from annual_report.filing.folders import official_name, require_year_folder
from annual_report.filing.report import Report
from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import Findings
from annual_report.rules.memory.verdicts import Verdict
from annual_report.rules.validation import validate_all, verdicts_on
from annual_report.steps.ingest import read_report


def judge_all(requests: Sequence[Request]) -> list[Outcome]:
    """Read reports and return what the rules say of them, those of one form in one run; one that is unreadable says so.

    Each is read, judged and explained once, for `check` and for `report` alike.
    """
    read = [_read(request) for request in requests]
    for reports in _by_form(read):
        for number, findings in zip(reports, _judge_together([*reports.values()]), strict=True):
            read[number] = _explain(requests[number], reports[number], findings)
    return [each for each in read if isinstance(each, Outcome)]


def verdicts_for(requests: Sequence[Request]) -> list[Mapping[str, Verdict]]:
    """Judge reports, those of one form in one run, and return what was said of each, for `report` to go on with.

    Nothing is said of a report that cannot be read, or where a rule or a view is broken: it is judged when it is built.
    """
    said: list[Mapping[str, Verdict]] = [{} for _ in requests]
    for reports in _by_form([_read(request) for request in requests]):
        with contextlib.suppress(RuleError):
            said_of = verdicts_on([*reports.values()])
            for number, verdicts in zip(reports, said_of, strict=True):
                said[number] = verdicts
    return said


def _read(request: Request) -> Report | Outcome:
    try:
        require_year_folder(request.misnamed, request.folder)
        report, problems, name = read_report(request.agency, request.year, request.params)
    except Exception as error:
        return failed_outcome(request, error, official_name(request.params / request.agency))
    return failed_outcome(request, InputError(problems), name) if problems else report


def _by_form(read: Sequence[Report | Outcome]) -> list[dict[int, Report]]:
    """Return the reports by their number, those of each form together; one that could not be read is left out."""
    forms: dict[str, dict[int, Report]] = {}
    for number, report in enumerate(read):
        if isinstance(report, Report):
            forms.setdefault(report.form.version, {})[number] = report
    return [*forms.values()]


def _judge_together(reports: Sequence[Report]) -> Sequence[Findings | Exception]:
    """Return the findings of every report, or what its judgement ended with.

    What breaks in one of many must not be held against the others: then each is judged alone.
    """
    try:
        together = validate_all(reports)
        if len(reports) == 1 or not any(findings.summary["broken"] for findings in together):
            return together
    except Exception as error:
        if len(reports) == 1:
            return [error]
    return [_judge_together([report])[0] for report in reports]


def _explain(request: Request, report: Report, findings: Findings | Exception) -> Outcome:
    try:
        if isinstance(findings, Exception):
            raise findings
        explained = explain(findings)
    except Exception as error:
        return replace(failed_outcome(request, error, report.agency.name), report=report)
    exit_code, message = _gate(explained, request)
    found, remarks = explained.without_grounds(), tuple(report.remarks)
    return Outcome(request, report.agency.name, exit_code, message, found, remarks=remarks, report=report)


def _gate(findings: Findings, request: Request) -> tuple[int, str]:
    """Return how the gate ends; a draft passes it."""
    try:
        replace(findings, of_draft=request.draft).raise_for_critical()
    except AnnualReportError as error:
        return error.exit_code, str(error)
    return 0, ""
