"""From the condition of a rule to sentences about cells: what is known of a report is worked out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from great_expectations.expectations.row_conditions import NullityCondition, OrCondition

from annual_report.desk.check import COMPARE, Alternatives, Relation, Statement, Sum
from annual_report.desk.rows import RuledRow
from annual_report.desk.sentences import NoStatementError, number

ALWAYS: Alternatives = ((),)
NEVER: Alternatives = ()


class WhenSpoken(NamedTuple):
    """When a rule speaks of a row, and what of it nobody said."""

    alternatives: Alternatives
    unknown: tuple[str, ...] = ()


def conditions_of(row: RuledRow) -> list[WhenSpoken]:
    """Return the conditions under which a rule speaks of a row: all of them must hold."""
    return [_condition(part, row) for part in _parts(row.rule.expectation.row_condition)]


def _parts(condition: Any) -> Sequence[Any]:
    """Return what a condition joins by "and"; what it joins by "or" stays together, as the rules judge it."""
    if condition is None:
        return ()
    return [condition] if isinstance(condition, OrCondition) else getattr(condition, "conditions", [condition])


def _condition(condition: Any, row: RuledRow) -> WhenSpoken:
    """Return a condition with what is known of the report worked out: only what depends on figures is left."""
    alternatives, unknown = list[tuple[Statement, ...]](), dict[str, None]()
    for clause in condition.conditions if isinstance(condition, OrCondition) else [condition]:
        sentences, holds = list[Statement](), True
        for part in getattr(clause, "conditions", [clause]):
            side = row.side(part.column.name)
            if side is not None:
                sentences.append(_sentence(part, side))
            elif row.known(part.column.name) is None and not isinstance(part, NullityCondition):
                unknown[row.name_of(part.column.name)] = None
            else:
                holds &= _is_so(part, row.known(part.column.name))
        if holds:
            alternatives.append(tuple(sentences))
    if unknown:
        return WhenSpoken(ALWAYS, tuple(unknown))
    return WhenSpoken(ALWAYS if () in alternatives else tuple(alternatives))


def _sentence(part: Any, side: Sum) -> Statement:
    if isinstance(part, NullityCondition):
        return Statement(side.measured("blank" if part.is_null else "filled"), "==", number(1))
    return Statement(side, _relation(part), number(part.parameter))


def _is_so(part: Any, value: Any) -> bool:
    if isinstance(part, NullityCondition):
        return bool(part.is_null == (value is None))
    is_so: bool = COMPARE[_relation(part)](value, part.parameter)
    return is_so


def _relation(part: Any) -> Relation:
    relation: Any = str(getattr(part.operator, "value", part.operator))
    if relation not in COMPARE:
        raise NoStatementError(relation)
    return relation  # type: ignore[no-any-return]
