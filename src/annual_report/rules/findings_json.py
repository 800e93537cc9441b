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
from annual_report.rules.finding import OUTCOMES, SEVERITIES, Change, Explanation, Finding, Slip
from annual_report.wording import plain

FINDINGS_KEYS = ("summary", "rules", "findings", "slips", "explanations", "problems")
FINDING_KEYS = (
    *("rule", "outcome", "severity", "label", "message", "basis"),
    *("left", "right", "imbalance", "cells", "follows", "slip"),
)
PLACE_KEYS = ("table", "line", "column", "label", "file", "row", "col", "value")
CHANGE_KEYS = (*PLACE_KEYS, "from", "to")
EXPLANATION_KEYS = ("changes", "cause")
SLIP_KEYS = ("rules", "explanations", "likely", "remark")
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


def as_dict(findings: Storable) -> dict[str, Any]:
    """Return what findings.json holds; `problems` only where there are any."""
    return {
        "summary": dict(findings.summary),
        "rules": dict(findings.outcomes),
        "findings": [_of_finding(each) for each in findings.found],
        "slips": [_of_slip(each) for each in findings.slips],
        "explanations": [_of_explanation(each) for each in findings.explanations],
        **({"problems": [_of_problem(each) for each in findings.problems]} if findings.problems else {}),
    }


def from_dict(data: Any) -> Content:
    """Return what findings.json holds. Raises ValueError for anything that `as_dict` does not write."""
    given = {"problems": [], **data} if isinstance(data, dict) else data
    _, rules, findings, slips, _, problems = _values(given, *FINDINGS_KEYS)
    return Content(
        {_text(rule): _one_of(OUTCOMES, outcome) for rule, outcome in _typed(dict, rules).items()},
        _all(_finding, findings),
        _all(_slip, slips),
        _all(_problem, problems),
    )


def _of_finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "label": finding.label,
        "message": finding.message,
        "basis": finding.basis,
        "left": _of_figure(finding.left),
        "right": _of_figure(finding.right),
        "imbalance": _of_figure(finding.imbalance),
        "cells": [_of_place(place) for place in finding.cells],
        "follows": list(finding.follows),
        "slip": finding.slip,
    }


def _finding(data: Any) -> Finding:
    rule, outcome, severity, label, message, basis, left, right, _, cells, follows, slip = _values(data, *FINDING_KEYS)
    return Finding(
        _text(rule),
        _one_of(OUTCOMES, outcome),
        _one_of(SEVERITIES, severity),
        _text(label),
        _text(message),
        _text(basis),
        _all(_place, cells),
        _figure(left),
        _figure(right),
        follows=_all(_text, follows),
        slip=_typed(int, slip),
    )


def _of_slip(slip: Slip) -> dict[str, Any]:
    return {
        "rules": list(slip.rules),
        "explanations": [_of_explanation(each) for each in slip.explanations],
        "likely": slip.likely,
        "remark": slip.remark,
    }


def _slip(data: Any) -> Slip:
    rules, explanations, likely, remark = _values(data, *SLIP_KEYS)
    return Slip(_all(_text, rules), _all(_explanation, explanations), _text(remark), _typed(bool, likely))


def _of_explanation(explanation: Explanation) -> dict[str, Any]:
    return {"changes": [_of_change(each) for each in explanation.changes], "cause": explanation.cause}


def _explanation(data: Any) -> Explanation:
    changes, cause = _values(data, *EXPLANATION_KEYS)
    return Explanation(_all(_change, changes), _text(cause))


def _of_change(change: Change) -> dict[str, Any]:
    place = _of_place(change.place)
    return {**place, "from": place["value"], "to": _of_figure(change.to)}


def _change(data: Any) -> Change:
    *place, _, to = _values(data, *CHANGE_KEYS)
    return Change(_place(dict(zip(PLACE_KEYS, place, strict=True))), _figure(to))


def _of_place(place: Place) -> dict[str, Any]:
    return {
        "table": place.table,
        "line": place.line,
        "column": place.column,
        "label": place.label,
        "file": place.file,
        "row": place.row,
        "col": place.col,
        "value": _of_figure(place.value),
    }


def _place(data: Any) -> Place:
    table, line, column, label, file, row, col, value = _values(data, *PLACE_KEYS)
    table, line, column, label, file = map(_text, (table, line, column, label, file))
    read: Callable[[Any], Any] = _text if holds_words(table) else _figure
    return Place(table, line, column, label, file, _typed(int, row), _typed(int, col), read(value))


def _of_problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "row": problem.row,
        "col": problem.column,
        "found": problem.found,
        "message": problem.message,
    }


def _problem(data: Any) -> Problem:
    file, row, column, found, message = _values(data, *PROBLEM_KEYS)
    row, column = (None if each is None else _typed(int, each) for each in (row, column))
    return Problem(_text(message), _text(file), row, column, _text(found))


def _of_figure(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


def _figure(value: Any) -> Number | None:
    if value is None or type(value) is int:
        return value
    _require(bool(EXACT.fullmatch(_text(value))), "a figure", value)
    return Decimal(value)


def _values(data: Any, *keys: str) -> list[Any]:
    """Return the values of an object that has these keys and no other."""
    _require(_typed(dict, data).keys() == set(keys), keys, [*data])
    return [data[key] for key in keys]


def _all(read: Callable[[Any], T], data: Any) -> tuple[T, ...]:
    return tuple(map(read, _typed(list, data)))


def _text(data: Any) -> str:
    return _typed(str, data)


def _one_of(known: Collection[str], data: Any) -> str:
    _require(_text(data) in known, known, data)
    return str(data)


def _typed(kind: type[T], data: Any) -> T:
    """Return what is of this very type: true is no number here."""
    _require(type(data) is kind, kind, data)
    return data  # type: ignore[no-any-return]


def _require(is_so: bool, expected: object, found: object) -> None:
    if not is_so:
        raise ValueError(NOT_OURS.format(expected=expected, found=found))
