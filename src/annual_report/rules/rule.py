"""The rules: what must hold, in the words of an office, and where it is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import Any

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.row_conditions import NullityCondition, OrCondition

from annual_report.rules.kinds.balance import ExpectBalance

# A blank is what these rules are about; every other rule cannot judge a row where one of its cells is missing.
JUDGE_BLANKS = {"expect_column_values_to_not_be_null", "expect_column_values_to_be_null"}


@dataclass(frozen=True)
class Condition:
    """One condition on a row: as a pandas query, and the columns it looks at."""

    query: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One expectation of a suite, with the words an office uses for it.

    `id` may hold {number}, the number of the row it is judged on: T3-R{number:02d}. `waivable` is the reason why a
    critical rule may be waived, empty where it may not; `absent` says why a form does not have this rule.
    """

    id: str
    label: str
    basis: str
    explain: str
    severity: str
    at: str
    follows: tuple[str, ...]
    expectation: Expectation
    waivable: str = ""
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_balance(self) -> bool:
        return isinstance(self.expectation, ExpectBalance)

    @property
    def may_be_waived(self) -> bool:
        return self.severity != "critical" or bool(self.waivable)

    def covers(self, rule_id: str) -> bool:
        """Return whether an id is one of this rule's: T3-R07 is one of T3-R{number:02d}."""
        parts = Formatter().parse(self.id)
        return bool(
            re.fullmatch("".join(re.escape(text) + ("[0-9]+" if name else "") for text, name, *_ in parts), rule_id)
        )

    @cached_property
    def kwargs(self) -> Mapping[str, Any]:
        kwargs: Mapping[str, Any] = self.expectation.configuration.kwargs
        return kwargs

    @property
    def is_equality(self) -> bool:
        return self.is_balance and self.kwargs.get("comparison", "==") == "=="

    @property
    def is_numbered(self) -> bool:
        """Whether every row it is judged on has an id of its own."""
        return "{number" in self.id

    def id_of(self, number: int) -> str:
        """Return the id under which the rule is judged on the row of this number."""
        return self.id.format(number=number) if self.is_numbered else self.id

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What must be true of a row for the rule to speak about it; all of it, where there are several."""
        condition = self.expectation.row_condition
        return tuple(map(_condition, _parts(condition))) if condition else ()

    @property
    def condition_columns(self) -> list[str]:
        return list(dict.fromkeys(column for condition in self.conditions for column in condition.columns))

    @property
    def own_columns(self) -> list[str]:
        kwargs = self.kwargs
        if "column_list" in kwargs:
            return list(kwargs["column_list"])
        return [kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs]

    @property
    def columns(self) -> list[str]:
        """Every column the rule reads."""
        return list(dict.fromkeys([*self.own_columns, *self.condition_columns]))

    @cached_property
    def needed_columns(self) -> list[str]:
        """The columns without which a row cannot be judged."""
        judges_blanks = self.expectation.configuration.type in JUDGE_BLANKS
        return self.condition_columns if judges_blanks else self.columns


@dataclass(frozen=True)
class Suite:
    """The rules over one view; `structure` states what the view must look like before any rule is judged.

    `digest` is the fingerprint of all of it.
    """

    name: str
    about: str
    structure: tuple[Expectation, ...]
    rules: tuple[Rule, ...]
    digest: str = ""

    @cached_property
    def structure_columns(self) -> list[str]:
        """The columns whose values the structure is about."""
        named = (each.configuration.kwargs.get("column") for each in self.structure)
        return [name for name in named if name]


def _parts(condition: Any) -> list[Any]:
    """Return what a condition joins by "and"; what it joins by "or" stays together."""
    return [condition] if isinstance(condition, OrCondition) else getattr(condition, "conditions", [condition])


def _condition(condition: Any) -> Condition:
    query = str(PandasExecutionEngine().condition_to_filter_clause(condition))
    # Whether a value is there can be told of any row.
    columns = () if isinstance(condition, NullityCondition) else tuple(_columns_of(condition))
    return Condition(query, columns)


def _columns_of(condition: Any) -> list[str]:
    """Return the columns that a condition looks at, however it is nested."""
    parts = getattr(condition, "conditions", None)
    return [name for part in parts for name in _columns_of(part)] if parts else [condition.column.name]
