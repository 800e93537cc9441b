"""What a view must look like before any rule is judged: stated to Great Expectations from the form, never typed."""

from __future__ import annotations

from great_expectations.expectations import (
    ExpectColumnDistinctValuesToEqualSet,
    ExpectColumnValuesToMatchRegex,
    ExpectColumnValuesToNotBeNull,
    ExpectTableColumnsToMatchSet,
    ExpectTableRowCountToBeBetween,
    ExpectTableRowCountToEqual,
)
from great_expectations.expectations.expectation import Expectation

from annual_report.rules.views.view import KEY, NUMBER, Shape

# More rows than any report could make.
MOST_ROWS = 1_000_000

# What a suite does not say: the form says it.
TYPES = {
    "expect_table_row_count_to_equal",
    "expect_table_row_count_to_be_between",
    "expect_table_columns_to_match_set",
    "expect_column_distinct_values_to_equal_set",
}
# What may be a rule about any other column, but not about the keys.
TYPES_OF_KEYS = {"expect_column_values_to_not_be_null", "expect_column_values_to_match_regex"}


def structure_of(shape: Shape) -> tuple[Expectation, ...]:
    """Return how many rows there are, which columns, which keys, none of them null.

    Great Expectations passes vacuously on empty or null data: without these, nothing is judged and all seems to hold.
    """
    columns = ExpectTableColumnsToMatchSet(column_set=[KEY, NUMBER, *shape.columns], exact_match=True)
    return (_row_count(shape.keys), columns, _keys(shape.keys), ExpectColumnValuesToNotBeNull(column=KEY))


def _row_count(keys: tuple[str, ...] | str) -> Expectation:
    if isinstance(keys, str):
        return ExpectTableRowCountToBeBetween(min_value=0, max_value=MOST_ROWS)
    return ExpectTableRowCountToEqual(value=len(keys))


def _keys(keys: tuple[str, ...] | str) -> Expectation:
    if isinstance(keys, str):
        return ExpectColumnValuesToMatchRegex(column=KEY, regex=keys)
    return ExpectColumnDistinctValuesToEqualSet(column=KEY, value_set=[*keys])
