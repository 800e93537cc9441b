"""From what a rule demands of a row to sentences about cells: one function for every kind of rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from annual_report.desk.check import Alternatives, Statement, Sum
from annual_report.desk.rows import RuledRow

# How many decimals the pattern of a figure allows.
DECIMALS = re.compile(r"\^-\?\[0-9\]\+(?:\(\?:\\\.\[0-9\]\{1,(?P<most>[0-9]+)\}\)\?)?\$")
TEXT, FIGURE = "text", "figure"


class NoStatementError(Exception):
    """A rule cannot be said by comparing sums of cells."""


def holds_of(row: RuledRow) -> Alternatives:
    """Return what must hold of a row where its rule speaks of it. Raises NoStatementError."""
    kind = row.rule.expectation.configuration.type
    if kind not in KINDS:
        raise NoStatementError(kind)
    return KINDS[kind](row, row.rule.kwargs)


def _balance(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    left, right = (_sum(row, kwargs.get(side, [])) for side in ("left", "right"))
    return _just(Statement(left, kwargs.get("comparison", "=="), right))


def _no_leap(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    now, before, times = _side(row, kwargs["now"]), _side(row, kwargs["before"]), kwargs["times"]
    least = Sum(constant=kwargs["difference"])
    within = Statement(now, "<=", before.times(times)), Statement(before, "<=", now.times(times))
    near = Statement(now.minus(before), "<", least), Statement(before.minus(now), "<", least)
    return within, near


def _in_set(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    side = _side(row, kwargs["column"])
    return tuple((Statement(side, "==", number(value)),) for value in kwargs["value_set"])


def _not_in_set(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    side = _side(row, kwargs["column"])
    return (tuple(Statement(side, "!=", number(value)) for value in kwargs["value_set"]),)


def _between(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    side, ends = _side(row, kwargs["column"]), ((">=", "min_value", "strict_min"), ("<=", "max_value", "strict_max"))
    bounds: list[Statement] = []
    for relation, end, strict in ends:
        if kwargs.get(end) is not None:
            said: Any = relation[:1] if kwargs.get(strict) else relation
            bounds.append(Statement(side, said, number(kwargs[end])))
    return (tuple(bounds),)


def _not_null(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    return _just(Statement(_side(row, kwargs["column"]).measured("filled"), "==", number(1)))


def _null(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    return _just(Statement(_side(row, kwargs["column"]).measured("blank"), "==", number(1)))


def _decimals(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    match = DECIMALS.fullmatch(kwargs["regex"])
    if match is None or kwargs["column"] != FIGURE:
        raise NoStatementError(kwargs["regex"])
    side = _side(row, kwargs["column"]).measured("decimals")
    return _just(Statement(side, "<=", number(int(match["most"] or 0))))


def _equal(row: RuledRow, kwargs: Mapping[str, Any]) -> Alternatives:
    columns = kwargs["column_A"], kwargs["column_B"]
    if set(columns) == {TEXT, FIGURE}:
        return _just(Statement(_side(row, FIGURE).measured("written"), "==", number(1)))
    left, right = (_side(row, column) for column in columns)
    return _just(Statement(left, "==", right))


KINDS: dict[str, Callable[[RuledRow, Mapping[str, Any]], Alternatives]] = {
    "expect_balance": _balance,
    "expect_no_leap": _no_leap,
    "expect_column_values_to_be_in_set": _in_set,
    "expect_column_values_to_not_be_in_set": _not_in_set,
    "expect_column_values_to_be_between": _between,
    "expect_column_values_to_not_be_null": _not_null,
    "expect_column_values_to_be_null": _null,
    "expect_column_values_to_match_regex": _decimals,
    "expect_column_pair_values_to_be_equal": _equal,
}


def _just(sentence: Statement) -> Alternatives:
    return ((sentence,),)


def _side(row: RuledRow, column: str) -> Sum:
    side = row.side(column)
    if side is None:
        raise NoStatementError(column)
    return side


def _sum(row: RuledRow, columns: Sequence[str]) -> Sum:
    return Sum(tuple(term for column in columns for term in _side(row, column).terms))


def number(value: Any) -> Sum:
    """Return a side that is a number. Raises NoStatementError for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NoStatementError(value)
    # A bound of Great Expectations may be a float where its suite says 0.
    return Sum(constant=int(value) if value == int(value) else Decimal(repr(value)))
