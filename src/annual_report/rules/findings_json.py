"""Findings as JSON and back: what findings.json holds, and what a notebook hands on beside the table it shows.

Money is stored as text, digit for digit, and read as an exact Decimal again. What follows from the rest (the summary,
the difference of two sides, the explanations of all slips put together) is written for whoever reads the file. What
only the judgement needs is not stored: the equalities, and which places are last year's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from annual_report.errors import Problem
from annual_report.filing.comparison import Comparison
from annual_report.filing.place import Place, holds_words
from annual_report.rules import comparison_json
from annual_report.rules.finding import OUTCOMES, SEVERITIES, STATES, Change, Explanation, Finding, PointFinding, Slip
from annual_report.rules.stored import read_all, read_figure, read_one_of, read_text, require_type, values
from annual_report.wording import as_stored

FINDINGS_KEYS = ("summary", "rules", "findings", "slips", "explanations", "problems", "points", "second")
FINDING_KEYS = (
    *("rule", "outcome", "severity", "label", "message", "basis"),
    *("left", "right", "imbalance", "cells", "follows", "slip"),
)
PLACE_KEYS = ("table", "line", "column", "label", "file", "row", "col", "value")
CHANGE_KEYS = (*PLACE_KEYS, "from", "to")
EXPLANATION_KEYS = ("changes", "cause")
SLIP_KEYS = ("rules", "explanations", "likely", "remark")
POINT_KEYS = ("id", "place", "words", "state", "why", "basis", "score")
PROBLEM_KEYS = ("file", "row", "col", "found", "message")


class Content(NamedTuple):
    """What is stored of findings that does not follow from the rest."""

    outcomes: Mapping[str, str]
    found: tuple[Finding, ...]
    slips: tuple[Slip, ...]
    problems: tuple[Problem, ...]
    points: tuple[PointFinding, ...]
    second: Comparison | None


class Storable(Protocol):
    """Findings, as far as they are stored."""

    @property
    def summary(self) -> Mapping[str, int]: ...

    @property
    def outcomes(self) -> Mapping[str, str]: ...

    @property
    def found(self) -> Sequence[Finding]: ...

    @property
    def slips(self) -> Sequence[Slip]: ...

    @property
    def explanations(self) -> Sequence[Explanation]: ...

    @property
    def problems(self) -> Sequence[Problem]: ...

    @property
    def points(self) -> Sequence[PointFinding]: ...

    @property
    def second(self) -> Comparison | None: ...


def as_dict(findings: Storable) -> dict[str, Any]:
    """Return what findings.json holds; `problems`, `points` and `second` only where there are any."""
    return {
        "summary": dict(findings.summary),
        "rules": dict(findings.outcomes),
        "findings": [_write_finding(each) for each in findings.found],
        "slips": [_write_slip(slip) for slip in findings.slips],
        "explanations": [_write_explanation(explanation) for explanation in findings.explanations],
        **({"problems": [_write_problem(problem) for problem in findings.problems]} if findings.problems else {}),
        **({"points": [_write_point(point) for point in findings.points]} if findings.points else {}),
        **({"second": comparison_json.as_dict(findings.second)} if findings.second else {}),
    }


def from_dict(data: Any) -> Content:
    """Return what findings.json holds. Raises ValueError for anything that `as_dict` does not write."""
    given = {"problems": [], "points": [], "second": None, **data} if isinstance(data, dict) else data
    _, rules, findings, slips, _, problems, points, second = values(given, *FINDINGS_KEYS)
    return Content(
        {read_text(rule): read_one_of(OUTCOMES, outcome) for rule, outcome in require_type(dict, rules).items()},
        read_all(_read_finding, findings),
        read_all(_read_slip, slips),
        read_all(_read_problem, problems),
        read_all(_read_point, points),
        None if second is None else comparison_json.from_dict(second),
    )


def _write_finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "label": finding.label,
        "message": finding.message,
        "basis": finding.basis,
        "left": as_stored(finding.left),
        "right": as_stored(finding.right),
        "imbalance": as_stored(finding.imbalance),
        "cells": [_write_place(place) for place in finding.cells],
        "follows": list(finding.follows),
        "slip": finding.slip,
    }


def _read_finding(data: Any) -> Finding:
    rule, outcome, severity, label, message, basis, left, right, _, cells, follows, slip = values(data, *FINDING_KEYS)
    return Finding(
        read_text(rule),
        read_one_of(OUTCOMES, outcome),
        read_one_of(SEVERITIES, severity),
        read_text(label),
        read_text(message),
        read_text(basis),
        read_all(_read_place, cells),
        read_figure(left),
        read_figure(right),
        follows=read_all(read_text, follows),
        slip=require_type(int, slip),
    )


def _write_slip(slip: Slip) -> dict[str, Any]:
    return {
        "rules": list(slip.rules),
        "explanations": [_write_explanation(explanation) for explanation in slip.explanations],
        "likely": slip.likely,
        "remark": slip.remark,
    }


def _read_slip(data: Any) -> Slip:
    rules, explanations, likely, remark = values(data, *SLIP_KEYS)
    return Slip(
        read_all(read_text, rules),
        read_all(_read_explanation, explanations),
        read_text(remark),
        require_type(bool, likely),
    )


def _write_explanation(explanation: Explanation) -> dict[str, Any]:
    return {"changes": [_write_change(change) for change in explanation.changes], "cause": explanation.cause}


def _read_explanation(data: Any) -> Explanation:
    changes, cause = values(data, *EXPLANATION_KEYS)
    return Explanation(read_all(_read_change, changes), read_text(cause))


def _write_change(change: Change) -> dict[str, Any]:
    place = _write_place(change.place)
    return {**place, "from": place["value"], "to": as_stored(change.to)}


def _read_change(data: Any) -> Change:
    *place, _, to = values(data, *CHANGE_KEYS)
    return Change(_read_place(dict(zip(PLACE_KEYS, place, strict=True))), read_figure(to))


def _write_place(place: Place) -> dict[str, Any]:
    return {
        "table": place.table,
        "line": place.line,
        "column": place.column,
        "label": place.label,
        "file": place.file,
        "row": place.row,
        "col": place.col,
        "value": as_stored(place.value),
    }


def _read_place(data: Any) -> Place:
    table, line, column, label, file, row, col, value = values(data, *PLACE_KEYS)
    table, line, column, label, file = map(read_text, (table, line, column, label, file))
    read_value: Callable[[Any], Any] = read_text if holds_words(table) else read_figure
    return Place(table, line, column, label, file, require_type(int, row), require_type(int, col), read_value(value))


def _write_problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "row": problem.row,
        "col": problem.column,
        "found": problem.found,
        "message": problem.message,
    }


def _read_problem(data: Any) -> Problem:
    file, row, column, found, message = values(data, *PROBLEM_KEYS)
    row, column = (None if each is None else require_type(int, each) for each in (row, column))
    return Problem(read_text(message), read_text(file), row, column, read_text(found))


def _write_point(point: PointFinding) -> dict[str, Any]:
    return {
        "id": point.id,
        "place": point.place,
        "words": point.words,
        "state": point.state,
        "why": point.why,
        "basis": point.basis,
        "score": as_stored(point.score),
    }


def _read_point(data: Any) -> PointFinding:
    point, place, words, state, why, basis, score = values(data, *POINT_KEYS)
    return PointFinding(
        read_text(point),
        read_text(place),
        read_text(words),
        read_one_of(STATES, state),
        read_text(why),
        read_text(basis),
        read_figure(score),
    )
