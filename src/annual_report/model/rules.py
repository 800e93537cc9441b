"""The rules: Great Expectations suites over views, read strictly, and the expectation for balances."""

from __future__ import annotations

import ast
import json
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import great_expectations.expectations  # noqa: F401  (registers the expectations that suites name)
import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.exceptions import ExpectationNotFoundError
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation, MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.registry import get_expectation_impl

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.model.findings import SEVERITIES

Comparison = Literal["==", "<=", ">="]
COMPARE = {"==": operator.eq, "<=": operator.le, ">=": operator.ge}

# Great Expectations passes vacuously on empty or null data, so every suite begins by stating what it looks at.
STRUCTURE = (
    ("expect_table_row_count_to_equal", "expect_table_row_count_to_be_between"),
    ("expect_table_columns_to_match_set",),
    ("expect_column_distinct_values_to_equal_set", "expect_column_values_to_match_regex"),
    ("expect_column_values_to_not_be_null",),
)
SUITE_KEYS = {"name", "expectations", "meta"}
EXPECTATION_KEYS = {"type", "kwargs", "severity", "meta"}
RULE_META = {"rule", "label", "basis", "explain"}
OPTIONAL_META = {"at", "follows"}

# A blank is what these rules are about; every other rule cannot judge a row where one of its cells is missing.
JUDGE_BLANKS = {"expect_column_values_to_not_be_null", "expect_column_values_to_be_null"}

NO_SUITES = "{folder} 里没有规则套件"
NOT_JSON = "{file}:{line}  不是合法的 JSON：{reason}"
UNKNOWN_KEYS = "{file}  {where} 有不认识的内容：{keys}"
WRONG_NAME = "{file}  套件名 {name} 与文件名不一致"
NO_RULES = "{file}  套件里没有规则"
UNKNOWN_TYPE = "{file}  没有「{type}」这种规则"
WRONG_ARGUMENTS = "{file}  规则 {rule} 的参数有误：{reason}"
WRONG_META = "{file}  规则 {rule} 缺少：{keys}"
NO_STRUCTURE = "{file}  套件必须先检查行数、列名、行名和非空，第 {position} 条应是 {types}"
WRONG_SEVERITY = "{file}  规则 {rule} 的 severity 应是 critical、warning 或 info"
UNKNOWN_COLUMNS = "{suite}  规则 {rule} 用到了没有的列：{columns}"


class BalanceMetric(MulticolumnMapMetricProvider):
    """Row by row: does the sum of the left columns compare with the sum of the right ones as stated?"""

    condition_metric_name = "multicolumn_values.balance"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("left", "comparison", "right")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: N805
        left, right = (column_list[kwargs[side]].sum(axis=1) for side in ("left", "right"))
        return COMPARE[kwargs["comparison"]](left, right)  # type: ignore[no-any-return]


