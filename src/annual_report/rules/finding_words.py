"""Turn an outcome into a finding: the words of the rule, both sides, and the cells an office would look at."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from annual_report.filing.place import Place
from annual_report.rules.finding import Equation, Finding
from annual_report.rules.rule import Rule
from annual_report.rules.views import View
from annual_report.wording import excerpt, plain

# How much of what stands in an input a message quotes.
LONGEST_QUOTE = 120

NOT_ASSESSABLE = "无法判断：缺少 {missing}"


def failed_finding(rule: Rule, rule_id: str, row: Mapping[str, Any], view: View) -> Finding:
    """Return the finding of a row that broke a rule: where, both sides, the difference."""
    left, right = _sides(rule, row)
    imbalance = left - right if left is not None else None
    words = {**row, "where": _where(rule, row, view), "left": left, "right": right, "imbalance": imbalance}
    return Finding(
        rule=rule_id,
        outcome="failed",
        severity=rule.severity,
        label=rule.label,
        message=rule.explain.format_map({key: _value_to_show(value) for key, value in words.items()}),
        basis=rule.basis,
        cells=_cells(rule, row, view),
        left=left,
        right=right,
        equation=equation_of(rule, row["key"], view),
        follows=tuple(each.format(number=row["number"]) for each in rule.follows),
    )


def not_assessable_finding(rule: Rule, rule_id: str, row: Mapping[str, Any], view: View, missing: list[str]) -> Finding:
    """Return the finding of a row that a rule could not judge, naming what is missing."""
    reason = next((view.reasons[row["key"], each] for each in missing if (row["key"], each) in view.reasons), "")
    places = [place for column in missing for place in view.places.get((row["key"], column), ())]
    names = [place.label for place in places] or [view.labels.get(column, column) for column in missing]
    message = reason or NOT_ASSESSABLE.format(missing="、".join(names))
    return Finding(rule_id, "not_assessable", rule.severity, rule.label, message, rule.basis, tuple(places))


def broken_finding(rule: Rule, reason: str, rule_id: str = "") -> Finding:
    """Return the finding of a rule that failed itself."""
    return Finding(rule_id or rule.id_of(1), "broken", rule.severity, rule.label, reason, rule.basis)


def _sides(rule: Rule, row: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return both sides of a balance as exact sums."""
    if not rule.is_balance:
        return None, None
    left, right = (sum((row[column] for column in rule.kwargs.get(side, [])), 0) for side in ("left", "right"))
    return left, right


def equation_of(rule: Rule, key: str, view: View) -> Equation:
    """Return the coefficient of every cell of an equality between the cells of a row; empty for other rules."""
    if not rule.is_equality:
        return ()
    terms = [
        (view.places.cells(key, column), sign)
        for side, sign in (("left", 1), ("right", -1))
        for column in rule.kwargs.get(side, [])
    ]
    # What was counted or read in the prose is no cell.
    if not all(cells for cells, _ in terms):
        return ()
    return tuple((cell, sign) for cells, sign in terms for cell in cells)


def _cells(rule: Rule, row: Mapping[str, Any], view: View) -> tuple[Place, ...]:
    """Return the cells a rule compared, the one an office would name first."""
    columns = sorted(rule.columns, key=lambda column: column != rule.at)
    places = (place for column in columns for place in view.places.get((row["key"], column), ()))
    return tuple(dict.fromkeys(places))


def _where(rule: Rule, row: Mapping[str, Any], view: View) -> str:
    cells = _cells(rule, row, view)
    return cells[0].label if cells else ""


def _value_to_show(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return excerpt(value, LONGEST_QUOTE) if isinstance(value, str) else value
