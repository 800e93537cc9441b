"""expect_balance: the sum of some columns beside the sum of others."""

from __future__ import annotations

import operator
from typing import Any, Literal

import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)

Comparison = Literal["==", "<=", ">="]
COMPARE = {"==": operator.eq, "<=": operator.le, ">=": operator.ge}


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
    right: list[str] = []  # noqa: RUF012  (pydantic copies defaults)
    comparison: Comparison = "=="
    ignore_row_if: str = "any_value_is_missing"

    map_metric = "multicolumn_values.balance"
    success_keys = ("left", "comparison", "right", "mostly")
    args_keys = ("left", "comparison", "right")

    @pydantic.root_validator(pre=True)
    def _columns(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {**values, "column_list": [*values.get("left", []), *values.get("right", [])]}