class ExpectBalance(MulticolumnMapExpectation):
    """The sum of the left columns equals (or is at most, at least) the sum of the right ones, exactly, in every row."""

    left: list[str]
    right: list[str] = []
    comparison: Comparison = "=="
    ignore_row_if: str = "any_value_is_missing"

    map_metric = "multicolumn_values.balance"
    success_keys = ("left", "comparison", "right", "mostly")
    args_keys = ("left", "comparison", "right")

    @pydantic.root_validator(pre=True)
    def _columns(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {**values, "column_list": [*values.get("left", []), *values.get("right", [])]}


@dataclass(frozen=True)
class Rule:
    """One expectation of a suite, with the words an office uses for it.

    `id` may hold {number}, the number of the row it is judged on: T3-R{number:02d}.
    """

    id: str
    label: str
    basis: str
    explain: str
    severity: str
    at: str
    follows: tuple[str, ...]
    expectation: Expectation

    @property
    def is_balance(self) -> bool:
        return isinstance(self.expectation, ExpectBalance)

    @cached_property
    def kwargs(self) -> Mapping[str, Any]:
        return self.expectation.configuration.kwargs

    @property
    def condition(self) -> str:
        """The rows the rule speaks about, as a pandas expression; empty for all of them."""
        filter_ = self.kwargs.get("row_condition")
        return filter_["pass_through_filter"] if isinstance(filter_, dict) else filter_ or ""

    @property
    def condition_columns(self) -> list[str]:
        names = (node.id for node in ast.walk(ast.parse(self.condition or "0")) if isinstance(node, ast.Name))
        return list(dict.fromkeys(names))

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

    @property
    def needed_columns(self) -> list[str]:
        """The columns without which a row cannot be judged."""
        judges_blanks = self.expectation.configuration.type in JUDGE_BLANKS
        return self.condition_columns if judges_blanks else self.columns


@dataclass(frozen=True)
class Suite:
    """The rules over one view; `structure` states what the view must look like before any rule is judged."""

    name: str
    structure: tuple[Expectation, ...]
    rules: tuple[Rule, ...]


def load_suites(version: str) -> list[Suite]:
    """Read every suite of a form version.

    Raises RuleError for an unknown rule type, key, argument or severity, and for a suite that does not begin with the structure.
    """
    folder = paths.expectations_folder(version)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise RuleError(NO_SUITES.format(folder=paths.shown(folder)))
    return [load_suite(file) for file in files]


def load_suite(path: Path) -> Suite:
    """Read one suite. Raises RuleError as load_suites does."""
    file = paths.shown(path)
    data = _read_json(path)
    _refuse_unknown(data, SUITE_KEYS, file, "套件")
    if data.get("name") != path.stem:
        raise RuleError(WRONG_NAME.format(file=file, name=data.get("name")))
    entries = data.get("expectations") or []
    _require_structure(entries, file)
    if len(entries) == len(STRUCTURE):
        raise RuleError(NO_RULES.format(file=file))
    structure = tuple(_expectation(entry, file) for entry in entries[: len(STRUCTURE)])
    rules = tuple(_rule(entry, file) for entry in entries[len(STRUCTURE) :])
    return Suite(data["name"], structure, rules)


def require_columns(suite: Suite, columns: list[str]) -> None:
    """Raise RuleError where a rule reads a column that its view does not have."""
    for rule in suite.rules:
        unknown = [column for column in rule.columns if column not in columns]
        if unknown:
            raise RuleError(UNKNOWN_COLUMNS.format(suite=suite.name, rule=rule.id, columns="、".join(unknown)))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise RuleError(NOT_JSON.format(file=paths.shown(path), line=error.lineno, reason=error.msg)) from error
    return data if isinstance(data, dict) else {}


def _require_structure(entries: list[dict[str, Any]], file: str) -> None:
    for position, types in enumerate(STRUCTURE):
        if position >= len(entries) or entries[position].get("type") not in types:
            raise RuleError(NO_STRUCTURE.format(file=file, position=position + 1, types=" / ".join(types)))


def _rule(entry: dict[str, Any], file: str) -> Rule:
    meta = entry.get("meta", {})
    name = str(meta.get("rule", entry.get("type")))
    missing = RULE_META - set(meta)
    if missing:
        raise RuleError(WRONG_META.format(file=file, rule=name, keys="、".join(sorted(missing))))
    _refuse_unknown(meta, RULE_META | OPTIONAL_META, file, f"规则 {name} 的 meta")
    if entry.get("severity") not in SEVERITIES:
        raise RuleError(WRONG_SEVERITY.format(file=file, rule=name))
    return Rule(
        id=name,
        label=meta["label"],
        basis=meta["basis"],
        explain=meta["explain"],
        severity=entry["severity"],
        at=meta.get("at", ""),
        follows=tuple(meta.get("follows", ())),
        expectation=_expectation(entry, file),
    )


def _expectation(entry: dict[str, Any], file: str) -> Expectation:
    name = entry.get("meta", {}).get("rule", entry.get("type"))
    _refuse_unknown(entry, EXPECTATION_KEYS, file, f"规则 {name}")
    try:
        kind = get_expectation_impl(entry["type"])
    except ExpectationNotFoundError as error:
        raise RuleError(UNKNOWN_TYPE.format(file=file, type=entry["type"])) from error
    try:
        return kind(**entry.get("kwargs", {}), meta=entry.get("meta"), severity=entry.get("severity", "critical"))
    except (pydantic.ValidationError, TypeError, ValueError) as error:
        raise RuleError(WRONG_ARGUMENTS.format(file=file, rule=name, reason=error)) from error


def _refuse_unknown(data: dict[str, Any], known: set[str], file: str, where: str) -> None:
    unknown = set(data) - known
    if unknown:
        raise RuleError(UNKNOWN_KEYS.format(file=file, where=where, keys="、".join(sorted(unknown))))
