"""Findings as JSON and back: what findings.json holds, and what a notebook hands on beside the table it shows.

Money is stored as text, digit for digit, and read as an exact Decimal again. What follows from the rest (the summary,
the difference of two sides, the explanations of all slips put together) is written for whoever reads the file. What
only the judgement needs is not stored: the equalities, and which places are last year's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, TypeVar

from annual_report.errors import Problem
from annual_report.filing.figures import Number
from annual_report.filing.place import Place, holds_words
from annual_report.rules.finding import OUTCOMES, SEVERITIES, STATES, Change, Explanation, Finding, PointFinding, Slip
from annual_report.wording import as_stored

FINDINGS_KEYS = ("summary", "rules", "findings", "slips", "explanations", "problems", "points")
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

EXACT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NOT_OURS = "findings.json holds {found!r} in place of {expected}"

T = TypeVar("T")


class Content(NamedTuple):
    """What is stored of findings that does not follow from the rest."""

    outcomes: Mapping[str, str]
    found: tuple[Finding, ...]
    slips: tuple[Slip, ...]
    problems: tuple[Problem, ...]
    points: tuple[PointFinding, ...]


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


def as_dict(findings: Storable) -> dict[str, Any]:
    """Return what findings.json holds; `problems` and `points` only where there are any."""
    return {
        "summary": dict(findings.summary),
        "rules": dict(findings.outcomes),
        "findings": [_write_finding(each) for each in findings.found],
        "slips": [_write_slip(slip) for slip in findings.slips],
        "explanations": [_write_explanation(explanation) for explanation in findings.explanations],
        **({"problems": [_write_problem(problem) for problem in findings.problems]} if findings.problems else {}),
        **({"points": [_write_point(point) for point in findings.points]} if findings.points else {}),
    }


def from_dict(data: Any) -> Content:
    """Return what findings.json holds. Raises ValueError for anything that `as_dict` does not write."""
    given = {"problems": [], "points": [], **data} if isinstance(data, dict) else data
    _, rules, findings, slips, _, problems, points = _values(given, *FINDINGS_KEYS)
    return Content(
        {_read_text(rule): _read_one_of(OUTCOMES, outcome) for rule, outcome in _require_type(dict, rules).items()},
        _read_all(_read_finding, findings),
        _read_all(_read_slip, slips),
        _read_all(_read_problem, problems),
        _read_all(_read_point, points),
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
    rule, outcome, severity, label, message, basis, left, right, _, cells, follows, slip = _values(data, *FINDING_KEYS)
    return Finding(
        _read_text(rule),
        _read_one_of(OUTCOMES, outcome),
        _read_one_of(SEVERITIES, severity),
        _read_text(label),
        _read_text(message),
        _read_text(basis),
        _read_all(_read_place, cells),
        _read_figure(left),
        _read_figure(right),
        follows=_read_all(_read_text, follows),
        slip=_require_type(int, slip),
    )


def _write_slip(slip: Slip) -> dict[str, Any]:
    return {
        "rules": list(slip.rules),
        "explanations": [_write_explanation(explanation) for explanation in slip.explanations],
        "likely": slip.likely,
        "remark": slip.remark,
    }


def _read_slip(data: Any) -> Slip:
    rules, explanations, likely, remark = _values(data, *SLIP_KEYS)
    return Slip(
        _read_all(_read_text, rules),
        _read_all(_read_explanation, explanations),
        _read_text(remark),
        _require_type(bool, likely),
    )


def _write_explanation(explanation: Explanation) -> dict[str, Any]:
    return {"changes": [_write_change(change) for change in explanation.changes], "cause": explanation.cause}


def _read_explanation(data: Any) -> Explanation:
    changes, cause = _values(data, *EXPLANATION_KEYS)
    return Explanation(_read_all(_read_change, changes), _read_text(cause))


def _write_change(change: Change) -> dict[str, Any]:
    place = _write_place(change.place)
    return {**place, "from": place["value"], "to": as_stored(change.to)}


def _read_change(data: Any) -> Change:
    *place, _, to = _values(data, *CHANGE_KEYS)
    return Change(_read_place(dict(zip(PLACE_KEYS, place, strict=True))), _read_figure(to))


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
    table, line, column, label, file, row, col, value = _values(data, *PLACE_KEYS)
    table, line, column, label, file = map(_read_text, (table, line, column, label, file))
    read_value: Callable[[Any], Any] = _read_text if holds_words(table) else _read_figure
    return Place(table, line, column, label, file, _require_type(int, row), _require_type(int, col), read_value(value))


def _write_problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "row": problem.row,
        "col": problem.column,
        "found": problem.found,
        "message": problem.message,
    }


def _read_problem(data: Any) -> Problem:
    file, row, column, found, message = _values(data, *PROBLEM_KEYS)
    row, column = (None if each is None else _require_type(int, each) for each in (row, column))
    return Problem(_read_text(message), _read_text(file), row, column, _read_text(found))


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
    point, place, words, state, why, basis, score = _values(data, *POINT_KEYS)
    return PointFinding(
        _read_text(point),
        _read_text(place),
        _read_text(words),
        _read_one_of(STATES, state),
        _read_text(why),
        _read_text(basis),
        _read_figure(score),
    )


def _read_figure(value: Any) -> Number | None:
    if value is None or type(value) is int:
        return value
    _require(bool(EXACT.fullmatch(_read_text(value))), "a figure", value)
    return Decimal(value)


def _values(data: Any, *keys: str) -> list[Any]:
    """Return the values of an object that has these keys and no other."""
    _require(_require_type(dict, data).keys() == set(keys), keys, [*data])
    return [data[key] for key in keys]


def _read_all(read: Callable[[Any], T], data: Any) -> tuple[T, ...]:
    return tuple(map(read, _require_type(list, data)))


def _read_text(data: Any) -> str:
    return _require_type(str, data)


def _read_one_of(known: Collection[str], data: Any) -> str:
    _require(_read_text(data) in known, known, data)
    return str(data)


def _require_type(kind: type[T], data: Any) -> T:
    """Return what is of this very type: true is no number here."""
    _require(type(data) is kind, kind, data)
    return data  # type: ignore[no-any-return]


def _require(is_so: bool, expected: object, found: object) -> None:
    if not is_so:
        raise ValueError(NOT_OURS.format(expected=expected, found=found))
