"""expect_no_leap: a figure beside last year's."""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_expectations.compatibility import pydantic
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)


class LeapMetric(MulticolumnMapMetricProvider):
    """Row by row: does a figure stay within so many times last year's, up or down?"""

    condition_metric_name = "multicolumn_values.no_leap"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("now", "before", "times", "difference")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: N805
        now, before = column_list[kwargs["now"]], column_list[kwargs["before"]]
        within = (now <= before * kwargs["times"]) & (before <= now * kwargs["times"])
        return within | ((now - before).abs() < kwargs["difference"])  # type: ignore[no-any-return]


class ExpectNoLeap(MulticolumnMapExpectation):
    """A figure is at most so many times last year's, and at least that part of it; small differences do not count."""

    now: str
    before: str
    times: int
    difference: int
    ignore_row_if: str = "any_value_is_missing"

    map_metric = "multicolumn_values.no_leap"
    success_keys = ("now", "before", "times", "difference", "mostly")
    args_keys = ("now", "before", "times", "difference")

    @pydantic.root_validator(pre=True)
    def _columns(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {**values, "column_list": [values.get("now"), values.get("before")]}
